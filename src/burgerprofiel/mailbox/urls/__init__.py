"""Addresses: of the registry's host, and of the portal's."""
