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


def with_digest(digest: bytes) -> Shown | None:
    """Return what anybody may know of the permit that this file belongs to; of more than one, one that counts.

    At most two SQL statements.
    """
    found = [_seen(row) for row in Known.objects.filter(digests__contains=[digest]).defer("sealed").order_by("id")[:20]]
    known = [each for each in found if each]
    return next((each for each in known if each.standing is Standing.COUNTS), known[0] if known else None)


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
