"""`/inzage`: who looked at my data, and what I ask about it (B10)."""
