"""The addresses for sources of permits: thin. A program reaches the permits of the one source it speaks for."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from burgerprofiel.access import callers
from burgerprofiel.access.doors import Doors
from burgerprofiel.kit import bodies, problems
from burgerprofiel.kit.problems import BELGIF, INPUT, Issue, ProblemError
from burgerprofiel.kit.responses import private
from burgerprofiel.permits import actions
from burgerprofiel.permits.actions import Outcome, UnknownPermitError
from burgerprofiel.permits.pushing import answers, checking, incoming, known, wire
from burgerprofiel.permits.sources import queries as sources

SCOPE = "PermitImport"
_NONE = "There is no such permit of this source."


@dataclass(frozen=True)
class Caller(callers.Caller):
    """A program, with the source for which it speaks."""

    @property
    def source(self) -> str:
        """Return its key. Raises ProblemError."""
        found = sources.of_client(self.client_id)
        if found is None:
            raise problems.not_allowed("This program speaks for no source of permits.")
        return found.key


DOORS: Doors[Caller] = Doors(
    lambda request: callers.of(request, settings.CONFIG.api_origin, Caller),
    lambda _request, problem: problems.answer(problem),
)


@DOORS.door(SCOPE, method="PUT")
def tell(caller: Caller, request: HttpRequest, permit: str) -> HttpResponse:
    """`PUT …/permits/<id>`: the whole state of one permit."""
    source, number = caller.source, checking.name(permit, "id")
    told = checking.told(number, bodies.read(request, wire.Permit))
    try:
        done = actions.tell(source, number, told, caller.trace)
    except actions.OtherStateError as error:
        detail = "Another state with this changedAt was told before: give every state a moment of its own."
        issue = Issue(f"{INPUT}invalidInput", "body", "changedAt", detail)
        kind = f"{BELGIF}resourceConflict"
        raise ProblemError(409, kind, "Conflict", detail, code="STATE_DIFFERS", issues=[issue]) from error
    return _answer(number, done)


@DOORS.door(SCOPE)
def state(caller: Caller, _request: HttpRequest, permit: str) -> HttpResponse:
    """`GET …/permits/<id>`: what this source told of it, and which documents came in."""
    number = checking.name(permit, "id")
    found = known.state(caller.source, number)
    if found is None:
        raise problems.not_found(_NONE)
    return private(answers.written(number, found))


@DOORS.door(SCOPE, method="POST")
def revoke(caller: Caller, request: HttpRequest, permit: str) -> HttpResponse:
    """`POST …/permits/<id>/revocation`: it counts no more from now on."""
    source, number = caller.source, checking.name(permit, "id")
    sent = bodies.read(request, wire.Revocation)
    try:
        return _answer(number, actions.revoke(source, number, sent.reason, caller.trace))
    except UnknownPermitError as error:
        raise problems.not_found(_NONE) from error


@DOORS.door(SCOPE, method="PUT")
def document(caller: Caller, request: HttpRequest, permit: str, document: str) -> HttpResponse:
    """`PUT …/permits/<id>/documents/<id>`: the PDF of a document that the permit names."""
    source, number, name = caller.source, checking.name(permit, "id"), checking.name(document, "documentId")
    none = problems.not_found("There is no such permit of this source, or it names no such document: tell that first.")
    if not known.names(source, number, name):
        raise none
    stored, applied = incoming.take(request), False
    try:
        done = actions.bring(source, number, name, stored, caller.trace)
        applied = done.applied
    except UnknownPermitError as error:
        raise none from error
    finally:
        if not applied:
            incoming.forget(stored)
    return _answer(number, done)


def _answer(number: str, done: Outcome) -> HttpResponse:
    status = HTTPStatus.CREATED if done.is_new else HTTPStatus.OK
    return private(answers.written(number, done.state, applied=done.applied), status)
