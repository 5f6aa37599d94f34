"""Signing in as the portal sees it: it asks the provider, like any other application."""
