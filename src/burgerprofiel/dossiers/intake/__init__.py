"""What bodies push (DOSIS, contracts/mbp.md §2.2–2.5): accepted at once, added to dossiers a moment later."""
