"""Asking the sources for a citizen, and fetching a document: each leaves a trace, and nothing else stays.

Answers lie in the sealed cache of the session (decision 0003); a document is looked in and passed on.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Future, as_completed
from concurrent.futures import TimeoutError as FutureTimeoutError

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.actions import record
from burgerprofiel.certificates.events import FetchedListed, FetchedSaved
from burgerprofiel.certificates.fetched import queries
from burgerprofiel.certificates.fetched.asking import LONGEST_DOCUMENT, member
from burgerprofiel.certificates.fetched.calls import RefusedError, SilentError
from burgerprofiel.certificates.fetched.certificate import Certificate, Found
from burgerprofiel.certificates.fetched.configuration import Source
from burgerprofiel.certificates.fetched.names import name
from burgerprofiel.certificates.fetched.queries import Asked
from burgerprofiel.kit import clock, loop, pdf
from burgerprofiel.kit.answers import Answer, Cause, Data, Unavailable
from burgerprofiel.kit.connections import let_go, small_write
from burgerprofiel.kit.refused_file import RefusedFileError
from burgerprofiel.people import queries as people
from burgerprofiel.sources import actions as answers

_GRACE = 0.5
"""Seconds that a thread waits longer for the loop than the loop for a source."""
_documents = threading.BoundedSemaphore(4)
"""So many documents lie in the memory of a process at once."""


def ask(viewer: Viewer, wanted: Sequence[Source], insist: str = "") -> Iterator[tuple[Source, Answer[Found]]]:
    """Ask them all at once, now; yield each one's answer as it comes, kept and recorded. `insist`: though it rests."""
    digits = people.ssin_of(viewer.citizen_id).digits
    entrance, began = loop.entrance(), time.monotonic()
    asked = {entrance.start_task_soon(member(it).found, digits, it.id == insist): it for it in wanted}
    let_go()
    return _arriving(viewer, asked, began)


def _arriving(
    viewer: Viewer, asked: dict[Future[Answer[Found]], Source], began: float
) -> Iterator[tuple[Source, Answer[Found]]]:
    left = dict(asked)
    try:
        longest = max((each.budget for each in asked.values()), default=0.0) + _GRACE
        try:
            for future in as_completed(asked, timeout=max(0.0, began + longest - time.monotonic())):
                yield _kept(viewer, left.pop(future), future.result(), began)
        except (FutureTimeoutError, CancelledError):
            for source in list(left.values()):
                yield _kept(viewer, source, Unavailable(clock.now(), Cause.TIMEOUT), began)
    finally:
        for future in left:
            future.cancel()


def _kept(viewer: Viewer, source: Source, answer: Answer[Found], began: float) -> tuple[Source, Answer[Found]]:
    told = FetchedListed(
        source=source.id,
        outcome=answers.outcome(answer),
        count=len(answer.value.certificates) if isinstance(answer, Data) else 0,
        milliseconds=int((time.monotonic() - began) * 1000),
    )
    answers.keep_of(viewer, [(Asked(source), answer)], told)
    let_go()
    return source, answer


def certificate(viewer: Viewer, source: Source, wanted: str, language: str) -> Certificate | None:
    """Return the one that our address means; the source is asked when this session has no list of it.

    Raises SilentError when it does not answer.
    """
    answer = queries.kept(viewer, [source]).get(source.id)
    if answer is None or isinstance(answer, Unavailable):
        ((_source, answer),) = ask(viewer, [source], source.id)
    if isinstance(answer, Unavailable):
        raise SilentError(answer.cause)
    return queries.named(viewer, source, answer.value, wanted, language) if isinstance(answer, Data) else None


def fetch(viewer: Viewer, source: Source, wanted: Certificate) -> bytes:
    """Return its PDF, looked in, and record that it was fetched. Raises SilentError."""
    let_go()
    with _documents:
        future = loop.entrance().start_task_soon(member(source).document, wanted)
        try:
            content = future.result(timeout=LONGEST_DOCUMENT + _GRACE)
            pdf.check(content)
        except (FutureTimeoutError, CancelledError) as error:
            future.cancel()
            raise SilentError(Cause.TIMEOUT) from error
        except (RefusedError, RefusedFileError, OSError) as error:
            raise SilentError(Cause.BROKEN) from error
    told = FetchedSaved(
        source=source.id,
        certificate=name(viewer.citizen_id, source.id, wanted.id),
        language=wanted.language,
        digest=hashlib.sha256(content).hexdigest(),
    )
    with small_write():
        record(viewer.citizen_id, viewer.trace, told)
    return content
