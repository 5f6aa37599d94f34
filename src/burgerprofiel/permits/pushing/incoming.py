"""A document of a permit on its way in: encrypted while it streams, looked in as letters are, kept (decision 0025)."""

from __future__ import annotations

from contextlib import suppress

from django.http import HttpRequest, UnreadablePostError

from burgerprofiel.kit import problems
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.problems import BELGIF, ProblemError
from burgerprofiel.kit.refused_file import RefusedFileError
from burgerprofiel.kit.scanning import ScannerDownError, contents, scanner
from burgerprofiel.kit.storage import objects
from burgerprofiel.kit.storage.objects import Stored, Writer

MOST = 10_000_000
"""Bytes of a document."""
_PIECE = 256 * 1024
PDF = "application/pdf"


def take(request: HttpRequest) -> Stored:
    """Take the body in and keep it as a document. Whoever has no use for it after all uses `forget`.

    No database connection is held meanwhile. Raises ProblemError: 400, 413, 415, 503.
    """
    if request.content_type != PDF:
        raise ProblemError(
            415, f"{BELGIF}unsupportedMediaType", "Unsupported Media Type", f"Send {PDF}.", code="INVALID_INPUT"
        )
    let_go()
    with objects.writing() as writer:
        _read(request, writer)
        stored = writer.end()
        _look(b"".join(writer.pieces()))
        writer.settle()
    return stored


def forget(stored: Stored) -> None:
    """Remove what was kept; what cannot be removed now, the sweep of orphans removes."""
    with suppress(OSError):
        objects.remove(stored.object_name)


def _read(request: HttpRequest, writer: Writer) -> None:
    try:
        while piece := request.read(_PIECE):
            writer.write(piece)
            if writer.octets > MOST:
                raise _too_large(MOST)
    except UnreadablePostError:
        raise problems.bad("The document did not come whole.") from None


def _look(content: bytes) -> None:
    try:
        contents.look(content, PDF)
        scanner.scan(content)
    except RefusedFileError as error:
        raise (_too_large(error.limit) if error.limit else problems.bad(str(error), code=error.code)) from error
    except ScannerDownError as error:
        detail = "Documents cannot be scanned at this moment, so nothing was stored. Try again."
        raise problems.later(detail, error.retry_after) from error


def _too_large(most: int) -> ProblemError:
    detail = f"A document has at most {most} bytes."
    extras = {"limit": most}
    return ProblemError(413, f"{BELGIF}payloadTooLarge", "Payload Too Large", detail, code="TOO_LARGE", extras=extras)
