"""Addresses of signing in: at the provider, and at the portal."""
