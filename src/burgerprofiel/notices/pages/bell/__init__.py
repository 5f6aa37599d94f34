"""The bell and the list of notices (E1)."""
