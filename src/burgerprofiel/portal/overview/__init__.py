"""What stands on the overview: a file for each of its parts, and in which order they come (B1, B7)."""
