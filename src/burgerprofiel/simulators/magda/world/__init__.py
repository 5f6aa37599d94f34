"""What each source knows of the cast: one file per theme, each with its `OFFERS`."""
