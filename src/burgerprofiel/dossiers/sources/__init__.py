"""The systems of bodies that tell of dossiers: who they are, and which programs may speak for them."""
