"""“Is this right?” is asked of every fact, wherever it stands: the part of the portal that finds it again (B9).

Rooms say what they hold; feedback says what was told of a fact; neither knows the other. Here the two are joined.
"""
