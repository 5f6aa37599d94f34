"""`/aanmelden/sterker`: a page asks for a surer key than the one that was shown; which, and how to come back (A7)."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from burgerprofiel.access.faces import face_of
from burgerprofiel.access.keys import reach
from burgerprofiel.access.proofs import strongest
from burgerprofiel.access.request import viewer_of
from burgerprofiel.access.returning import safe_path
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit.levels import Level


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Say what is missing; who has it already (another tab was faster), or is nobody yet, goes on."""
    back, viewer, origin = safe_path(request.GET.get("terug")), viewer_of(request), face_of(request).origin
    level = reach.level_asked(request.GET.get("niveau"), Level.SUBSTANTIAL)
    if viewer and viewer.level >= level:
        return HttpResponseRedirect(f"{origin}{back}")
    on = urlencode({"terug": back, "niveau": level})
    if viewer is None:
        return HttpResponseRedirect(f"{origin}/aanmelden?{on}")
    context = {"on": f"/aanmelden?{on}", "back": request.get_full_path(), **_missing(viewer, level)}
    return render(request, "access/stronger.html", context)


def _missing(viewer: Viewer, level: int) -> dict[str, object]:
    """What was shown, what is asked, and which keys reach it; of another provider's keys we know nothing."""
    shown = strongest(viewer.proofs).key
    reached = None if settings.CONFIG.issuer else reach.reach(viewer.signed_in_id, level)
    return {
        "shown": reach.key_title(shown),
        "has": reach.level_word(shown.level),
        "needs": reach.level_word(level),
        "mine": ", ".join(kind.title() for kind in reached.mine) if reached else "",
        "others": reached.others if reached else (),
    }
