"""Signing in: digital keys, the OIDC provider, the portal as its relying party, sessions (features A1-A12)."""
