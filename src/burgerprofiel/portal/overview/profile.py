"""How one is called and reached, on the overview: a dead address is among what needs you first (E3, E4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.people.profile.queries import Glance, glance_of
from burgerprofiel.portal.pages.profile.own import is_own
from burgerprofiel.sources.facts import Todo


@dataclass(frozen=True)
class Own:
    """What the overview shows of the viewer's own profile."""

    greeting: str
    """The name they chose, else the first that their key told; empty: they want none."""
    reachable: bool
    """Whether anything that we send arrives; for who is here for somebody else that is not the question."""
    todos: Sequence[Todo]


def own(viewer: Viewer) -> Own:
    """Return it. One SQL statement for who gave nothing, else three; none for who is here for somebody else."""
    if not is_own(viewer):
        return Own(viewer.given_name, reachable=True, todos=())
    seen = glance_of(viewer.citizen_id)
    name = "" if seen.is_nameless else seen.called or viewer.given_name
    return Own(name, seen.reachable, _todos(seen))


def _todos(seen: Glance) -> Sequence[Todo]:
    return [
        Todo(
            key=f"contact-{each.id}",
            title=_("What we send you comes back"),
            line=_("Nothing arrives at %(contact)s. Prove it again, or give another one.") % {"contact": each.shown},
            action=_("See how we reach you"),
            href="/profiel#reach",
        )
        for each in seen.contacts
        if not each.works
    ]
