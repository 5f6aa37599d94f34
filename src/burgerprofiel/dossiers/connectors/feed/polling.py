"""Reading a feed from where we stopped: what was read and how far go into the tables together, or not at all.

So a change counts once, also when the worker is killed. A change that makes no sense is kept as a failed upload, which
the body can ask for, and the next ones are read. A feed that gives nothing usable is left alone, longer each time, and
what is wrong stands in its row; it is never given up.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Q

from burgerprofiel.dossiers.connectors.feed import http, wire
from burgerprofiel.dossiers.connectors.feed.http import FeedError
from burgerprofiel.dossiers.connectors.feed.wire import Item, Json
from burgerprofiel.dossiers.intake import accepting
from burgerprofiel.dossiers.models import Source
from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go

PAGES = 50
"""At most so many pages in one turn; the next turn goes on."""
LONGEST_REST = timedelta(hours=1)
CLIENT = "feed"
"""Who sent what a feed gave, as results and the trail name it."""

log = structlog.get_logger(__name__)


def due() -> list[str]:
    """Return which feeds may be asked now."""
    now = clock.now()
    rested = Q(poll_rests_until__isnull=True) | Q(poll_rests_until__lte=now)
    rows = Source.objects.filter(rested, active=True).exclude(poll_url="")
    return list(rows.order_by("uri").values_list("uri", flat=True))


def poll(uri: str) -> int:
    """Read what changed at a source; return how many changes were new to us."""
    fresh = 0
    for _page in range(PAGES):
        row = Source.objects.filter(uri=uri, active=True).exclude(poll_url="").first()
        if row is None:
            return fresh
        let_go()
        try:
            elements, following = http.fetch(row.poll_url, row.poll_index)
        except FeedError as error:
            _leave(row, error)
            return fresh
        fresh += _keep(row, elements, following)
        if len(elements) < http.AT_ONCE:
            break
    return fresh


def rest(failures: int) -> timedelta:
    """Return how long a feed that failed so often in a row is left alone."""
    return min(LONGEST_REST, timedelta(seconds=15 * failures**3))


@transaction.atomic
def _keep(row: Source, elements: list[Json], following: int) -> int:
    now = Source.objects.select_for_update().get(uri=row.uri)
    if now.poll_index != row.poll_index or now.poll_url != row.poll_url:
        return 0  # somebody else read it meanwhile, or it is another feed now
    items = [wire.read(row.uri, each) for each in elements]
    right = [(item.told, wire.upload_id(row.uri, item.index)) for item in items if item.told]
    wrong = [(item, wire.upload_id(row.uri, item.index)) for item in items if not item.told]
    fresh = accepting.accept_all(right, CLIENT)
    for item, upload_id in wrong:
        _refuse(row.uri, item, upload_id)
    again = {"poll_failures": 0, "poll_rests_until": None, "poll_trouble": ""}
    Source.objects.filter(uri=row.uri).update(poll_index=following, **again)
    return fresh


def _refuse(uri: str, item: Item, upload_id: UUID) -> None:
    accepting.refuse(uri, item.number, upload_id, CLIENT, item.flaws)
    log.warning("a change of a feed makes no sense", source=uri, index=item.index)


def _leave(row: Source, error: FeedError) -> None:
    failures = min(row.poll_failures + 1, 1000)
    until = clock.now() + rest(failures)
    told = {"poll_failures": failures, "poll_rests_until": until, "poll_trouble": str(error)[:300]}
    Source.objects.filter(uri=row.uri, poll_url=row.poll_url).update(**told)
    log.warning("a feed of dossiers gave nothing", source=row.uri, why=str(error), temporary=_temporary(error))


def _temporary(error: FeedError) -> bool:
    return isinstance(error, http.TemporaryError)
