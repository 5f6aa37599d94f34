"""Places that a citizen wants to find again, under names of their own (E3, F1)."""
