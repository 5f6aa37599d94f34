"""What anybody reads who shows a document of a permit: its kind, who granted it, whether it counts. Nothing of whom.

It is read from what the source told last, at every question: what was revoked a moment ago counts no more.
"""

from __future__ import annotations

from burgerprofiel.certificates.verifying.others import Known as Shown
from burgerprofiel.certificates.verifying.others import Standing
from burgerprofiel.kit import clock
from burgerprofiel.permits.models import Known, Permit
from burgerprofiel.permits.models.permits import Status
from burgerprofiel.permits.sources import queries as sources

MOST = 1_000
"""So many permits with one and the same file are looked at."""
_WORST_FIRST = (Standing.REVOKED, Standing.OVER, Standing.SUSPENDED, Standing.NOT_YET, Standing.COUNTS)


def with_digest(digest: bytes) -> Shown | None:
    """Return what anybody may know of the permit that this file belongs to; of more than one the worst.

    One and the same file for more permits does not show which of them somebody has: then it is safer to say no. At most
    two SQL statements for permits of one source.
    """
    rows = Known.objects.filter(digests__contains=[digest]).defer("sealed").order_by("-status_at", "id")[:MOST]
    known = [each for row in rows if (each := _seen(row))]
    return min(known, key=lambda each: _WORST_FIRST.index(each.standing), default=None)


def _seen(row: Known) -> Shown | None:
    source = sources.source(row.source)
    if source is None:
        return None
    standing = standing_of(row)
    marked = standing in (Standing.SUSPENDED, Standing.REVOKED)
    return Shown(
        kind=source.kinds.get(row.product, {}),
        issuer=source.names,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        standing=standing,
        standing_since=row.status_at if marked else None,
    )


def standing_of(row: Known | Permit) -> Standing:
    """Return how it stands today; what was revoked or suspended is that first."""
    today = clock.today()
    if row.status == Status.REVOKED:
        return Standing.REVOKED
    if row.valid_until and row.valid_until < today:
        return Standing.OVER
    if row.status == Status.SUSPENDED:
        return Standing.SUSPENDED
    return Standing.NOT_YET if row.valid_from > today else Standing.COUNTS
