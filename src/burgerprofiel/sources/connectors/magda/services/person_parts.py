"""What many answers about a person share: a name, a place, somebody else, a code with its words.

Shapes: contracts/mbp.md §7.3. The older 02.00 answers write some of the same things in another way; the readers here
take both.
"""

from __future__ import annotations

import msgspec

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Children

SINCE_1900: tuple[str, Children] = ("Datum", [("@Op", "0"), ("", "1900-01-01")])
"""The criterion "everything since 1900"; `Op="1"` would ask for the state on that day."""


class Coded(msgspec.Struct, frozen=True):
    """A value from a code list of the register; `text` as the source words it, perhaps empty."""

    code: str
    text: str = ""


class Dated(msgspec.Struct, frozen=True):
    """A coded value and since when it holds; an open `until` means that it still does."""

    value: Coded
    since: PartialDate | None = None
    until: PartialDate | None = None


class Place(msgspec.Struct, frozen=True):
    """A municipality or a place abroad; `detail` names a spot in it."""

    municipality: str = ""
    country: str = ""
    detail: str = ""


class Name(msgspec.Struct, frozen=True):
    """Family names and given names in the register's order; `call` is the given name in daily use, when chosen."""

    family: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    call: str = ""
    since: PartialDate | None = None


class Someone(msgspec.Struct, frozen=True):
    """Another person in the answer. `ssin` is a national number, or empty."""

    ssin: str
    name: Name
    sex: Coded | None = None
    born: PartialDate | None = None


class Member(msgspec.Struct, frozen=True):
    """Somebody's place in a household: the person, the position towards the reference person, how they live.

    Without `person` the line is about the subject of the answer.
    """

    person: Someone | None
    position: Coded | None = None
    living: Coded | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None


def since(node: Node) -> PartialDate | None:
    """Return since when the register says this."""
    return node.date_attribute("DatumBegin")


def until(node: Node) -> PartialDate | None:
    """Return until when it held."""
    return node.date_attribute("DatumEinde")


def read_coded(node: Node | None) -> Coded | None:
    """Read `Code` and `Omschrijving` (02.00: an attribute of Code); None when both are empty."""
    if node is None:
        return None
    code, text, older = node.text("Code"), node.text("Omschrijving"), node.attribute("Beschrijving", "Code")
    return Coded(code, text or older) if code or text or older else None


def read_dated(nodes: list[Node]) -> tuple[Dated, ...]:
    """Read coded values with their period; those without a value are skipped."""
    pairs = ((node, read_coded(node)) for node in nodes)
    return tuple(Dated(coded, since(node), until(node)) for node, coded in pairs if coded)


def read_place(node: Node | None) -> Place | None:
    """Read `Gemeente`, `Land` and a text; None when nothing is said."""
    if node is None:
        return None
    place = Place(node.text("Gemeente/Naam"), node.text("Land/Naam"), " ".join(node.texts("Tekst")))
    return place if place.municipality or place.country or place.detail else None


def read_name(node: Node | None) -> Name:
    """Read a name; an absent one is empty."""
    if node is None:
        return Name()
    given = node.all("Voornamen/Voornaam")
    chosen = [name.text() for name in given if name.attribute("GebruikelijkeVoornaam") in ("1", "true")]
    return Name(
        family=node.texts("Achternamen/Achternaam"),
        given=tuple(text for name in given if (text := name.text())),
        call=chosen[0] if chosen else "",
        since=since(node),
    )


def read_someone(node: Node | None) -> Someone | None:
    """Read another person; None when neither number nor name is there."""
    if node is None:
        return None
    someone = Someone(
        ssin=node.text("INSZ"),
        name=read_name(node.one("Naam")),
        sex=read_coded(node.one("Geslacht")),
        born=node.date("Geboortedatum"),
    )
    return someone if someone.ssin or someone.name.family or someone.name.given else None


def read_member(node: Node) -> Member:
    """Read a `Gezinslid` or `Referentiepersoon`."""
    return Member(
        person=read_someone(node),
        position=read_coded(node.one("Positie")),
        living=read_coded(node.one("Woonvorm")),
        since=since(node),
        until=until(node),
    )


def members(nodes: list[Node]) -> tuple[Member, ...]:
    """Read all that say something."""
    return tuple(member for node in nodes if (member := read_member(node)) != Member(None))


def someones(nodes: list[Node]) -> tuple[Someone, ...]:
    """Read all that name somebody."""
    return tuple(person for node in nodes if (person := read_someone(node)))
