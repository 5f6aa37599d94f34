"""Addresses, one list per host."""
