"""Certificates that only the town hall gives: straight to the right page of one's own municipality (D4)."""
