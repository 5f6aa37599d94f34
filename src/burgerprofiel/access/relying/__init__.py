"""The portal and the desk as relying parties: of our own provider, or of another one by configuration (feature A9)."""
