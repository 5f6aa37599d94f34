"""Signing in with the Belgian eID card through Web eID (token format `web-eid:1`)."""
