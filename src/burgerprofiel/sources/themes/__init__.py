"""The themes of the overview (B1), in the order of the home page."""
