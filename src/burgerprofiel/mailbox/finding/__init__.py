"""A text is sought in a small box by reading that box, in a large one by an index of its own words.

Neither costs more for what lies in other boxes (docs/decisions/0032).
"""
