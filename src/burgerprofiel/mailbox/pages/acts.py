"""What is done with messages, from the list or from a message: a form each time, and a way back for minutes (C14)."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from burgerprofiel.access.returning import safe_path
from burgerprofiel.mailbox.actions import NoSuchMessageError
from burgerprofiel.mailbox.own import arranging, handling
from burgerprofiel.mailbox.own.handling import What
from burgerprofiel.mailbox.pages.own_box import Mine, own_box, told
from burgerprofiel.mailbox.registered.actions import NotRegisteredError, confirm

_SAID = ("gedaan", "fout")
"""What the address of a list says of the last act; the next act says something else."""


@require_POST
@own_box
def act(request: HttpRequest, mine: Mine) -> HttpResponse:
    """`/berichten/doen`: one thing with some messages."""
    what, messages = request.POST.get("wat", ""), chosen(request)
    back = _back(request)
    if what not in set(What):
        return _over(back, fout="wat")
    if not messages:
        return _over(back, fout="geen")
    try:
        done = handling.handle(
            mine.box_id, messages, What(what), mine.viewer.trace, label=request.POST.get("label", "")
        )
    except arranging.RefusedError as refused:
        return _over(back, fout=f"label-{refused}")
    return _over(back, gedaan=done.id)


@require_POST
@own_box
def undo(request: HttpRequest, mine: Mine) -> HttpResponse:
    """`/berichten/ongedaan`: take the last act back."""
    try:
        handling.undo(mine.box_id, request.POST.get("act", ""), mine.viewer.trace)
    except handling.TooLateError:
        return told(request, mine.viewer, "late", 409)
    return _over(_back(request), fout="terug")


@require_POST
@own_box
def receive(request: HttpRequest, mine: Mine, message_id: UUID) -> HttpResponse:
    """`/berichten/<id>/ontvangst`: confirm that registered mail was received (C15)."""
    try:
        confirm(mine.box_id, message_id, mine.viewer.trace)
    except (NoSuchMessageError, NotRegisteredError):
        return told(request, mine.viewer, "gone", 404)
    return _over(f"/berichten/{message_id}", fout="ontvangen")


def chosen(request: HttpRequest) -> list[UUID]:
    """Return the messages that were ticked; what is no message is left out."""
    found = []
    for text in request.POST.getlist("bericht")[: handling.MOST]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _back(request: HttpRequest) -> str:
    path = safe_path(request.POST.get("terug"))
    return path if path.startswith("/berichten") else "/berichten"


def _over(path: str, **said: str) -> HttpResponseRedirect:
    """Go back to where the form stood, whose address then says what happened."""
    bare, _mark, query = path.partition("?")
    kept = [(name, value) for name, value in parse_qsl(query) if name not in _SAID]
    return HttpResponseRedirect(f"{bare}?{urlencode([*kept, *said.items()])}", status=303)
