"""The pages of the portal, one small module each."""
