"""GeefPersoon for the cast: the whole file of one person."""

from __future__ import annotations

from collections.abc import Iterator

from burgerprofiel.simulators.magda.cast import BY_SLUG, CAST, Person, household
from burgerprofiel.simulators.magda.offer import NOTHING, Reply, x
from burgerprofiel.simulators.magda.world.family_lives import SECOND_NATIONALITY, card, card_number, deed
from burgerprofiel.simulators.magda.world.family_parts import (
    Element,
    coded,
    dated,
    keeper,
    name,
    place,
    residence,
    sex,
    someone,
)


def write(person: Person) -> Reply:
    """Return the person's file."""
    if person.slug == "robin":
        return NOTHING
    foreign = person.slug == "oksana"
    home = person.home
    since = home.since if home else person.born
    body = x(
        "Persoon",
        x("INSZ", person.ssin),
        name(person, since=person.born, call=True),
        sex(person),
        None if foreign or home is None else keeper(home),
        _register(person),
        x("Nationaliteiten", *nationalities(person)),
        birth(person),
        x("BurgerlijkeStaten", *civil_states(person)),
        x("Adressen", residence(home)) if home and not person.died else None,
        *_family(person),
        *_papers(person),
        *_special(person),
        Bron="KSZ" if foreign else "RR",
        DatumCreatie="2024-12-05" if foreign else person.born,
        DatumModificatie=person.died or since,
    )
    return Reply((body,))


def _register(person: Person) -> Element:
    if person.slug == "oksana":
        return x("Register", x("Code", "BIS"), x("Omschrijving", "BIS-register", Taal="nl"), DatumBegin="2024-12-05")
    return x("Register", x("Code", "02"), x("Omschrijving", "Bevolkingsregister", Taal="nl"), DatumBegin=person.born)


def nationalities(person: Person) -> Iterator[Element]:
    """Yield the nationalities, each since when."""
    held = [(*person.nationality, person.born)]
    if person.slug in SECOND_NATIONALITY:
        held.append(SECOND_NATIONALITY[person.slug])
    for code, text, since in held:
        yield x("Nationaliteit", x("Code", code), x("Omschrijving", text), DatumBegin=since)


def birth(person: Person) -> Element:
    """`Geboorte`."""
    known = person.slug != "oksana"
    proof = ("00", "Uittreksel uit de geboorteakte") if known else ("99", "Zonder bewijsstuk")
    return x(
        "Geboorte",
        x("Datum", person.born),
        place(person.birthplace),
        x("Aktenummer", deed(person)) if known else None,
        x("Bewijsstuk", x("Code", proof[0]), x("Omschrijving", proof[1])),
        DatumBegin=person.born,
    )


def civil_states(person: Person) -> Iterator[Element]:
    """Yield the civil status of today, with the partner and the place of the marriage."""
    code, text, since = person.civil_status
    partner = BY_SLUG.get("maria" if person.slug == "jozef" else person.partner)
    yield x(
        "BurgerlijkeStaat",
        x("Code", code),
        x("Omschrijving", text, Taal="nl"),
        someone("Partner", partner) if partner else None,
        place("Zonnegem") if code == "20" else None,
        x("Aktenummer", "0018") if code == "20" else None,
        _ruling() if code == "40" else None,
        **dated(since or person.born),
    )


def _ruling() -> Element:
    court = x("Rechtbank", x("Code", "01"), x("Omschrijving", "Uitspraak door de Rechtbank van Eerste Aanleg"))
    written = x("OverschrijvingRegister", x("Datum", "2009-03-16"), place("Ninove"))
    return x("Uitspraak", x("Datum", "2009-01-20"), court, written)


def _family(person: Person) -> Iterator[Element]:
    if person.parents:
        yield x("Afstammingen", descent(person))
    children = [other for other in CAST if person.slug in other.parents]
    if children:
        yield x("AfstammingenDalendeLijn", *map(_child, children))
    if person.home is None or person.died:
        return
    people = household(person)
    if people[0] is not person:
        yield reference(person, people[0])
    elif len(people) > 1:
        yield x("Gezinsleden", *(member(other, people[0]) for other in people[1:]))


def descent(person: Person) -> Element:
    """`Afstamming`: of whom somebody is a child."""
    parents = x("Ouders", *(someone("Ouder", BY_SLUG[slug]) for slug in person.parents))
    kind = x("Type", x("Code", "10"), x("Omschrijving", "Kind"))
    return x(
        "Afstamming", kind, parents, place(person.birthplace), x("Aktenummer", deed(person)), DatumBegin=person.born
    )


def _child(child: Person) -> Element:
    kind = x("Type", x("Code", "10"), x("Omschrijving", "Kind"))
    return x("AfstammingDalendeLijn", kind, someone("Kind", child), DatumBegin=child.born)


def position(person: Person, head: Person) -> tuple[str, str]:
    """Code and name of somebody's place towards the reference person."""
    if person is head:
        return ("01", "Gezinshoofd" if len(household(person)) > 1 else "Alleenstaande")
    if person.slug == head.partner:
        return ("02", "Echtgenote" if person.sex == "2" else "Echtgenoot")
    return ("03", "Dochter" if person.sex == "2" else "Zoon")


def reference(person: Person, head: Person) -> Element:
    """`Referentiepersoon`, with the subject's own position."""
    home = person.home.since if person.home else ""
    return someone("Referentiepersoon", head, coded("Positie", *position(person, head)), living(), since=home)


def member(person: Person, head: Person) -> Element:
    """`Gezinslid`."""
    since = max(person.born, person.home.since if person.home else person.born)
    return someone("Gezinslid", person, coded("Positie", *position(person, head)), living(), since=since)


def living() -> Element:
    """`Woonvorm`."""
    return x("Woonvorm", x("Code", "00"), x("Omschrijving", "Gezin niet collectief wonen", Taal="nl"))


def _papers(person: Person) -> Iterator[Element]:
    document = card(person)
    if document:
        expiry = x("Vervalgegevens", x("Vervaldatum", document.expires))
        body = (coded("Type", document.code, document.name), x("Nummer", card_number(person)), expiry)
        issued = place(person.home.municipality) if person.home else None
        yield x("Identiteitsbewijzen", x("Identiteitsbewijs", *body, issued, DatumBegin=document.issued))


def _special(person: Person) -> Iterator[Element]:
    if person.died:
        body = (x("Datum", person.died), place("Aalst"), x("Aktenummer", "1121"))
        yield x("Overlijden", *body, DatumBegin=person.died)
        yield x("Statussen", x("Status", x("Code", "99990"), x("Omschrijving", "Overleden"), DatumBegin=person.died))
    if person.slug == "jozef":
        yield _wish()
    if person.slug == "oksana":
        reason = x("Reden", x("Code", "020000"), x("Omschrijving", "Asiel en diverse bescherming"))
        yield x("WettigeVerblijven", x("WettigVerblijf", x("Redenen", reason), DatumBegin="2024-12-05"))
    if person.slug == "godelieve":
        order = (x("Code", "111"), x("Omschrijving", "Persoon onder bewind"))
        yield x("Statussen", x("Status", *order, DatumBegin="2022-05-17"))


def _wish() -> Element:
    contract = x("Situatie", x("Code", "00"), x("Omschrijving", "geen uitvaartcontract"))
    return x(
        "LijkbezorgingEnRitueel",
        coded("WijzeVanLijkbezorging", "04", "Crematie gevolgd door bijzetting van de as in het columbarium"),
        x("Ritueel", x("Code", "01"), x("Omschrijving", "een uitvaartplechtigheid volgens de Katholieke Godsdienst")),
        x("PlaatsRegistratie", x("NISCode", "41999"), x("Naam", "Zonnegem")),
        x("DatumDocument", "2022-03-01"),
        x("Contract", contract),
        place("Zonnegem", "Begraafplaats"),
        DatumBegin="2022-03-01",
    )
