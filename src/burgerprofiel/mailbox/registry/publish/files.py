"""Which part is which attachment: each named once, none left over, and every digest right (contracts/ebox.md A.3)."""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator, Sequence
from functools import partial

from burgerprofiel.kit.refused_file import RefusedFileError
from burgerprofiel.kit.scanning import contents, names
from burgerprofiel.mailbox.publishing.message import FileToPublish
from burgerprofiel.mailbox.publishing.refusals import Flaw, RefusedError
from burgerprofiel.mailbox.registry.publish import reading
from burgerprofiel.mailbox.registry.publish.parts import METADATA, FilePart, Parts
from burgerprofiel.mailbox.registry.publish.shapes import AttachmentV3, Digest
from burgerprofiel.mailbox.senders.policy import Policy

_BASE64URL = re.compile(r"[A-Za-z0-9_-]{43}=?", re.ASCII)
V2_NAMES = tuple(f"upfile{number}" for number in range(1, 7))
"""The parts that v2.1 knows."""


def matched(attachments: Sequence[AttachmentV3], parts: Parts) -> list[FileToPublish]:
    """Return the files as the message speaks of them. Raises RefusedError with everything that is wrong."""
    flaws = [*_of_names(attachments, parts)]
    for number, each in enumerate(attachments):
        part = parts.files.get(each.http_part_name)
        if part:
            flaws += _of_file(f"attachments[{number}]", each, part)
    if flaws:
        raise RefusedError(*flaws)
    return [_file(each, parts.files[each.http_part_name]) for each in attachments]


def _of_names(attachments: Sequence[AttachmentV3], parts: Parts) -> Iterator[Flaw]:
    named = [each.http_part_name for each in attachments]
    if len(named) != len(parts.files):
        told = f"The message speaks of {len(named)} attachments, and {len(parts.files)} files were sent."
        yield Flaw("attachments", told)
    for number, name in enumerate(named):
        if name in named[:number]:
            yield Flaw(f"attachments[{number}].httpPartName", "Another attachment is the same part.", "rejectedInput")
        elif name not in parts.files or name == METADATA:
            told = "There is no part with this name."
            yield Flaw(f"attachments[{number}].httpPartName", told, "referencedResourceNotFound")


def _of_file(at: str, attachment: AttachmentV3, part: FilePart) -> Iterator[Flaw]:
    try:
        names.check(part.file_name)
    except RefusedFileError as error:
        yield Flaw(f"{at}.fileName", str(error), "rejectedInput", error.code)
    if attachment.digest and part.stored and not _same(attachment.digest, part.stored.digest):
        told = "The digest is not that of the file that arrived (SHA-256 in base64url, RFC 4648 §5)."
        yield Flaw(f"{at}.digest", told, "invalidInput", "DIGEST_DO_NOT_MATCH")


def _same(told: Digest, reckoned: bytes) -> bool:
    text = told.digest_value
    if not _BASE64URL.fullmatch(text):
        return False
    return hmac.compare_digest(urlsafe_b64decode(text.rstrip("=") + "="), reckoned)


def _file(attachment: AttachmentV3, part: FilePart) -> FileToPublish:
    if part.stored is None:
        raise RefusedError(Flaw(part.name, "This file did not arrive whole."))
    return FileToPublish(
        stored=part.stored,
        file_name=part.file_name,
        media_type=part.media_type,
        title=reading.title(attachment),
        is_main=attachment.is_main_content,
        signed=attachment.is_attachment_signed,
        admit=partial(_admit, part),
    )


def _admit(part: FilePart, policy: Policy) -> None:
    """Look at what came in, then keep it. Raises RefusedError, ScannerDownError."""
    try:
        contents.check(part.writer.pieces(), part.media_type, part.file_name, policy)
    except RefusedFileError as error:
        raise RefusedError(Flaw(part.name, str(error), "rejectedInput", error.code), limit=error.limit) from error
    part.writer.settle()
