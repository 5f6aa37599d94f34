"""The parts of a publication, in any order: files are encrypted and hashed while they arrive.

Nobody knows yet of what message they are. Nothing is ever whole in memory, and nothing readable is ever on disk.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import unquote

from django.http import HttpRequest, UnreadablePostError
from multipart import MultipartError, MultipartSegment, ParserLimitReached, PushMultipartParser, parse_options_header

from burgerprofiel.kit.storage import objects
from burgerprofiel.kit.storage.objects import Stored, Writer
from burgerprofiel.mailbox.publishing.refusals import Flaw, RefusedError

METADATA = "messageToPublish"
LARGEST_METADATA = 2_000_000
LARGEST_FILE = 250_000_000
LARGEST = 500_000_000
"""Bytes: of the part with the message, of a file, of everything. A message type's own limit is usually lower."""
LONGEST_TIME = 3600.0
"""Seconds in which a publication is in: what is older without a message is an orphan (`storage.orphans`)."""
_PIECE = 64 * 1024
_STARRED = re.compile(r"filename\*\s*=\s*utf-8'[^']*'([^;\s]+)", re.IGNORECASE)


@dataclass
class FilePart:
    """A file that came in; it is kept only when it is settled."""

    name: str
    file_name: str
    media_type: str
    writer: Writer
    stored: Stored | None = None


@dataclass
class Parts:
    """Everything that came in."""

    metadata: bytearray = field(default_factory=bytearray)
    files: dict[str, FilePart] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)


@contextmanager
def received(request: HttpRequest, most_files: int) -> Iterator[Parts]:
    """Read the request; what is not settled by the end of the block is forgotten. Raises RefusedError."""
    parser = _parser(request, most_files)
    with ExitStack() as stack:
        parts, take = Parts(), None
        try:
            for event in _events(parser, _reader(request)):
                if isinstance(event, MultipartSegment):
                    take = _begin(parts, event, stack)
                elif event is None:
                    take = None
                elif take:
                    take(event)
        except ParserLimitReached as error:
            raise _too_many(most_files) from error
        except (MultipartError, UnreadablePostError) as error:
            raise RefusedError(Flaw("", "The body is no complete multipart/form-data.", "schemaViolation")) from error
        for file in parts.files.values():
            file.stored = file.writer.end()
        yield parts


def _parser(request: HttpRequest, most_files: int) -> PushMultipartParser:
    kind, options = parse_options_header(request.headers.get("Content-Type", ""))
    boundary = options.get("boundary", "")
    if kind != "multipart/form-data" or not 1 <= len(boundary) <= 200:
        raise RefusedError(Flaw("", "A publication is sent as multipart/form-data.", "schemaViolation"))
    try:
        return PushMultipartParser(boundary, max_segment_count=most_files + 1, header_charset="latin-1")
    except (MultipartError, UnicodeError) as error:
        raise RefusedError(Flaw("", "The boundary of the multipart body cannot be one.", "schemaViolation")) from error


def _reader(request: HttpRequest) -> Callable[[int], bytes]:
    """Return what reads the body: of a length that was told, or in chunks, which Django itself does not read."""
    chunked = "chunked" in request.headers.get("Transfer-Encoding", "").lower()
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        raise _too_large(LARGEST)
    read: Callable[[int], bytes] = request.META["wsgi.input"].read if chunked else request.read
    return read


def _events(parser: PushMultipartParser, read: Callable[[int], bytes]) -> Iterator[MultipartSegment | bytes | None]:
    total, until = 0, time.monotonic() + LONGEST_TIME
    with parser:
        while not parser.closed:
            piece = read(_PIECE)
            total += len(piece)
            if total > LARGEST:
                raise _too_large(LARGEST)
            if time.monotonic() > until:
                raise RefusedError(Flaw("", "This publication took too long to come in.", "outOfRange"))
            yield from parser.parse(piece)


def _begin(parts: Parts, segment: MultipartSegment, stack: ExitStack) -> Callable[[bytes], None]:
    """Begin a part, and return what takes its bytes. Raises RefusedError."""
    name = segment.name or ""
    if name in parts.seen:
        raise RefusedError(Flaw(_told(name), "This part is there twice.", "rejectedInput"))
    parts.seen.add(name)
    if name == METADATA:
        return _limited(parts.metadata.extend, LARGEST_METADATA)
    flaws = list(_of_head(segment))
    if flaws:
        raise RefusedError(*flaws)
    writer = stack.enter_context(objects.writing())
    parts.files[name] = FilePart(name, _file_name(segment), segment.content_type or "", writer)
    return _limited(writer.write, LARGEST_FILE)


def _limited(take: Callable[[bytes], object], limit: int) -> Callable[[bytes], None]:
    had = 0

    def counted(piece: bytes) -> None:
        nonlocal had
        had += len(piece)
        if had > limit:
            raise _too_large(limit)
        take(piece)

    return counted


def _of_head(segment: MultipartSegment) -> Iterator[Flaw]:
    name = _told(segment.name or "")
    if not _file_name(segment):
        yield Flaw(name, f"Only “{METADATA}” is a part without a file name (filename).", "requiredInput")
    if not segment.content_type:
        yield Flaw(name, "A file part says what kind of file it is (Content-Type).", "requiredInput")


def _file_name(segment: MultipartSegment) -> str:
    """Return a file's name: ISO 8859-1 or UTF-8 as it is, or percent-encoded UTF-8 (contracts/ebox.md A.3)."""
    starred = _STARRED.search(segment.header("Content-Disposition", ""))
    name: str = starred.group(1) if starred else segment.filename or ""
    with suppress(UnicodeError):
        name = name.encode("latin-1").decode()
    try:
        return unquote(name, errors="strict")
    except UnicodeError:
        return name


def _told(name: str) -> str:
    """What of a part's name may be told back."""
    return name if name.isascii() and name.isprintable() and len(name) <= 100 else "part"


def _too_many(most_files: int) -> RefusedError:
    told = f"A publication has one part “{METADATA}” and at most {most_files} files, each with few and short headers."
    return RefusedError(Flaw("attachments", told, "outOfRange"))


def _too_large(limit: int) -> RefusedError:
    return RefusedError(Flaw("", f"At most {limit} bytes are taken here.", "outOfRange", "TOO_LARGE"), limit=limit)
