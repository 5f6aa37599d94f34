"""A citizen lets a person or an organisation act for them, for some of it, for a time (A11, decision 0016)."""
