"""The citizen's way from the letter and the link of a counter to their first keys (A4)."""
