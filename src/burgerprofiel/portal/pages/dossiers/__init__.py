"""`/dossiers`: the list, one dossier, and what its owner does with it (D1)."""
