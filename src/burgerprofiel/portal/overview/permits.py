"""Permits on the overview: one that ends within two months is among what needs you first (D6)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.permits import queries
from burgerprofiel.sources.facts import Todo


def todos(viewer: Viewer) -> Sequence[Todo]:
    """Return those that end soon as things to do; none for whom they are not. One SQL statement when there are none."""
    owner = queries.owner_of(viewer)
    return [
        Todo(
            key=f"permit-{each.id}",
            title=_("Ends soon: %(permit)s") % {"permit": each.said.title},
            line=_("Do you still need it after that? Ask %(issuer)s in time for a new one.")
            % {"issuer": each.said.issuer},
            due=PartialDate.of(each.valid_until),
            action=_("To the permit"),
            href=f"/attesten/toelatingen/{each.id}",
        )
        for each in (queries.ending(owner) if owner else ())
        if each.valid_until
    ]
