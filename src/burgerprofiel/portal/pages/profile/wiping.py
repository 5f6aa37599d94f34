"""`/profiel/wissen`: remove everything one gave, at once and for good (E3)."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.people.profile import forgetting
from burgerprofiel.people.profile.mine import profile_of
from burgerprofiel.portal.pages.profile.own import done, own_profile, show


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def wipe(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Ask first, naming what goes; then remove it."""
    if request.method == "POST":
        forgetting.forget(viewer.citizen_id, forgetting.ASKED, viewer.trace)
        return done("alles-weg", "reach")
    return show(request, viewer, "wipe", {"mine": profile_of(viewer.citizen_id)})
