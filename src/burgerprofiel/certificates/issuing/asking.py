"""Why a certificate cannot be asked for: each says what holds, and what can be done."""

from __future__ import annotations


class RefusedError(Exception):
    """It cannot be had, or not now. Nothing was kept."""


class NothingToCertifyError(RefusedError):
    """The source has nothing about this citizen: `Kind.nothing` says it."""


class NotAllowedError(RefusedError):
    """We may not ask this source; that says nothing about the citizen. `reference` can be quoted on the phone."""

    def __init__(self, reference: str = "") -> None:
        """Take the source's reference."""
        super().__init__()
        self.reference = reference


class NotAvailableError(RefusedError):
    """The source does not answer now; that says nothing about the citizen. `reference` can be quoted on the phone."""

    def __init__(self, reference: str = "") -> None:
        """Take the reference of the question."""
        super().__init__()
        self.reference = reference


class TooManyError(RefusedError):
    """This citizen asked for as many as one may in a day; tomorrow more can be asked for."""


class UnknownError(RefusedError):
    """There is no such kind, language or purpose."""
