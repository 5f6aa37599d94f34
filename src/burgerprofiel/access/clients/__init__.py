"""The applications that sign citizens in, and who changed them: by file, or on screen with four eyes (A9)."""
