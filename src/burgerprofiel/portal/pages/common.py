"""What the pages of a signed-in citizen share."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from typing import Any, cast

from django.http import HttpRequest

from burgerprofiel.access.request import SignedInRequest
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit import actions as audit
from burgerprofiel.audit.events import Event
from burgerprofiel.dossiers.theme import beside
from burgerprofiel.dossiers.theme.beside import Named
from burgerprofiel.kit.answers import Answer, Unavailable
from burgerprofiel.kit.connections import small_write
from burgerprofiel.permits import theme as permits
from burgerprofiel.portal.arrivals import Incoming, Place
from burgerprofiel.sources import queries
from burgerprofiel.sources.connectors.magda.services import geef_dossiers
from burgerprofiel.sources.service import Answers, Service


def viewer_in(request: HttpRequest) -> Viewer:
    """Who is looking, on a page behind `guards.requires`."""
    return cast(SignedInRequest, request).viewer


def record(viewer: Viewer, *events: Event) -> None:
    """Write to the trail what was read: a GET changes nothing else."""
    with small_write():
        audit.record(viewer.citizen_id, viewer.trace, *events)


def everything(viewer: Viewer, services: Sequence[Service[Any]]) -> Answers:
    """Wait for the answer of each service, at most one deadline, asked side by side; and what lies here."""
    found = Answers({service.name: answer for service, answer in queries.gather(viewer, services)})
    if not asks_dossiers(services):
        return found
    here = beside.whole(viewer)
    return Answers({**(here.known(found) if here else found), **permits.known(viewer)})


def with_early(known: Mapping[str, Answer[Any]], incoming: Incoming) -> Incoming:
    """Let what is known by name come before what arrives."""
    return chain(((Named(name), answer) for name, answer in known.items()), incoming)


def asks_dossiers(services: Collection[Service[Any]]) -> bool:
    """Whether dossiers are among what is asked, so that those that lie here belong to the answer."""
    return geef_dossiers.SERVICE in services


def asked(
    viewer: Viewer, places: Sequence[Place], known: Answers, refresh: frozenset[str] = frozenset()
) -> Incoming | None:
    """Start asking what the places still lack, before anything else is done; None when they lack nothing."""
    services = all_services(*(place.services for place in places))
    if not refresh and all(service.name in known for service in services):
        return None
    return queries.gather(viewer, services, refresh, [place.services for place in places], known)


def to_ask_again(known: Answers, services: Collection[Service[Any]]) -> frozenset[str]:
    """The names of the services of a place that were down: only these are asked anew."""
    return frozenset(
        service.name for service in services if service.name not in known or isinstance(known.of(service), Unavailable)
    )


def all_services(*groups: Sequence[Service[Any]]) -> list[Service[Any]]:
    """Every service, each once, in order."""
    return list(dict.fromkeys(service for group in groups for service in group))
