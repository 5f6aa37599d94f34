"""`POST /EventServices/Ebox/v2/citizen/document/events`: another registry tells what happened there.

It shows a token of its own, of the client by which it is known as the receiver of ours (`audience` in the file of
registries). Events come whole or not at all; the same ones again change nothing.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from burgerprofiel.kit import bodies, problems
from burgerprofiel.kit.problems import BELGIF, ProblemError
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox.federation import members, told
from burgerprofiel.mailbox.registry.callers import Caller
from burgerprofiel.mailbox.registry.doors import door
from burgerprofiel.mailbox.registry.scopes import EVENTS

MOST = 500
"""Events in one call."""
LONGEST = 200
"""Letters of an id."""


@door(EVENTS, method="POST")
def take(caller: Caller, request: HttpRequest) -> HttpResponse:
    """Take what it tells."""
    registry = _registry(caller)
    for name in request.GET:
        if name != "clientId" or request.GET[name] != caller.client_id:
            raise problems.invalid(name, "Only one's own clientId may stand here.", where="query")
    events = bodies.read(request, list[told.Event])
    if not 0 < len(events) <= MOST:
        raise problems.bad(f"From 1 to {MOST} events come in one call.")
    try:
        told.take(registry, [(each, _whose(number, each)) for number, each in enumerate(events)], caller.trace)
    except told.ChangedError:
        detail = "An event with this eventCorrelationId came before, and said something else."
        raise ProblemError(409, f"{BELGIF}conflict", "Conflict", detail, code="IDEMPOTENCY_VIOLATION") from None
    return HttpResponse(status=201)


def _registry(caller: Caller) -> str:
    """Return which registry asks. Raises ProblemError for a citizen's token, and for who is no registry of ours."""
    if caller.bearer.citizen_id is not None:
        raise problems.not_allowed("Events are told with the registry's own token.")
    found = next((each for each in members.others() if each.peer.audience == caller.client_id), None)
    if found is None:
        raise problems.not_allowed("This client is no registry that is read here.")
    return found.peer.id


def _whose(number: int, event: told.Event) -> Ssin:
    for name, value in (("eventCorrelationId", event.event_correlation_id), ("messageId", event.message_id)):
        if not 0 < len(value) <= LONGEST or not value.isprintable():
            raise problems.invalid(f"[{number}].{name}", f"From 1 to {LONGEST} printable letters are needed.")
    for name, moment in (("receiptDate", event.receipt_date), ("expirationDate", event.expiration_date)):
        if moment.tzinfo is None:
            raise problems.invalid(f"[{number}].{name}", "A moment needs its offset.")
    try:
        return Ssin(event.ssin)
    except ValueError:
        raise problems.invalid(f"[{number}].ssin", "This is not a valid national number.") from None
