"""Permits as facts: what a citizen may do, until when, and who granted it (D6). Not those of an organisation."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.permits import queries, theme
from burgerprofiel.permits.sources import queries as sources
from burgerprofiel.portal.asking.asked import Asked, Name, Reads
from burgerprofiel.portal.asking.part import Part
from burgerprofiel.portal.asking.routes import itself

KEY, SCOPE = "permits", "dossiers"
"""Whoever may see the dossiers of somebody may see what came of them."""


def name(viewer: Viewer, permit: str) -> Name:
    """Return what a permit of a citizen is known by."""
    return Name(viewer.citizen_id, KEY, KEY, permit, SCOPE)


def is_own(viewer: Viewer) -> bool:
    """Whether permits that the viewer sees are a citizen's, and not an organisation's."""
    owner = queries.owner_of(viewer)
    return owner is not None and owner.is_citizen


def _asked(viewer: Viewer, it: Name) -> Asked | None:
    owner = queries.owner_of(viewer)
    if owner is None or not owner.is_citizen:
        return None
    try:
        permit = queries.one(owner, UUID(it.key))
    except queries.NotThereError:
        return None
    source = sources.source(permit.told_by)
    return Asked(
        it,
        tuple(filter(None, [source.organisation if source else "", permit.told_by])),
        f"{KEY}/{permit.told_by}",
        f"{theme.PAGE}/{permit.id}",
        permit.status_at,
        lambda: Reads(theme.SECTION.title(), theme.card(owner, permit), permit.said.issuer),
        lambda: permit.said.issuer,
        lambda: itself(permit.said.issuer),
    )


def _names(viewer: Viewer) -> Iterator[Name]:
    owner = queries.owner_of(viewer)
    if owner and owner.is_citizen:
        yield from (name(viewer, str(each)) for each in queries.ids(owner))


PART = Part(KEY, lambda: _("Permits"), theme.PAGE, lambda viewer: viewer.may_see(SCOPE), _names, _asked, "certificates")
