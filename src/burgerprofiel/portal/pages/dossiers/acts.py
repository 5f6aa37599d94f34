"""`POST /dossiers/<id>/weg` and `/terug`: put a dossier away and bring it back, with a way back each time."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST

from burgerprofiel.access.returning import safe_path
from burgerprofiel.dossiers.own import handling
from burgerprofiel.dossiers.own.wanted import PAGE
from burgerprofiel.dossiers.queries import Owner
from burgerprofiel.portal.pages.dossiers.mine import gone, own_dossiers

_ACTS = {"weg": handling.archive, "terug": handling.restore}
_SAID = ("gedaan", "dossier")


@require_POST
@own_dossiers
def act(request: HttpRequest, owner: Owner, dossier: UUID, what: str) -> HttpResponseBase:
    """Do it, and go back to where the form stood; that address says what was done."""
    if what not in _ACTS:
        raise Http404
    if not owner.may_change:
        raise PermissionDenied
    try:
        _ACTS[what](owner, dossier)
    except handling.NoSuchDossierError:
        return gone(request, owner)
    path, _mark, query = _back(request).partition("?")
    kept = [(name, value) for name, value in parse_qsl(query) if name not in _SAID]
    return HttpResponseRedirect(f"{path}?{urlencode([*kept, ('gedaan', what), ('dossier', str(dossier))])}", status=303)


def _back(request: HttpRequest) -> str:
    path = safe_path(request.POST.get("terug"))
    return path if path.startswith(PAGE) else PAGE
