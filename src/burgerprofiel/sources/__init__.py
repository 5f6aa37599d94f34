"""The room of authentic sources: data of other bodies, borrowed while the citizen is signed in (B1-B8, B11)."""
