"""The reads of this room: a citizen's answers, from the sealed cache and, where that has none, from the sources."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from django.db import connection

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit.answers import Answer
from burgerprofiel.people import queries as people
from burgerprofiel.sources import actions, cache
from burgerprofiel.sources.connectors.magda.connector import Fetched
from burgerprofiel.sources.fanout import Harvest
from burgerprofiel.sources.service import Answers, Service


def with_needs(services: Sequence[Service[Any]]) -> list[Service[Any]]:
    """Return the services and all that they need, each once, needs first."""
    ordered: dict[Service[Any], None] = {}
    for service in services:
        for need in with_needs(service.needs):
            ordered[need] = None
        ordered[service] = None
    return list(ordered)


def gathered(viewer: Viewer, services: Sequence[Service[Any]]) -> Answers:
    """Return what this session has already, in one query; asks no source."""
    return Answers({service.name: answer for service, answer in cache.read(viewer, services).items()})


def gather(
    viewer: Viewer,
    services: Sequence[Service[Any]],
    refresh: Collection[str] = frozenset(),
    together: Sequence[Sequence[Service[Any]]] = (),
) -> Iterator[tuple[Service[Any], Answer[Any]]]:
    """Yield the answer of each service once: first what is kept, then the others as their sources answer.

    `refresh` names services that are asked anew, even when their breaker rests (the citizen pressed "try again").
    `together` lists groups of services that are only of use together: answers are kept, recorded in the trail and given
    when a group is complete, which saves transactions. While waiting, no database connection is held.
    """
    wanted = with_needs(services)
    known = {service: answer for service, answer in cache.read(viewer, wanted).items() if service.name not in refresh}
    asked_for = set(services)
    yield from ((service, answer) for service, answer in known.items() if service in asked_for)
    missing = [service for service in wanted if service not in known]
    if missing:
        groups = [set(group) & set(missing) for group in together] or [{service} for service in missing]
        ssin = people.ssin_of(viewer.citizen_id)
        _let_go()
        with Harvest(missing, ssin, known, frozenset(refresh)) as harvest:
            for batch in _in_groups(harvest, groups):
                actions.keep(viewer, batch)
                _let_go()
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


def _let_go() -> None:
    """Give the connection back to the pool for as long as we wait, unless somebody's transaction is open."""
    if not connection.in_atomic_block:
        connection.close()
