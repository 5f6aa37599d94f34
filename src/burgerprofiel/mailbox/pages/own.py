"""`/berichten/ordenen`: one's own labels, saved searches, and whether single keys do something (WCAG 2.1.4)."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from burgerprofiel.mailbox.own import arranging, wanted
from burgerprofiel.mailbox.own.wanted import Wanted
from burgerprofiel.mailbox.pages.own_box import Mine, own_box

PAGE = "/berichten/ordenen"


@require_safe
@own_box
def own(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Show them, each with a button to throw it away."""
    arranged, key = arranging.of(mine.box_id), mine.viewer.seal_key
    context = {
        "viewer": mine.viewer,
        "here": "mail",
        "back": PAGE,
        "own": arranged,
        "labels": [(each, replace(Wanted(), label=each.id).address(key)) for each in arranged.kept.labels],
        "searches": arranged.kept.searches,
        "problem": request.GET.get("fout", ""),
    }
    return render(request, "mailbox/own.html", context)


@require_POST
@own_box
def save_search(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Keep what the list shows now under a name, and go on looking at it."""
    asked = wanted.from_address(request.POST.dict(), mine.viewer.seal_key)
    try:
        arranging.save_search(
            mine.box_id, request.POST.get("naam", ""), urlencode(asked.open_part()), asked.words, mine.viewer.trace
        )
    except arranging.RefusedError as refused:
        return HttpResponseRedirect(asked.address(mine.viewer.seal_key, fout=f"zoek-{refused}"), status=303)
    return HttpResponseRedirect(asked.address(mine.viewer.seal_key, fout="bewaard"), status=303)


@require_POST
@own_box
def change(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Throw a label or a search away, or switch the keys."""
    match request.POST.get("wat", ""):
        case "label":
            arranging.drop_label(mine.box_id, request.POST.get("naam", "")[:50], mine.viewer.trace)
        case "zoek":
            arranging.drop_search(mine.box_id, request.POST.get("naam", ""), mine.viewer.trace)
        case "toetsen":
            arranging.switch_shortcuts(mine.box_id, mine.viewer.trace, on=request.POST.get("naam") == "aan")
    return HttpResponseRedirect(PAGE, status=303)
