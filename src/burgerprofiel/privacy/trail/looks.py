"""What one look is, said here and nowhere else: what somebody did on one day with one kind of a citizen's data (B10).

Who acted, for which body, with which data, on which ground and on which day (as it is in Brussels) make a look,
whatever comes between and in whatever order it was written. A day lies in one month and who acted is part of it, so
that no month, filter, page or copy ever cuts a look in two: picture, list, numbers and copy count the same rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from hashlib import blake2b
from typing import NamedTuple
from uuid import UUID

import msgspec

from burgerprofiel.audit.trail import CITIZEN, Step
from burgerprofiel.kit.clock import BRUSSELS
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.privacy.trail import who
from burgerprofiel.privacy.trail.plain import UNNAMED, Ground, Plain
from burgerprofiel.privacy.trail.who import Kind
from burgerprofiel.privacy.trail.words import WORDS

SHOWN = 24
"""So many steps of a look are read with a list; its own page has them all."""
_BODIES = ("organisation", "sender", "source")
"""The details by which rooms say for which body a program or a civil servant acted."""
_UNASKED = ("notices.notice.raised", "notices.letter.")
"""What a body's program does in its own name: no citizen was asked whether it may."""


class Key(NamedTuple):
    """What the events of one look have in common."""

    day: date
    actor: str
    body: str
    area: str
    ground: str
    unasked: bool
    purpose: str
    """The reason that staff gave: another reason is another look."""

    @property
    def own(self) -> bool:
        """Whether the citizen themself did it."""
        return self.actor == CITIZEN

    @property
    def mark(self) -> UUID:
        """All of it but the day, in sixteen bytes."""
        return UUID(bytes=blake2b(msgspec.json.encode(self[1:]), digest_size=16).digest())


class Look(NamedTuple):
    """One look, with its first steps."""

    number: int
    """Of its first event: by which the citizen points at it, whatever joins it later."""
    many: int
    """How many events it holds."""
    until: datetime
    """When the last of them happened."""
    last: int
    """The number of that event."""
    steps: tuple[Step, ...]
    """Oldest first; never empty, and not all of them when there are more than `SHOWN`."""


def key(citizen_id: CitizenId, step: Step) -> Key:
    """Return of which look an event of this citizen is."""
    kind, plain = who.kind_of(citizen_id, step.actor), WORDS.get(step.tag, UNNAMED)
    day, area = step.at.astimezone(BRUSSELS).date(), plain.area.name
    if kind is Kind.SELF:
        own = Ground.ON_BEHALF if plain.ground is Ground.ON_BEHALF else Ground.SELF
        return Key(day, CITIZEN, "", area, own.name, unasked=False, purpose="")
    if kind is Kind.MANDATE:
        return Key(day, step.actor, "", area, Ground.MANDATE.name, unasked=False, purpose="")
    actor = who.PLATFORM[0] if kind is Kind.PLATFORM else step.actor
    body = next((str(step.details[name]) for name in _BODIES if step.details.get(name)), "")
    told = str(step.details.get("purpose", ""))
    return Key(day, actor, body, area, plain.ground.name, unasked=unasked(step), purpose=told)


def of(steps: Sequence[Step]) -> Look:
    """Return these steps of one look, oldest first, as a look of their own."""
    return Look(steps[0].seq, len(steps), max(step.at for step in steps), steps[-1].seq, tuple(steps))


def unasked(step: Step) -> bool:
    """Whether a body did this in its own name, for which nobody was asked."""
    return step.tag.startswith(_UNASKED)


@cache
def rule() -> str:
    """What looks were put together by: when it changes with the product, they are put together anew."""

    def told(plain: Plain) -> list[str]:
        return [plain.area.name, plain.ground.name]

    words = {tag: told(plain) for tag, plain in sorted(WORDS.items())}
    parts = [2, SHOWN, words, told(UNNAMED), _BODIES, _UNASKED, Key._fields]
    return blake2b(msgspec.json.encode(parts), digest_size=16).hexdigest()
