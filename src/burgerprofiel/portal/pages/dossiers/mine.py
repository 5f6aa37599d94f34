"""Whose dossiers a page is about: who is signed in, who gave a mandate for it, or the organisation one acts for."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from burgerprofiel.access.guards import requires
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Event
from burgerprofiel.dossiers.queries import Owner, owner_of
from burgerprofiel.dossiers.theme.beside import TOLD, Beside, Here
from burgerprofiel.kit.connections import small_write
from burgerprofiel.portal.pages.common import viewer_in
from burgerprofiel.portal.pages.theme import outside_mandate
from burgerprofiel.sources import queries
from burgerprofiel.sources.connectors.magda.services import geef_dossiers
from burgerprofiel.sources.service import Answers, Service

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Owner, P], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
SERVICE = geef_dossiers.SERVICE


def own_dossiers(page: Page[P]) -> Guarded[P]:
    """Give a page the owner whose dossiers may be read; under a mandate for other things it says so."""

    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        viewer = viewer_in(request)
        owner = owner_of(viewer)
        return page(request, owner, *args, **kwargs) if owner else outside_mandate(request, viewer)

    update_wrapper(guarded, page)
    return requires()(cast("Guarded[P]", guarded))


def kept(owner: Owner) -> Answers:
    """What MAGDA answered in this session, and what it adds; an organisation's dossiers are not asked there."""
    if not owner.is_citizen:
        return Answers()
    found = queries.gathered(owner.viewer, [SERVICE])
    return joining(owner).known(found) if SERVICE.name in found else found


def services(owner: Owner) -> list[Service[Any]]:
    """What a page of this owner's dossiers asks."""
    return [SERVICE] if owner.is_citizen else []


def others(owner: Owner) -> frozenset[str]:
    """Under which name arrives what MAGDA's answer adds to what lies here."""
    return frozenset({TOLD.name}) if owner.is_citizen else frozenset()


def joining(owner: Owner) -> Beside:
    """What joins MAGDA's answer to what lies here."""
    return Beside(owner, Here())


def note(owner: Owner, *events: Event) -> None:
    """Write to the owner's trail what was read."""
    with small_write():
        record(*owner.trail, *events)


def gone(request: HttpRequest, owner: Owner) -> HttpResponse:
    """There is no such dossier: it was removed, or the address is not of this owner. Nobody learns which."""
    context = {"viewer": owner.viewer, "here": "dossiers", "back": "/dossiers"}
    return render(request, "portal/dossiers/gone.html", context, status=404)
