"""What a citizen chose about being told (E2, C5)."""
