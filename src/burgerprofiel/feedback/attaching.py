"""One file with a report: jpg, png or pdf, at most 30 MB (contracts/mbp.md §6), encrypted while it comes in.

It is looked in as letters are, and kept only when nothing is wrong with it. In the clear it never lies on a disk.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from pathlib import PurePosixPath
from typing import Any, Concatenate, ParamSpec, cast

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopFutureHandlers
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from burgerprofiel.feedback.actions import Attached
from burgerprofiel.kit import pdf
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.refused_file import RefusedFileError
from burgerprofiel.kit.scanning import ScannerDownError, names, scanner
from burgerprofiel.kit.storage.objects import Writer

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
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


class Taken(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs alone
    """A file that came in whole and waits to be looked in."""

    def __init__(self, writer: Writer, name: str) -> None:
        """Remember where it is."""
        super().__init__(None, name, "application/octet-stream", writer.octets)
        self.writer = writer


class Incoming(FileUploadHandler):
    """Takes the one file of a form; every other is passed by."""

    def __init__(self, request: HttpRequest) -> None:
        """Begin with nothing."""
        super().__init__(request)
        self.writer: Writer | None = None

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        """Begin a file; the first one in our field alone."""
        super().new_file(field_name, file_name, *args, **kwargs)
        if field_name != FIELD or self.writer is not None:
            raise SkipFile
        self.writer = Writer()
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django's signature
        """Encrypt a piece; beyond the most nothing is kept any more."""
        if self.writer is not None and self.writer.octets <= MOST:
            self.writer.write(raw_data)

    def file_complete(self, file_size: int) -> Taken | None:  # noqa: ARG002 - Django's signature
        """Give the file to the form."""
        return Taken(self.writer, self.file_name or "") if self.writer is not None else None

    def close(self) -> None:
        """Forget what was not kept."""
        if self.writer is not None:
            self.writer.discard()


def takes_a_file(page: Page[P]) -> Page[P]:
    """Let a form with a file come in by `Incoming`; its token is asked only then, for asking reads the form."""
    protected = csrf_protect(cast("Any", page))

    @csrf_exempt
    @wraps(page)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        incoming = Incoming(request)
        request.upload_handlers = [incoming]
        try:
            return cast("HttpResponseBase", protected(request, *args, **kwargs))
        finally:
            incoming.close()

    return cast("Page[P]", guarded)


def attached(request: HttpRequest) -> Attached | None:
    """Return the form's file, looked in and kept; None: there is none. Raises NotTakenError.

    No database connection is held meanwhile. Whoever has no use for it after all removes it, or the sweep does.
    """
    sent = request.FILES.get(FIELD)
    if not isinstance(sent, Taken) or not sent.writer.octets:
        return None
    name = sent.name or ""
    kind = _TYPES.get(PurePosixPath(name).suffix.lower())
    if sent.writer.octets > MOST:
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
