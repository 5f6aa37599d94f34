"""Why nothing comes in now."""

from __future__ import annotations


class ScannerDownError(Exception):
    """The scanner does not answer, so nothing comes in now; the sender tries again."""

    retry_after = 30
    """In seconds."""
