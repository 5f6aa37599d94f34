"""GeefHistoriekPersoon and GeefHistoriekGezinssamenstelling for the cast."""

from __future__ import annotations

from collections.abc import Sequence

from burgerprofiel.simulators.magda.cast import BY_SLUG, Person, household
from burgerprofiel.simulators.magda.offer import NOTHING, Reply, x
from burgerprofiel.simulators.magda.world.family_lives import EARLIER, card, card_number
from burgerprofiel.simulators.magda.world.family_parts import (
    Element,
    abroad,
    coded,
    dated,
    keeper,
    name,
    place,
    residence,
    sex,
    someone,
)
from burgerprofiel.simulators.magda.world.family_person import (
    birth,
    civil_states,
    descent,
    living,
    member,
    nationalities,
)


def write_person(person: Person) -> Reply:
    """Return everything the register had before, the newest first."""
    if person.slug == "robin" or person.home is None:
        return NOTHING
    homes = [person.home, *reversed(EARLIER.get(person.slug, ()))]
    foreign = person.slug == "oksana"
    body = x(
        "HistoriekPersoon",
        x("INSZ", person.ssin),
        x("HistoriekNaam", name(person, since=person.born)),
        x("HistoriekGeslacht", sex(person)),
        None if foreign else x("HistoriekBeheerder", *map(keeper, homes)),
        x("HistoriekNationaliteit", *nationalities(person)),
        x("HistoriekGeboorte", birth(person)),
        x("HistoriekBurgerlijkeStaat", *_states(person)),
        _addresses([residence(home) for home in homes], foreign=foreign),
        x("HistoriekAfstamming", descent(person)) if person.parents else None,
        _documents(person),
        DatumCreatie="2024-12-05" if foreign else person.born,
        DatumModificatie=person.home.since,
    )
    return Reply((body,))


def _addresses(main: Sequence[Element], *, foreign: bool) -> Element:
    away = abroad("VerblijfplaatsBuitenland", "1992-01-01", "2024-12-04", "vul. Zelena 12", "79005 Lviv")
    return x(
        "HistoriekAdressen",
        x("HistoriekHoofdverblijfplaats", *main),
        x("HistoriekVerblijfplaatsBuitenland", away) if foreign else None,
    )


def _states(person: Person) -> list[Element]:
    """The status of today and those before it."""
    earlier = {
        "jozef": [("20", "Gehuwd", "1978-05-20"), ("10", "Ongehuwd", person.born)],
        "godelieve": [("20", "Gehuwd", "1994-07-02"), ("10", "Ongehuwd", person.born)],
    }.get(person.slug, [("10", "Ongehuwd", person.born)] if person.civil_status[0] != "10" else [])
    older = [x("BurgerlijkeStaat", x("Code", a), x("Omschrijving", b), DatumBegin=since) for a, b, since in earlier]
    return [*civil_states(person), *older]


def _documents(person: Person) -> Element | None:
    document = card(person)
    if document is None or person.home is None or person.slug in ("lotte", "stan"):
        return None
    year = int(document.issued[:4])
    body = (
        coded("Type", document.code, document.name),
        x("Nummer", card_number(person)[::-1]),
        place(person.home.municipality),
    )
    older = x("Identiteitsbewijs", *body, **dated(f"{year - 5}-06-01", document.issued))
    return x("HistoriekIdentiteitsbewijs", older)


def write_household(person: Person) -> Reply:
    """Return the households somebody was part of; a student's parents' home, a widower's marriage."""
    if person.slug == "robin" or person.home is None or person.died:
        return NOTHING
    people = household(person)
    households = [[member(other, people[0]) for other in people]]
    if person.slug == "jozef":
        households.append([_before(person, "01", "Gezinshoofd"), _before(BY_SLUG["maria"], "02", "Echtgenote")])
    if person.slug == "noor":
        mother, father = BY_SLUG["an"], BY_SLUG["pieter"]
        young = _before(person, "03", "Dochter", since=person.born, until="2004-09-19")
        households.append(
            [
                _before(father, "01", "Gezinshoofd", since="1985-03-14", until="2004-09-19"),
                _before(mother, "02", "Echtgenote", since="1985-03-14", until="2004-09-19"),
                young,
            ]
        )
    shown = (x("Gezinssamenstelling", x("Gezinsleden", *members)) for members in households)
    return Reply((x("HistoriekGezinssamenstelling", *map(_with_source, shown)),))


def _before(person: Person, code: str, text: str, *, since: str = "1979-04-01", until: str = "2021-11-08") -> Element:
    element = someone("Gezinslid", person, coded("Positie", code, text), living(), since=since)
    element.set("DatumEinde", until)
    return element


def _with_source(composition: Element) -> Element:
    for one in composition.iter("Gezinslid"):
        one.append(coded("Bron", "RR", "Rijksregister"))
    return composition
