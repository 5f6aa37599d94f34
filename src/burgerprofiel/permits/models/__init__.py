"""The room's tables."""

from burgerprofiel.permits.models.permits import Document, Known, Permit
from burgerprofiel.permits.models.sources import Source

__all__ = ["Document", "Known", "Permit", "Source"]
