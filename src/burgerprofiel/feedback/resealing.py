"""After a new root key: what it seals of feedback, the keys of files that programs brought, is sealed again."""

from __future__ import annotations

from uuid import UUID

from burgerprofiel.people import resealing
from burgerprofiel.people.resealing import Nobodys


def upload_place(upload: UUID) -> bytes:
    """Where `Upload.key` is sealed."""
    return f"feedback.upload:{upload}".encode()


WHERE = (Nobodys("feedback_upload", "key", upload_place),)


def reseal() -> int:
    """Seal again whatever is under another root key; see `people.resealing.reseal`."""
    return resealing.reseal(WHERE)
