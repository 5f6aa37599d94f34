"""`POST /api/v2/notificaties` (contracts/mbp.md §3.1): a program sends for the sources it speaks for, and no other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import uuid4

import msgspec
import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from burgerprofiel.access import callers
from burgerprofiel.access.doors import Doors
from burgerprofiel.kit import bodies, problems
from burgerprofiel.kit.packing import from_plain
from burgerprofiel.kit.problems import BELGIF, INPUT, Issue, ProblemError
from burgerprofiel.kit.responses import private
from burgerprofiel.notices.intake import accepting, checking, states, wire, xml
from burgerprofiel.notices.models import Bundle
from burgerprofiel.notices.senders import queries as senders
from burgerprofiel.notices.senders.queries import Source

SCOPE = "NotificatieImport"
BASE = "api/v2/notificaties"
_XML = ("application/xml", "text/xml")
_TRIED = "proef"
_CORRELATION = re.compile(r"[A-Za-z0-9._:-]{3,100}")
_URI = 200
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Caller(callers.Caller):
    """A body's program."""

    def source(self, uri: str, *, where: str, name: str) -> Source:
        """Return the source, when this program speaks for it. Raises ProblemError."""
        found = senders.for_program(uri, self.client_id)
        if found is None:
            detail = "This program does not speak for this source, or there is no such source."
            problem = problems.not_allowed(detail)
            problem.issues = [Issue(f"{INPUT}invalidInput", where, name, detail)]
            raise problem
        return found


DOORS: Doors[Caller] = Doors(
    lambda request: callers.of(request, settings.CONFIG.api_origin, Caller),
    lambda _request, problem: problems.answer(problem),
)


@DOORS.door(SCOPE, method="POST")
def send(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`POST /api/v2/notificaties`: a bundle, in JSON or XML; the same one again changes nothing.

    With `?proef=ja` it is checked and answered with the words that citizens would read; nothing is told or kept.
    """
    correlation, only_tried = _correlation(request), _is_tried(request)
    sent = _read(request)
    source = caller.source(sent.aanbieder_uri, where="body", name="AanbiederUri")
    try:
        row = accepting.before(sent)
        if only_tried:
            return private(
                states.tried(sent, checking.told(sent, source), correlation), 200, x_correlation_id=correlation
            )
        if row is None:
            row = accepting.accept(sent, checking.told(sent, source), source, correlation, caller.trace)
    except accepting.OtherContentError as error:
        raise _used() from error
    log.info("notices came in", correlation=correlation, bundle=str(row.id), category=row.category)
    return _answered(row, 202)


@DOORS.door(SCOPE)
def state(caller: Caller, request: HttpRequest, sent_id: str) -> HttpResponse:
    """`GET /api/v2/notificaties/<Id>?aanbiederUri=`: what became of it, by recipient and channel."""
    uri = request.GET.get("aanbiederUri", "")
    if not uri or len(uri) > _URI or "\x00" in uri or [*request.GET] != ["aanbiederUri"]:
        raise problems.invalid("aanbiederUri", "Name the source, and nothing else.", where="query")
    source = caller.source(uri, where="query", name="aanbiederUri")
    row = None if "\x00" in sent_id else Bundle.objects.filter(source=source.uri, sent_id=sent_id).first()
    if row is None:
        raise problems.not_found("This source sent no such bundle, or too long ago.")
    return _answered(row, 200)


def _answered(row: Bundle, status: int) -> HttpResponse:
    where = f"{settings.CONFIG.api_origin}/{BASE}/{row.sent_id}"
    headers = {"x_correlation_id": row.correlation_id} | ({"Location": where} if status == 202 else {})
    return private(states.of(row), status, **headers)


def _correlation(request: HttpRequest) -> str:
    theirs = request.headers.get("x-correlation-id")
    if theirs is not None and not _CORRELATION.fullmatch(theirs):
        detail = "3 to 100 letters, digits and . _ : -."
        raise problems.invalid("x-correlation-id", detail, where="header")
    return theirs or str(uuid4())


def _is_tried(request: HttpRequest) -> bool:
    """Whether the bundle is only tried: a word that we do not know must not send what was meant as a trial."""
    if [*request.GET] not in ([], [_TRIED]) or request.GET.getlist(_TRIED) not in ([], ["ja"]):
        raise problems.invalid(_TRIED, "The address takes proef=ja, once, and nothing else.", where="query")
    return _TRIED in request.GET


def _read(request: HttpRequest) -> wire.Bundle:
    bodies.expect(request, (*bodies.JSON, *_XML))
    if request.content_type not in _XML:
        sent = bodies.read(request, wire.Bundle)
        bodies.unrepeated(request)
        return sent
    try:
        return from_plain(xml.read(bodies.content(request)), wire.Bundle)
    except xml.UnreadableError as error:
        raise problems.bad(str(error)) from error
    except msgspec.DecodeError as error:
        raise bodies.misshapen(error, wire.Bundle) from error


def _used() -> ProblemError:
    detail = "This Id was used for another bundle: give every bundle one of its own."
    told = [Issue(f"{INPUT}invalidInput", "body", "Id", detail)]
    return ProblemError(409, f"{BELGIF}resourceConflict", "Conflict", detail, code="ID_USED", issues=told)
