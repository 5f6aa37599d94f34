"""What a citizen sees of an answer: sections of blocks, the same for page, print, search, JSON and PDF.

Texts in these structs are already in the reader's language; values keep their type until a face draws them.
Every card says what it is, its value and what it means; the section says where it comes from and of when it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec

from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.service import Answers, Service


class Words(msgspec.Struct, frozen=True, tag="words"):
    """Plain text, in the reader's language or as the source wrote it."""

    text: str


class Day(msgspec.Struct, frozen=True, tag="day"):
    """A date, perhaps with unknown parts. Drawn as `14 maart 2026`, `maart 2026`, `2026`."""

    date: PartialDate


class Span(msgspec.Struct, frozen=True, tag="span"):
    """A period; an open end means "until now", an open begin "until"."""

    begin: PartialDate | None
    end: PartialDate | None


class Amount(msgspec.Struct, frozen=True, tag="amount"):
    """Money, drawn as `€ 1.234,56`; `per` in words (`per maand`) or empty."""

    money: Money
    per: str = ""


class Quantity(msgspec.Struct, frozen=True, tag="quantity"):
    """A number with its unit (`kWh/(m² jaar)`, `studiepunten`)."""

    number: Decimal
    unit: str = ""


class Secret(msgspec.Struct, frozen=True, tag="secret"):
    """A number of the state, formatted as on paper; hidden until the citizen reveals it.

    `other`: it is somebody else's, so that it stays hidden on paper too.
    """

    text: str
    other: bool = False


class Address(msgspec.Struct, frozen=True, tag="address"):
    """An address: lines as on an envelope."""

    lines: tuple[str, ...]


class Link(msgspec.Struct, frozen=True, tag="link"):
    """A link to another site of a government. Only http(s); drawn as opening there."""

    url: str
    text: str


class YesNo(msgspec.Struct, frozen=True, tag="yes_no"):
    """Yes or no."""

    yes: bool


Value = Words | Day | Span | Amount | Quantity | Secret | Address | Link | YesNo


class Row(msgspec.Struct, frozen=True):
    """A detail inside a card: label and value; no value means "the source does not know"."""

    label: str
    value: Value | None


class Tag(msgspec.Struct, frozen=True):
    """A short status beside a value. `tone`: good, act, bad or plain; never by colour alone, the text says it."""

    text: str
    tone: str = "plain"


class Card(msgspec.Struct, frozen=True, kw_only=True, tag="card"):
    """One fact. `key` is stable within its section (`birth`, `contract-2`); `value` None = not known to the source."""

    key: str
    label: str
    value: Value | None
    meaning: str
    tag: Tag | None = None
    rows: tuple[Row, ...] = ()


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One period on a time line. `row` groups bars on one line; `ended` None = still going on."""

    row: str
    label: str
    began: PartialDate
    ended: PartialDate | None = None
    tone: str = "plain"


class Timeline(msgspec.Struct, frozen=True, kw_only=True, tag="timeline"):
    """Periods as bars on a time axis (career, school), with the same as a table behind it."""

    key: str
    label: str
    meaning: str
    bars: tuple[Bar, ...]


class Relative(msgspec.Struct, frozen=True, kw_only=True):
    """A person in a tree. `generation`: -1 parents, 0 me and partner, 1 children; `me` marks the reader."""

    name: str
    role: str
    generation: int
    detail: str = ""
    me: bool = False


class Tree(msgspec.Struct, frozen=True, kw_only=True, tag="tree"):
    """A household or descent as a small tree, with the same as a list behind it."""

    key: str
    label: str
    meaning: str
    people: tuple[Relative, ...]


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A point on a scale. `short` is what the picture says where the label is too long for a phone."""

    label: str
    value: Decimal
    mine: bool = False
    short: str = ""


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a scale (`A`, `B`, …), up to and with `upto`; the last has no end. `tone` 0 (best) to 6 (worst)."""

    label: str
    upto: Decimal | None
    tone: int


class Scale(msgspec.Struct, frozen=True, kw_only=True, tag="scale"):
    """A value against bands and averages (EPC). `note` says where the averages come from."""

    key: str
    label: str
    meaning: str
    unit: str
    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]
    note: str = ""


class Photo(msgspec.Struct, frozen=True, kw_only=True, tag="photo"):
    """A picture: media type and bytes; `alt` describes it."""

    key: str
    label: str
    meaning: str
    media_type: str
    content: bytes
    alt: str


Block = Card | Timeline | Tree | Scale | Photo


@dataclass(frozen=True)
class Section:
    """A part of a theme page, drawn when its services have answered.

    `title` returns the heading in the reader's language. `build` turns the answers into blocks; it is called when at
    least one of `services` gave data, and must hold when the others did not. The face draws the other three answers.
    """

    key: str
    title: Callable[[], str]
    services: tuple[Service[Any], ...]
    build: Callable[[Answers], Sequence[Block]]
    empty: Callable[[], str]
    """What it means when the source has nothing ("You own no land or buildings in Belgium")."""
    shown: int = 6
    """How many blocks stand open; the others wait in a fold, so that a long page stays calm. 0 folds the history."""
    own: bool = False
    """Whether we hold something ourselves: then it is built whatever the services answered."""
    address: Callable[[str], str] | None = None
    """Where a block stands, by its key, when that is not on a theme page."""


class Face(msgspec.Struct, frozen=True, kw_only=True):
    """What a theme shows on the home page: a headline, a line below, perhaps a tag or a scale."""

    headline: str
    line: str = ""
    tag: Tag | None = None
    scale: Scale | None = None


class Todo(msgspec.Struct, frozen=True, kw_only=True):
    """Something that needs the citizen first: shown on top of the home page. `due` orders them; `href` may be empty."""

    key: str
    title: str
    line: str
    due: PartialDate | None = None
    action: str = ""
    href: str = ""


class News(msgspec.Struct, frozen=True, kw_only=True):
    """Something that changed lately: shown under "new" on the home page, newest first."""

    key: str
    title: str
    line: str
    date: PartialDate
    href: str = ""


@dataclass(frozen=True)
class Theme:
    """A theme page (B1) and its tile. `tile_services` must have answered before `tile` is called with their answers.

    `tile` returns None when none of them gave data. `todos` and `news` are called with the same answers.
    """

    key: str
    """Part of the address: `/gegevens/<key>`; also the icon's name."""
    title: Callable[[], str]
    lead: Callable[[], str]
    sections: tuple[Section, ...]
    tile_services: tuple[Service[Any], ...]
    tile: Callable[[Answers], Face | None]
    todos: Callable[[Answers], Sequence[Todo]] = lambda _answers: ()
    news: Callable[[Answers], Sequence[News]] = lambda _answers: ()
    links: Callable[[], Sequence[Link]] = lambda: ()
    """Where to go for more (Woningpas, LED)."""
    path: str = ""
    """Its page, when that is not a theme page."""
    others: frozenset[str] = frozenset()
    """Who else must have answered, by name, who is no service of a source."""

    @property
    def page(self) -> str:
        """The address of its page."""
        return self.path or f"/gegevens/{self.key}"

    @property
    def services(self) -> tuple[Service[Any], ...]:
        """Every service the page asks, each once, in order of first use."""
        return tuple(dict.fromkeys(service for section in self.sections for service in section.services))
