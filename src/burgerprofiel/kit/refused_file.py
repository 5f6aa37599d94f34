"""Why a file does not come in."""

from __future__ import annotations


class RefusedFileError(Exception):
    """The file does not come in, now or later; the text is a sentence for the sender."""

    def __init__(self, code: str, sentence: str, *, limit: int = 0) -> None:
        """`code` for programs (docs/send-a-message.md); `limit` in bytes when the file is too large."""
        super().__init__(sentence)
        self.code, self.limit = code, limit
