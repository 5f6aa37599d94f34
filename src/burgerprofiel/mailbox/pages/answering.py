"""`/berichten/<id>/antwoord`: answer a message whose sender lets one (C15). A double click makes one answer."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from burgerprofiel.mailbox.actions import NoSuchMessageError
from burgerprofiel.mailbox.pages.own_box import Mine, own_box, told
from burgerprofiel.mailbox.replies import actions


@require_POST
@own_box
def answer(request: HttpRequest, mine: Mine, message_id: UUID) -> HttpResponse:
    """Send what was written, and go back to the message, which shows it."""
    place = f"/berichten/{message_id}"
    text = request.POST.get("tekst", "").replace("\x00", "").strip()
    if not text:
        return HttpResponseRedirect(f"{place}?fout=antwoord-leeg#antwoord", status=303)
    if len(text) > actions.LONGEST:
        return HttpResponseRedirect(f"{place}?fout=antwoord-lang#antwoord", status=303)
    try:
        actions.send(mine.box_id, message_id, text, mine.viewer.trace, key=request.POST.get("eenmalig", "")[:64])
    except NoSuchMessageError:
        return told(request, mine.viewer, "gone", 404)
    except actions.RefusedError as refused:
        return HttpResponseRedirect(f"{place}?fout=antwoord-{refused}#antwoord", status=303)
    return HttpResponseRedirect(f"{place}?fout=beantwoord#antwoord", status=303)
