"""`/inzage` at the desk: what citizens ask the data protection officer about who looked at their data (B10)."""
