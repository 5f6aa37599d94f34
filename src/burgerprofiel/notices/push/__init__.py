"""Pushes to a citizen's browsers (RFC 8030): sealed for the device (RFC 8291), signed by us (RFC 8292).

The service in between is its maker's (Google, Mozilla, Apple, Microsoft): it sees when, and to which device, not what.
"""
