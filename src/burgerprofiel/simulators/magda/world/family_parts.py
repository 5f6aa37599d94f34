"""Pieces of XML that the person services share, in the shape of the real answers (contracts/mbp.md §7.3)."""

from __future__ import annotations

from lxml import etree

from burgerprofiel.simulators.magda.cast import Home, Person
from burgerprofiel.simulators.magda.offer import x
from burgerprofiel.simulators.magda.world.family_lives import CALL_NAME, MUNICIPALITIES

Element = etree._Element

SEXES = {"1": "Mannelijk", "2": "Vrouwelijk"}


def coded(tag: str, code: str, text: str) -> Element:
    """A value of a code list."""
    return x(tag, x("Code", code), x("Omschrijving", text, Taal="nl"))


def name(person: Person, *, since: str = "", call: bool = False) -> Element:
    """`Naam`; the subject of the answer may have a call name."""
    chosen = call and person.slug in CALL_NAME
    given = [x("Voornaam", text) for text in person.given]
    if chosen:
        given[0].set("GebruikelijkeVoornaam", "1")
    families = [x("Achternaam", person.family)]
    return x("Naam", x("Achternamen", *families), x("Voornamen", *given), **dated(since))


def sex(person: Person) -> Element:
    """`Geslacht`."""
    return x("Geslacht", x("Code", person.sex), x("Omschrijving", SEXES[person.sex]))


def someone(tag: str, person: Person, *more: Element | None, since: str = "") -> Element:
    """Another person: number, name, sex, birth date, then `more`."""
    born = x("Geboortedatum", person.born)
    return x(tag, x("INSZ", person.ssin), name(person), sex(person), born, *more, **dated(since))


def dated(since: str, until: str = "") -> dict[str, str]:
    """The attributes of a period."""
    return {key: value for key, value in (("DatumBegin", since), ("DatumEinde", until)) if value}


def country(*, abroad: bool = False) -> Element:
    """`Land`: Belgium, or the one foreign country of the demo."""
    nis, iso, text = ("169", "UKR", "Oekraïne") if abroad else ("150", "BEL", "BELGIE")
    return x("Land", x("NISCode", nis), x("ISOCode", iso), x("Naam", text))


def place(municipality: str, tag: str = "Plaats") -> Element:
    """`Plaats`: a municipality with its code, or a town abroad without."""
    nis = MUNICIPALITIES.get(municipality)
    town = x("Gemeente", x("NISCode", nis) if nis else None, x("Naam", municipality))
    return x(tag, town, country(abroad=nis is None))


def residence(home: Home, tag: str = "Hoofdverblijfplaats") -> Element:
    """An address in Belgium."""

    def named(name: str, text: str) -> Element:
        return x(name, x("String", text), x("Taal", "nl"))

    return x(
        tag,
        named("Straatnaam", home.street),
        x("Huisnummer", home.number),
        x("Busnummer", home.box) if home.box else None,
        named("Gemeentenaam", home.municipality),
        named("Land", "BELGIE"),
        x("Postcode", home.postcode),
        x("NISCodeLand", "150"),
        x("ISOCodeLand", "BEL"),
        x("NISCodeGemeente", home.nis),
        DatumBegin=home.since,
    )


def keeper(home: Home) -> Element:
    """`Beheerder`: the municipality that keeps the file."""
    return x(
        "Beheerder",
        x("Plaats", x("Gemeente", x("NISCode", home.nis), x("Naam", home.municipality)), country()),
        coded("Fusie", "0", "NEEN"),
        coded("Taalregime", "2", "Nederlands"),
        DatumBegin=home.since,
    )


def abroad(tag: str, since: str, until: str, *lines: str) -> Element:
    """An address in another country, in free lines."""
    texts = x("Teksten", *(x("Tekst", line) for line in lines))
    return x(tag, texts, country(abroad=True), **dated(since, until))
