"""What citizens and staff see of notices."""
