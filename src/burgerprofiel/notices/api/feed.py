"""A citizen's notices for programs that show them: the list, how many are new, and marking them (E1).

Only a citizen's own token opens them, and never one for an organisation or under a mandate. Whoever asks again with the
`ETag` of before costs two statements and opens nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from burgerprofiel.access import callers
from burgerprofiel.access.doors import Doors
from burgerprofiel.audit.actions import record
from burgerprofiel.kit import clock, problems, responses
from burgerprofiel.kit.connections import small_write
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.api import wire
from burgerprofiel.notices.events import ListFetched
from burgerprofiel.notices.kinds.kind import Group
from burgerprofiel.notices.models import Delivery
from burgerprofiel.notices.own import lines, marking
from burgerprofiel.notices.own.lines import Cursor
from burgerprofiel.notices.own.marking import Act

BASE = "burgerprofiel/notices/v1/notices"
READ, CHANGE = "NotificatieRaadplegen", "NotificatieBeheren"
MOST = 100
_KEPT = "private, no-cache"
_STATE = """
SELECT count(*), count(read_at), max(read_at), count(done_at), max(done_at),
  count(*) FILTER (WHERE expires_at <= %(now)s), max(id::text),
  (SELECT max(way_at) FROM notices_delivery WHERE citizen_id = %(citizen)s)
FROM notices_notice WHERE citizen_id = %(citizen)s
"""
"""What is another one whenever the list is, with the moments of the last acts."""


@dataclass(frozen=True)
class Caller(callers.Caller):
    """A program with a citizen's token."""

    def citizen(self) -> CitizenId:
        """Return whose notices the token opens. Raises ProblemError."""
        spoken_for = self.bearer.capacity
        if self.bearer.citizen_id is None or spoken_for.organisation or spoken_for.mandate:
            raise problems.not_allowed("Notices are a citizen's own: show a token that they gave for themselves.")
        return self.bearer.citizen_id


def _who(request: HttpRequest) -> Caller:
    return callers.of(request, settings.CONFIG.api_origin, Caller)


DOORS = Doors(_who, lambda _request, problem: problems.answer(problem))


@DOORS.door(READ)
def listing(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`GET …/notices?after=&limit=&unread=&group=`: a page; what asks something first, then the newest."""
    citizen_id = caller.citizen()
    after, size, group, new = _after(request), _size(request), _group(request), request.GET.get("unread") == "true"

    def told() -> object:
        listed = lines.page(citizen_id, group=group, new=new, after=after, size=size, earlier=0)
        ids = [line.read.id for line in listed.lines]
        deliveries = Delivery.objects.filter(citizen_id=citizen_id, notice_id__in=ids).order_by("notice_id", "channel")
        with small_write():
            record(citizen_id, caller.trace, ListFetched(count=len(ids)))
        return wire.page(listed, list(deliveries))

    return _unless_known(request, citizen_id, told)


@DOORS.door(READ)
def count(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`GET …/notices/count`: what a bell shows."""
    citizen_id = caller.citizen()

    def told() -> object:
        listed = lines.page(citizen_id, size=0, earlier=0)
        return wire.Telling(listed.standing.unread, listed.asking)

    return _unless_known(request, citizen_id, told)


@DOORS.door(CHANGE, method="POST")
def read_all(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`POST …/notices/read?until=`: all up to this one, which the citizen saw; without it all."""
    until = request.GET.get("until", "")
    return _acted(caller, marking.read_all(caller.citizen(), caller.trace, _id(until) if until else None))


@DOORS.door(CHANGE, method="POST")
def read(caller: Caller, request: HttpRequest, notice: UUID) -> HttpResponse:  # noqa: ARG001 - the door's signature
    """`POST …/notices/<id>/read`: it and the earlier ones of its transaction."""
    return _one(caller, marking.read_one, notice)


@DOORS.door(CHANGE, method="POST")
def done(caller: Caller, request: HttpRequest, notice: UUID) -> HttpResponse:  # noqa: ARG001 - the door's signature
    """`POST …/notices/<id>/done`: what it asks is done."""
    return _one(caller, marking.done, notice)


def _one(caller: Caller, act: Callable[..., Act], notice: UUID) -> HttpResponse:
    try:
        return _acted(caller, act(caller.citizen(), notice, caller.trace))
    except marking.NoSuchNoticeError as error:
        raise problems.not_found("This citizen has no such notice.") from error


def _acted(caller: Caller, act: Act) -> HttpResponse:
    return responses.private(wire.Gewijzigd(act.count, lines.standing(caller.citizen()).unread))


def _unless_known(request: HttpRequest, citizen_id: CitizenId, told: Callable[[], object]) -> HttpResponse:
    """Answer with what is told, or that it is still the same (304, RFC 9110 §13.1.2)."""
    tag = _tag(request, citizen_id)
    known = {each.strip().removeprefix("W/") for each in request.headers.get("If-None-Match", "").split(",")}
    answer = HttpResponse(status=304) if tag in known else responses.private(told())
    for name, value in ("ETag", f"W/{tag}"), ("Cache-Control", _KEPT), ("Vary", "Accept-Language, Authorization"):
        answer.headers[name] = value
    return answer


def _tag(request: HttpRequest, citizen_id: CitizenId) -> str:
    """Return by what the answer is known. One SQL statement."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE, {"citizen": citizen_id, "now": clock.now()})
        state = cursor.fetchone()
    asked = (citizen_id, get_language(), request.path, sorted(request.GET.lists()), clock.today(), *state)
    return f'"{sha256(repr(asked).encode()).hexdigest()[:32]}"'


def _after(request: HttpRequest) -> Cursor | None:
    text = request.GET.get("after", "")
    found = Cursor.read(text) if text else None
    if text and found is None:
        raise problems.invalid("after", "This is no cursor of ours: begin anew without it.", where="query")
    return found


def _size(request: HttpRequest) -> int:
    text = request.GET.get("limit", str(lines.SIZE))
    if not (text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= MOST):
        raise problems.invalid("limit", f"This takes a number from 1 to {MOST}.", where="query")
    return int(text)


def _group(request: HttpRequest) -> str:
    text = request.GET.get("group", "")
    if text and text not in set(Group):
        raise problems.invalid("group", f"This takes one of {', '.join(Group)}.", where="query")
    return text


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise problems.invalid("until", "This takes the id of a notice.", where="query") from error
