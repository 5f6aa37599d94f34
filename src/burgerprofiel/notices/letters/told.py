"""A notice as it goes into a letter: its facts opened, its words still to be said in the language of who gets it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from burgerprofiel.notices.content import Kept
from burgerprofiel.notices.kinds.kind import Group, Kind, Values, Words
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.queries import day_before, in_language

_WHO = ("sender", "issuer", "source")
"""What our own kinds call the fact that says who tells it."""
_ADDRESS = re.compile(r"(?:\b[a-z][a-z0-9+.-]{1,20}://|\bwww\.)\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """One notice of one citizen. `repr` hides what it says."""

    id: UUID
    kind: str
    group: Group
    words_of: Callable[[Values], Words] = field(repr=False)
    values: Mapping[str, Kept] = field(repr=False)
    path: str = field(repr=False)
    at: datetime
    """When it happened."""
    told_at: datetime | None = None
    """When it came into the list; None: when it happened."""
    sender: str = ""
    """Enterprise number of the body that tells; empty: the portal's own."""
    sender_name: Kept = ""
    """What that body is called."""
    brand: str = ""
    brand_name: Kept = ""
    """Whose look its letter has; empty: the portal's own."""
    colour: str = ""
    """Of that look, `#rrggbb`."""
    product: str = ""
    must: bool = False
    """Whether its e-mail cannot be switched off: then the letter says no way to do so."""

    @property
    def came_at(self) -> datetime:
        """When it came into the list, which says so too."""
        return self.told_at or self.at

    @property
    def happened_on(self) -> date | None:
        """The day of what it tells, in Brussels; None: the day on which it was told."""
        return day_before(self.came_at, self.at)

    @property
    def by(self) -> str:
        """Who tells it, in the language that is active; empty: the portal itself."""
        named = (self.values[name] for name in _WHO if self.values.get(name))
        return in_language(self.sender_name or next(named, ""))

    @property
    def words(self) -> Words:
        """What it says, in the language that is active, without addresses of the web that a sender wrote into it."""
        said = self.words_of({name: in_language(value) for name, value in self.values.items()})
        return Words(_unlinked(said.title), _unlinked(said.text), said.act)


def _unlinked(said: str) -> str:
    """Mail programs and phones make links of addresses: whoever has to follow one finds it after signing in."""
    return _ADDRESS.sub("[…]", said)


def of_kind(
    kind: Kind, notice_id: UUID, values: Mapping[str, Kept], at: datetime, path: str = "", **more: Kept
) -> Told:
    """Return a notice of a kind as it is told; `more`: `sender`, `sender_name`, `brand_name` and the like."""
    must = Channel.EMAIL in kind.must or kind.group is Group.SAFETY
    told = Told(notice_id, kind.key, kind.group, kind.words, values, path, at, must=must)
    return replace(told, **more)  # type: ignore[arg-type]  # only names are in several languages
