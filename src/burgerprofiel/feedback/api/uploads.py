"""A file of a program: brought first, then named in a report. Who brought it names it, once, within a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, UnreadablePostError
from multipart import MultipartError, MultipartSegment, ParserLimitReached, PushMultipartParser, parse_options_header

from burgerprofiel.feedback import attaching
from burgerprofiel.feedback.actions import Attached
from burgerprofiel.feedback.api.callers import Caller
from burgerprofiel.feedback.models import Upload
from burgerprofiel.feedback.resealing import upload_place
from burgerprofiel.kit import clock, problems
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.kit.problems import BELGIF, ProblemError
from burgerprofiel.kit.refused_file import RefusedFileError
from burgerprofiel.kit.root_keys import root_keys
from burgerprofiel.kit.scanning import ScannerDownError
from burgerprofiel.kit.storage import objects
from burgerprofiel.kit.storage.objects import Stored, Writer

KEPT_FOR = timedelta(days=1)
ADDRESS = "api/v1/upload/"
_PIECE = 1 << 16
_HEADS = 20_000
"""Bytes around the file."""


def take(caller: Caller, request: HttpRequest) -> Upload:
    """Take the one file of a body and keep it. Raises ProblemError: 400, 413, 415, 503."""
    let_go()
    with objects.writing() as writer:
        name = _read(request, writer)
        kind = attaching.kind_of(name)
        if not kind:
            raise problems.invalid("file", "Send one file: jpg, jpeg, png or pdf.")
        stored = writer.end()
        _look(b"".join(writer.pieces()), name, kind)
        writer.settle()
    known = uuid7()
    return Upload.objects.create(
        id=known,
        client=caller.client_id,
        object_name=stored.object_name,
        key=root_keys().seal(stored.key, upload_place(known)),
        octets=stored.octets,
        digest=stored.digest,
        media_type=kind,
        file_name=name[-200:],
        at=clock.now(),
    )


def address(upload: Upload) -> str:
    """Return what a report names it by."""
    return f"{settings.CONFIG.api_origin}/{ADDRESS}{upload.id}"


@contextmanager
def claimed(caller: Caller, url: str) -> Iterator[Attached | None]:
    """Give the file that a report names, within the running transaction: it is that report's from now on.

    Raises ProblemError.
    """
    if not url:
        yield None
        return
    row = Upload.objects.select_for_update().filter(id=_named(url), client=caller.client_id).first()
    if row is None:
        raise problems.invalid("Bijlage", "This program brought no such file, or used it already.")
    key = root_keys().unseal(bytes(row.key), upload_place(row.id))
    stored = Stored(row.object_name, key, row.octets, bytes(row.digest))
    yield Attached(stored, row.file_name, row.media_type)
    row.delete()


def sweep() -> int:
    """Forget files that nobody named; their objects go with the orphans. Returns how many."""
    return Upload.objects.filter(at__lt=clock.now() - KEPT_FOR).delete()[0]


def _named(url: str) -> UUID:
    begin, _slash, last = url.rpartition("/")
    try:
        if f"{begin}/" == f"{settings.CONFIG.api_origin}/{ADDRESS}":
            return UUID(last)
    except ValueError:
        pass
    raise problems.invalid("Bijlage", "Name a file as the answer to its upload does.")


def _read(request: HttpRequest, writer: Writer) -> str:
    kind, options = parse_options_header(request.headers.get("Content-Type", ""))
    edge = options.get("boundary", "")
    if kind != "multipart/form-data" or not 1 <= len(edge) <= 200:
        told = "Send multipart/form-data with one file."
        raise ProblemError(415, f"{BELGIF}unsupportedMediaType", "Unsupported Media Type", told, code="INVALID_INPUT")
    name, inside = "", False
    try:
        for event in _events(PushMultipartParser(edge, max_segment_count=1), request.read):
            if isinstance(event, MultipartSegment):
                name, inside = event.filename or "", event.filename is not None
            elif event is None:
                inside = False
            elif inside:
                writer.write(bytes(event))
                if writer.octets > attaching.MOST:
                    raise _too_large()
    except ParserLimitReached as error:
        raise problems.bad("Send one file, and nothing beside it.") from error
    except (MultipartError, UnreadablePostError, UnicodeError) as error:
        raise problems.bad("The body is no complete multipart/form-data.") from error
    if not name or not writer.octets:
        raise problems.invalid("file", "Send one file: jpg, jpeg, png or pdf.")
    return name


def _events(parser: PushMultipartParser, read: Callable[[int], bytes]) -> Iterator[MultipartSegment | bytearray | None]:
    total = 0
    with parser:
        while not parser.closed:
            piece = read(_PIECE)
            total += len(piece)
            if total > attaching.MOST + _HEADS:
                raise _too_large()
            yield from parser.parse(piece)


def _look(content: bytes, name: str, kind: str) -> None:
    try:
        attaching.look(content, name, kind)
    except ScannerDownError as error:
        detail = "Files cannot be scanned at this moment, so nothing was stored. Try again."
        raise problems.later(detail, error.retry_after) from error
    except RefusedFileError as error:
        raise problems.bad(str(error), code=error.code) from error


def _too_large() -> ProblemError:
    most = attaching.MOST
    detail = f"A file has at most {most} bytes."
    return ProblemError(
        413, f"{BELGIF}payloadTooLarge", "Payload Too Large", detail, code="TOO_LARGE", extras={"limit": most}
    )
