"""What citizens gave us."""
