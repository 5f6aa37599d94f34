"""The room of privacy: who looked at a citizen's data, and what they ask the data protection officer about it (B10)."""
