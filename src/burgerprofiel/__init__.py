"""Mijn Burgerprofiel: everything the government knows about, sends to and does for a citizen, in one place."""
