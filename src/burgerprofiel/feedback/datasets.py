"""What a source's dataset is made of: asked of its system now and then, and kept, so that a form waits for nobody."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import structlog
from django.db.models import Q

from burgerprofiel.feedback import models
from burgerprofiel.feedback.connectors.gtmf import calls, client
from burgerprofiel.feedback.dataset import Property
from burgerprofiel.feedback.models import Way
from burgerprofiel.feedback.sources import queries as sources
from burgerprofiel.feedback.sources.queries import Source
from burgerprofiel.kit import clock, remembered
from burgerprofiel.kit.connections import let_go

FRESH = timedelta(hours=1)
PATIENCE = 2.0
"""Seconds that somebody waits for a form the first time."""

log = structlog.get_logger(__name__)


def told(source: Source) -> tuple[Property, ...]:
    """Return the properties; asked when nobody ever did. Raises calls.CallError."""
    return source.properties or _asked(source, PATIENCE)


def for_form(source: Source) -> tuple[Property, ...]:
    """Return what the citizen may propose; nothing when nobody knows."""
    try:
        return tuple(each for each in told(source) if each.reportable)
    except calls.CallError as error:
        log.warning("a dataset is not known", source=source.key, why=str(error))
        return ()


def refresh() -> int:
    """Ask again for what is old; return how many answered. Safe to run twice."""
    old = Q(told_at__isnull=True) | Q(told_at__lt=clock.now() - FRESH)
    keys = models.Source.objects.filter(old, way=Way.GTMF, active=True).values_list("key", flat=True)
    done = 0
    for source in [found for key in keys if (found := sources.source(key))]:
        try:
            _asked(source, calls.DEADLINE)
            done += 1
        except calls.CallError as error:
            log.warning("a dataset is not told", source=source.key, why=str(error))
    return done


def _asked(source: Source, seconds: float) -> tuple[Property, ...]:
    let_go()
    found = client.properties(source, seconds)
    columns = {"properties": msgspec.to_builtins(found), "told_at": clock.now()}
    models.Source.objects.filter(key=source.key, url=source.url, dataset=source.dataset).update(**columns)
    remembered.forget()
    return found
