"""The portal as a relying party: of our own provider, or of another one by configuration (feature A9)."""
