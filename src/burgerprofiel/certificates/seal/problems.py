"""Why there is no seal: a certificate without one is never shown, so whoever asked waits, or the operator acts."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """What stands in the way."""

    NOT_CONFIGURED = "not-configured"
    KEY_SILENT = "key-silent"
    """The key's device or service does not answer."""
    KEY_REFUSES = "key-refuses"
    """It answers that it will not: wrong PIN, no such key, another key than the certificate's."""
    NOT_TRUSTED = "not-trusted"
    """The seal's certificate, or that of the time stamps, is withdrawn, over, or of nobody we trust."""
    STAMPS_SILENT = "stamps-silent"
    STAMPS_WRONG = "stamps-wrong"
    """What the time-stamp service answers is no time stamp for what we asked, now."""
    STATUS_SILENT = "status-silent"
    """Nobody tells whether the certificates were withdrawn."""
    DOCUMENT = "document"
    """The document itself cannot be sealed."""


PASSING = frozenset({Reason.KEY_SILENT, Reason.STAMPS_SILENT, Reason.STATUS_SILENT, Reason.STAMPS_WRONG})
"""What may be over by itself."""


class SealUnavailableError(Exception):
    """No seal now; try later. The message is a sentence for the operator, without anything of the document."""

    def __init__(self, reason: Reason, sentence: str) -> None:
        """Give the reason and the sentence."""
        super().__init__(sentence)
        self.reason = reason

    @property
    def passing(self) -> bool:
        """Whether it may be over by itself; else the operator has to act."""
        return self.reason in PASSING
