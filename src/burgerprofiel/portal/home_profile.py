"""How one is reached, on the overview: a dead address is among what needs you first (E4)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.people.profile.queries import dead_of
from burgerprofiel.portal.pages.profile.own import is_own
from burgerprofiel.sources.facts import Todo


def todos(viewer: Viewer) -> Sequence[Todo]:
    """Return what is to be done about addresses where nothing arrives; none for who is here for somebody else.

    One SQL statement when there are none.
    """
    return [
        Todo(
            key=f"contact-{each.id}",
            title=_("What we send you comes back"),
            line=_("Nothing arrives at %(contact)s. Prove it again, or give another one.") % {"contact": each.shown},
            action=_("See how we reach you"),
            href="/profiel#reach",
        )
        for each in (dead_of(viewer.citizen_id) if is_own(viewer) else ())
    ]
