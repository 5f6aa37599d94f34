"""All of it at one moment, read where it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from burgerprofiel.access import consents
from burgerprofiel.access.consents import Access
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit.answers import Data
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox import queries as mailbox
from burgerprofiel.mailbox.queries import State
from burgerprofiel.notices.own import takeaway
from burgerprofiel.notices.own.takeaway import Taken
from burgerprofiel.notices.preferences import queries as preferences
from burgerprofiel.notices.preferences.rule import NOTHING_CHOSEN, Wanted
from burgerprofiel.notices.push.queries import Browser, browsers_of
from burgerprofiel.people.profile import greeting
from burgerprofiel.people.profile.mine import Mine, profile_of
from burgerprofiel.sources.service import Answers

NAME = "portal.mine"
"""By which it is known among the answers of sources."""


@dataclass(frozen=True)
class Held:
    """It. `repr` hides nothing that its parts do not hide themselves."""

    first_name: str
    """What the session knows, for who has no profile."""
    profile: Mine
    wanted: Wanted
    browsers: Sequence[Browser]
    applications: Sequence[Access]
    box: State | None
    """How the mailbox stands; None: nobody ever wrote."""
    box_since: datetime | None
    notices: Sequence[Taken] = ()


def held(viewer: Viewer, citizen_id: CitizenId, *, whole: bool) -> Held:
    """Read it; `whole`: every notice too. Some ten SQL statements."""
    box = mailbox.box(citizen_id)
    return Held(
        greeting.first_of(viewer.given_name),
        profile_of(citizen_id),
        preferences.wanted_of([citizen_id]).get(citizen_id, NOTHING_CHOSEN),
        browsers_of(citizen_id),
        consents.mine(citizen_id),
        State(box.state) if box else None,
        box.since if box else None,
        takeaway.all_of(citizen_id) if whole else (),
    )


def in_(answers: Answers) -> Held | None:
    """Return it from among the answers; None: it is not for who asks."""
    found = answers.get(NAME)
    return found.value if isinstance(found, Data) and isinstance(found.value, Held) else None
