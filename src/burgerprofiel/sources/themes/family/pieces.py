"""The small pieces that family facts are made of: names, places, addresses and persons as values and rows."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services.person_addresses import Abroad, Residence
from burgerprofiel.sources.connectors.magda.services.person_parts import Name, Place, Someone
from burgerprofiel.sources.facts import Address, Row, Secret, Value, Words
from burgerprofiel.sources.themes.family.words import SEX, told
from burgerprofiel.sources.themes.values import day, words

_HOME = ("belgie", "belgië", "belgique", "belgien", "")


def rows(*pairs: tuple[str, Value | None]) -> tuple[Row, ...]:
    """Return the rows that have a value."""
    return tuple(Row(label, value) for label, value in pairs if value is not None)


def full_name(name: Name) -> str:
    """Return the name as people use it: the call name, or else the first given name, and the family names."""
    first = name.call or (name.given[0] if name.given else "")
    return " ".join((first, *name.family)).strip() or _("Name not known")


def number(ssin: str, *, other: bool = False) -> Secret | None:
    """Return a national number, formatted as on paper when it is a valid one."""
    try:
        return Secret(Ssin(ssin).formatted, other=other) if ssin else None
    except ValueError:
        return Secret(ssin, other=other)


def is_bis(ssin: str) -> bool:
    """Whether it is a number of somebody who is not (yet) in the National Register."""
    try:
        return Ssin(ssin).kind == "bis"
    except ValueError:
        return False


def spot(place: Place | None) -> Words | None:
    """Return a place as text: the municipality, and the country when it is not Belgium."""
    if place is None:
        return None
    country = "" if place.municipality and place.country.lower() in _HOME else place.country
    return words(", ".join(part for part in (place.detail, place.municipality, country) if part))


def address(home: Residence) -> Address | None:
    """Return an address by street, as on an envelope."""
    house = " ".join(part for part in (home.street, home.number) if part)
    if home.box:
        house = _("{house} box {box}").format(house=house, box=home.box)
    town = " ".join(part for part in (home.postcode, home.municipality) if part)
    country = "" if home.country.lower() in _HOME else home.country
    lines = tuple(line for line in (house, town, country) if line)
    return Address(lines) if lines else None


def address_abroad(home: Abroad) -> Address | None:
    """Return an address in another country."""
    lines = tuple(line for line in (*home.lines, home.country) if line)
    return Address(lines) if lines else None


def about(person: Someone | None) -> tuple[Row, ...]:
    """Return what the register says of another person: born, sex, number, since when this name."""
    if person is None:
        return ()
    return rows(
        (_("All given names"), words(" ".join(person.name.given)) if len(person.name.given) > 1 else None),
        (_("Born"), day(person.born)),
        (_("Sex in the register"), words(told(person.sex, SEX))),
        (_("National number"), number(person.ssin, other=True)),
        (_("This name since"), day(person.name.since) if person.name.since != person.born else None),
    )


def who(person: Someone | None) -> Words | None:
    """Return the name of another person; only the number is known of some."""
    if person is None:
        return None
    return words(full_name(person.name) if person.name.family or person.name.given else _("Name not known"))


def joined(texts: Iterable[str]) -> Words | None:
    """Return texts as one value, or None when all are empty."""
    return words(", ".join(text for text in texts if text))
