"""One file with a report: jpg, png or pdf, at most 30 MB (contracts/mbp.md §6), encrypted while it comes in.

It is looked in as letters are, and kept only when nothing is wrong with it. In the clear it never lies on a disk.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import PurePosixPath

from django.http import HttpRequest
from django.utils.translation import gettext as _

from burgerprofiel.feedback.actions import Attached
from burgerprofiel.kit import pdf
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.refused_file import RefusedFileError
from burgerprofiel.kit.scanning import ScannerDownError, names, scanner
from burgerprofiel.kit.uploads import Taken

MOST = 30_000_000
"""Bytes of a file."""
FIELD = "bijlage"
_TYPES = {".pdf": "application/pdf", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}
_JPEG, _PNG = (b"\xff\xd8\xff", b"\xff\xd9"), (b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82")
"""How each begins and ends (ITU-T T.81 B.1.1.3; W3C PNG §5)."""
_looking = threading.BoundedSemaphore(2)
"""So many files lie in the memory of a process at once."""


class NotTakenError(Exception):
    """The file does not come in; the message is a sentence for who chose it."""


def attached(request: HttpRequest) -> Attached | None:
    """Return the form's file, looked in and kept; None: there is none. Raises NotTakenError.

    No database connection is held meanwhile. Whoever has no use for it after all removes it, or the sweep does.
    """
    sent = request.FILES.get(FIELD)
    if not isinstance(sent, Taken) or not sent.size:
        return None
    name = sent.name or ""
    kind = _TYPES.get(PurePosixPath(name).suffix.lower())
    if sent.size > MOST:
        raise NotTakenError(
            _("This file is larger than 30 MB. Choose a smaller one, for instance a photo of the page.")
        )
    if kind is None:
        raise NotTakenError(_("We take a photo (jpg or png) or a PDF. Choose such a file."))
    let_go()
    stored = sent.writer.end()
    with _looking:
        _look(b"".join(sent.writer.pieces()), name, kind)
    sent.writer.settle()
    return Attached(stored, name[-200:], kind)


def look(content: bytes, name: str, kind: str) -> None:
    """Look in a file. Raises RefusedFileError, ScannerDownError."""
    names.check(name)
    if kind == "application/pdf":
        pdf.check(content)
    else:
        first, last = _JPEG if kind == "image/jpeg" else _PNG
        if not content.startswith(first) or last not in content[-64:]:
            raise RefusedFileError(
                "TYPE_DOES_NOT_MATCH", "This file says that it is a picture, and it is not a whole one."
            )
    scanner.scan(content)


def kind_of(name: str) -> str:
    """Return the media type that a name says; empty: none that is taken."""
    return _TYPES.get(PurePosixPath(name).suffix.lower(), "")


def _look(content: bytes, name: str, kind: str) -> None:
    try:
        look(content, name, kind)
    except ScannerDownError as error:
        told = _("We cannot check files now. Send this without a file, or try again in a few minutes.")
        raise NotTakenError(told) from error
    except RefusedFileError as error:
        raise NotTakenError(_WORDS.get(error.code, _other)()) from error


def _other() -> str:
    return _("This file is not what its name says, or it is damaged. Choose another one.")


_WORDS: dict[str, Callable[[], str]] = {
    "INFECTED": lambda: _("The virus scanner stopped this file. We kept nothing of it."),
    "ACTIVE_CONTENT": lambda: _(
        "This file holds something that runs by itself. Save it as an ordinary PDF or a photo."
    ),
    "ENCRYPTED": lambda: _("This PDF is locked with a password, so nobody could read it. Choose one without."),
    "INVALID_INPUT": lambda: _("The name of this file holds signs that we do not take. Give it another name."),
}
