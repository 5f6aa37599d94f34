"""Certificates that others made and hold: asked live when the citizen looks, and never stored.

A register that offers certificates by the Attesten contract (contracts/mbp.md §1.1) is a source here. Which
ones there are is configured; what they answer is shown, opened and streamed through us, and kept only in the
sealed cache of the citizen's own session.
"""
