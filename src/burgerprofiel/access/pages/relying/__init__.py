"""Signing in as the portal and the desk see it: they ask the provider, like any other application."""
