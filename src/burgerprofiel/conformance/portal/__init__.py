"""The checks of a portal (HIP): what a registry and a citizen may count on (contracts/ebox.md A.7, C.5)."""

from burgerprofiel.conformance.portal import asking, showing
from burgerprofiel.conformance.portal.looking import BOOK, Portal

__all__ = ["BOOK", "Portal", "asking", "showing"]
