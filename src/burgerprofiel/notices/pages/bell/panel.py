"""`/meldingen/paneel`: the newest, as the bell shows them without leaving the page. Asked when somebody opens it."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from burgerprofiel.notices.own import lines, stream
from burgerprofiel.notices.own.lines import Part
from burgerprofiel.notices.pages.bell import words
from burgerprofiel.notices.pages.bell.mine import Mine, own_notices

SHOWN = 5


@require_safe
@own_notices
def panel(request: HttpRequest, mine: Mine) -> HttpResponseBase:
    """Show what is new, then the newest that were read; with what the bell says at that moment."""
    listed = lines.page(mine.citizen_id, new_first=True, size=SHOWN, earlier=0)
    shown = [line for line in listed.lines if line.part is not Part.EXPIRED]
    context = {"shown": shown, "listed": listed, "rung": stream.rung(listed.standing), "words": words}
    return render(request, "notices/bell/panel.html", context)
