"""`/attesten/gemeente`: what only the town hall gives, with the pages of one's own municipality (D4)."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.certificates.pages.mine import around, outside_mandate, own_certificates
from burgerprofiel.certificates.register.kinds import THEME
from burgerprofiel.certificates.town_halls.queries import town_hall


@require_safe
@own_certificates
def certificates(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Show them; `?opnieuw` asks the register once more where the citizen lives."""
    if not viewer.may_see(THEME):
        return outside_mandate(request, viewer)
    known = town_hall(viewer, again="opnieuw" in request.GET)
    return render(request, "certificates/town_hall.html", around(viewer, "/attesten/gemeente", hall=known))
