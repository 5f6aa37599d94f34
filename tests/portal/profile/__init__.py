"""The pages of “My profile”."""
