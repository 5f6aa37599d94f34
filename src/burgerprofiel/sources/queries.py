"""The reads of this room: a citizen's answers, from the sealed cache and, where that has none, from the sources."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit.answers import Answer
from burgerprofiel.kit.connections import let_go
from burgerprofiel.people import queries as people
from burgerprofiel.sources import actions, cache
from burgerprofiel.sources.connectors.magda.connector import Fetched
from burgerprofiel.sources.connectors.magda.services import geef_attest, geef_dossiers
from burgerprofiel.sources.fanout import Harvest
from burgerprofiel.sources.service import Answers, Service
from burgerprofiel.sources.themes import themes_for

DOSSIERS = "dossiers"
"""The part that the room of dossiers shows, which asks a service here (`people.mandates.scopes`)."""
REGISTER = "family"
"""Certificates of the National Register tell what this theme tells."""


def with_needs(services: Sequence[Service[Any]]) -> list[Service[Any]]:
    """Return the services and all that they need, each once, needs first."""
    ordered: dict[Service[Any], None] = {}
    for service in services:
        for need in with_needs(service.needs):
            ordered[need] = None
        ordered[service] = None
    return list(ordered)


class OutsideMandateError(PermissionDenied):
    """Somebody who acts under a mandate may not see what this service tells of the giver."""


def _check_mandate(viewer: Viewer, services: Sequence[Service[Any]]) -> None:
    """Raise OutsideMandateError when one of these is for no theme that the viewer may see: the one place for all faces.

    What a service needs for itself may still be asked; it is not given to anybody.
    """
    if viewer.actor is None:
        return
    mine = themes_for(viewer)
    told = {service for theme in mine for service in (*theme.services, *theme.tile_services)}
    if viewer.may_see(DOSSIERS):
        told.add(geef_dossiers.SERVICE)
    if viewer.may_see(REGISTER):
        told.update(geef_attest.SERVICES.values())
    if not set(services) <= told:
        raise OutsideMandateError


def gathered(viewer: Viewer, services: Sequence[Service[Any]]) -> Answers:
    """Return what this session has already of `services` and what they need, in one query; asks no source.

    Raises OutsideMandateError.
    """
    _check_mandate(viewer, services)
    return Answers({service.key: answer for service, answer in cache.read(viewer, with_needs(services)).items()})


def kept(viewer: Viewer, asked: Sequence[cache.A]) -> dict[cache.A, Answer[Any]]:
    """Return what this session has of sources that another room asks by itself, in one query.

    Whether a mandate allows it, that room has looked at.
    """
    return cache.read(viewer, asked)


def gather(
    viewer: Viewer,
    services: Sequence[Service[Any]],
    refresh: Collection[str] = frozenset(),
    together: Sequence[Sequence[Service[Any]]] = (),
    kept: Answers | None = None,
) -> Iterator[tuple[Service[Any], Answer[Any]]]:
    """Ask at once for what is not kept; return each service's answer once: the kept ones first, others as they come.

    `refresh` holds keys of services that are asked anew, even when their breaker rests ("try again" was pressed).
    `together` lists groups of services that are only of use together: answers are kept, recorded in the trail and given
    when a group is complete, which saves transactions. `kept`: what `gathered` gave a moment ago. While waiting, no
    database connection is held. The deadline of the sources runs from this call: the page is prepared meanwhile.
    Raises OutsideMandateError.
    """
    _check_mandate(viewer, services)
    wanted = with_needs(services)
    kept = gathered(viewer, services) if kept is None else kept
    known = {service: kept[service.key] for service in wanted if service.key in kept and service.key not in refresh}
    missing = [service for service in wanted if service not in known]
    harvest = Harvest(missing, people.ssin_of(viewer.citizen_id), known, frozenset(refresh)) if missing else None
    let_go()
    return _arriving(viewer, set(services), known, harvest, [set(group) & set(missing) for group in together])


def _arriving(
    viewer: Viewer,
    asked_for: set[Service[Any]],
    known: dict[Service[Any], Answer[Any]],
    harvest: Harvest | None,
    groups: list[set[Service[Any]]],
) -> Iterator[tuple[Service[Any], Answer[Any]]]:
    yield from ((service, answer) for service, answer in known.items() if service in asked_for)
    if harvest is None:
        return
    with harvest:
        for batch in _in_groups(harvest, groups) if groups else harvest:
            actions.keep(viewer, batch)
            let_go()
            yield from ((item.service, item.answer) for item in batch if item.service in asked_for)


def _in_groups(harvest: Iterable[list[Fetched]], groups: list[set[Service[Any]]]) -> Iterator[list[Fetched]]:
    """Put batches together until a group of services is complete; what is left comes at the end."""
    waiting: list[Fetched] = []
    for batch in harvest:
        waiting += batch
        arrived = {item.service for item in batch}
        complete = [group for group in groups if group and not group - arrived]
        groups = [group - arrived for group in groups if group not in complete]
        if complete:
            yield waiting
            waiting = []
    if waiting:
        yield waiting
