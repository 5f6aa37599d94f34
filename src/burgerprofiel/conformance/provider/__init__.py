"""The checks of a message registry: what portals and programs of enterprises rely on (contracts/ebox.md A.4)."""

from burgerprofiel.conformance.provider import changing, listing, reading, reference, searching
from burgerprofiel.conformance.provider.asking import BOOK, Registry

__all__ = ["BOOK", "Registry", "changing", "listing", "reading", "reference", "searching"]
