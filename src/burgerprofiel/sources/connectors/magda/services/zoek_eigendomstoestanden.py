"""What somebody owns: parcels and buildings in Belgium, as the land register (Kadaster) writes them down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import msgspec

from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Origin, Service

STATES = "Eigendom/Eigendomstoestanden/Eigendomstoestand"


class Income(msgspec.Struct, frozen=True):
    """The cadastral income of a part of a parcel: what taxes are counted on."""

    amount: Money | None
    kind: str
    """Taxable, provisional…"""
    nature: str
    """Ordinary built or unbuilt property, industrial…"""
    reasons: tuple[str, ...]
    per_hectare: Decimal | None
    """Cadastral income per surface, in euro per hectare."""
    area: Decimal | None
    """In m²."""
    area_checked: str
    water_board: str
    """Polder or watering the parcel lies in."""
    municipality: str


class Building(msgspec.Struct, frozen=True):
    """A building, or a flat in one."""

    street: str
    number: str
    box: str
    municipality: str
    country: str
    address_since: PartialDate | None
    nature: str
    """What it is: `HUIS`, `MAGAZIJN`…"""
    kind: str
    quality: str
    attachment: str
    """Open, half-open, closed."""
    built: str
    """A year, or "van 1900 tot 1918"."""
    changed: str
    """Year of the last physical change."""
    used_area: Decimal | None
    floor_area: Decimal | None
    built_area: Decimal | None
    dwellings: int | None
    rooms: int | None
    bedrooms: int | None
    bathrooms: int | None
    garages: int | None
    covered_parking: int | None
    lifts: int | None
    floors_above: int | None
    floors_below: int | None
    cellars: int | None
    attic_floor: bool | None
    central_heating: bool | None
    solar_panels: bool | None
    pool: str


class Holder(msgspec.Struct, frozen=True):
    """Somebody with a right on a property."""

    name: str
    postcode: str
    lives_here: bool | None


class Right(msgspec.Struct, frozen=True):
    """A right on a property: who, which, and what share. A community has several holders for one share."""

    holders: tuple[Holder, ...]
    held_as: str
    """In gemeenschap, Natuurlijk persoon, Rechtspersoon."""
    kind: str
    """Volle eigendom, Vruchtgebruik…"""
    share: str
    """`1/2`; empty when undetermined or not given."""


class Property(msgspec.Struct, frozen=True):
    """A parcel, with what stands on it and who has which right."""

    reference: str
    """The capakey as people read it: section, number, exponents, partition."""
    division: str
    nature: str
    status: str
    article: str
    """The article of the register; tax letters quote it."""
    land: tuple[str, ...]
    """What the unbuilt parts are."""
    place: str
    """The field's name or street, for what is not built on."""
    private_part: str
    """The description of a flat within its building."""
    low_energy: bool | None
    since: PartialDate | None
    until: PartialDate | None
    valid_since: PartialDate | None
    """Since when the parcel is described so."""
    valid_until: PartialDate | None
    doubtful: bool
    """The land register itself is not sure."""
    incomes: tuple[Income, ...]
    buildings: tuple[Building, ...]
    rights: tuple[Right, ...]


def parse(inhoud: Node) -> tuple[Property, ...] | None:
    """Read the properties, in the order of the source."""
    people = _parties(inhoud)
    return tuple(_property(node, people) for node in inhoud.all(STATES)) or None


def subjects(inhoud: Node) -> Sequence[str]:
    """The people with a right on the properties."""
    return inhoud.texts("Eigendom/Partijen/Personen/Persoon/INSZ")


def _parties(inhoud: Node) -> Mapping[str, tuple[str, str]]:
    """Name and postcode of everybody and every body in the answer, by its number there."""
    found: dict[str, tuple[str, str]] = {}
    for person in inhoud.all("Eigendom/Partijen/Personen/Persoon"):
        given, family = (person.texts(f"Naam/{name}") for name in ("Voornamen/Voornaam", "Achternamen/Achternaam"))
        found[person.text("PartijId")] = (" ".join((*given[:1], *family)), person.text("Gemeente/PostCode"))
    for company in inhoud.all("Eigendom/Partijen/Ondernemingen/Onderneming"):
        found[company.text("PartijId")] = (lenient.first(company, "Naam", "Ondernemingsnummer"), "")
    return found


def _property(node: Node, people: Mapping[str, tuple[str, str]]) -> Property:
    parcel, status = node.one("Perceel") or node, node.one("StatusInformatie") or node
    return Property(
        reference=_reference(parcel),
        division=parcel.text("Identificatie/KadastraleAfdeling/Omschrijving").rstrip("/"),
        nature=parcel.text("AardKadastraalPerceel/Omschrijving").rstrip("# "),
        status=parcel.text("StatusPatrimoniaalPerceel/Omschrijving"),
        article=status.text("ArtikelInschrijving/Huidig"),
        land=tuple(dict.fromkeys(parcel.texts("LijstOnbebouwd/Onbebouwd/PUR/Aard/Omschrijving"))),
        place=", ".join(dict.fromkeys(parcel.texts("LijstOnbebouwd/Onbebouwd/Locatie"))),
        private_part=parcel.text("BeschrijvingPrivatiefGedeelte"),
        low_energy=lenient.flag(parcel, "EnergieZuinigeWoning"),
        since=_since(status),
        until=_end(status, "PeriodeStatus"),
        valid_since=_begin(parcel, "PeriodeGeldigheidPerceel"),
        valid_until=_end(parcel, "PeriodeGeldigheidPerceel"),
        doubtful=lenient.flag(status, "Dubieus") is True,
        incomes=tuple(
            found for part in parcel.all("AlgemeneInformaties/AlgemeneInformatie") if (found := _income(part))
        ),
        buildings=tuple(_building(found) for found in parcel.all("Gebouwen/Gebouw")),
        rights=tuple(right for found in node.all("EigenaarsRechten/EigenaarRecht") for right in _rights(found, people)),
    )


def _reference(parcel: Node) -> str:
    names = ("Sectie", "Grondnummer", "Cijferexponent", "Letterexponent", "Partitie")
    return " ".join(text for name in names if (text := parcel.text(f"Identificatie/{name}")))


def _begin(node: Node, path: str) -> PartialDate | None:
    """The day a period began; the year when the register has only that."""
    day, year = lenient.day(node, f"{path}/Begin"), lenient.day(node, f"{path}/JaarBegin")
    return day or year


def _since(status: Node) -> PartialDate | None:
    """Since when the right holds: in law, else in the register."""
    return lenient.day(status, "PeriodeJuridisch/Begin") or _begin(status, "PeriodeStatus")


def _end(node: Node, path: str) -> PartialDate | None:
    day, year = lenient.day(node, f"{path}/Einde"), lenient.day(node, f"{path}/JaarEinde")
    return day or year


def _income(part: Node) -> Income | None:
    """A part without income, surface or polder holds only numbers of the register itself."""
    found = Income(
        amount=_euros(part),
        kind=part.text("KadastraalInkomen/Lettercode/Omschrijving"),
        nature=part.text("KadastraalInkomen/CijferCode/Omschrijving"),
        reasons=part.texts("KadastraalInkomen/Motiveringen/Motivering/Omschrijving"),
        per_hectare=lenient.number(part, "KadastraalInkomenPerOppervlakte"),
        area=lenient.number(part, "Oppervlakte/Belast"),
        area_checked=part.text("ValidatieOppervlakte/Omschrijving"),
        water_board=part.text("IdentificatiePolderOfWatering/Omschrijving"),
        municipality=part.text("Gemeente/Naam"),
    )
    return found if found.amount is not None or found.area is not None or found.water_board else None


def _euros(part: Node) -> Money | None:
    number = lenient.number(part, "KadastraalInkomen/Bedrag")
    return None if number is None else Money.euros(number)


def _building(node: Node) -> Building:
    return Building(
        street=node.text("Adres/Straat/Naam"),
        number=lenient.first(node, "Adres/Huisnummer", "Adres/Sortering/Huisnummer", "AnderNummer"),
        box=node.text("Adres/Busnummer"),
        municipality=node.text("Adres/Gemeente/Naam"),
        country=node.text("Adres/Land/Naam"),
        address_since=lenient.day_of(node.attribute("DatumBegin", "Adres")),
        nature=node.text("PUR/Aard/Omschrijving").rstrip("# "),
        kind=node.text("Constructie/Indicatie/Omschrijving"),
        quality=_known(node, "Constructie/Kwaliteit/Omschrijving"),
        attachment=_known(node, "Constructie/Type/Omschrijving"),
        built=lenient.first(node, "Constructie/Jaar/Omschrijving", "Jaar/Van", "Jaar/Tot"),
        changed=node.text("JaarFysiekeModificatie"),
        used_area=lenient.number(node, "Oppervlakte/Gebruikte"),
        floor_area=lenient.number(node, "TotaleOppervlakteVloer"),
        built_area=lenient.number(node, "BebouwdeOppervlakte"),
        dwellings=lenient.count(node, "AantalWoongelegenheden"),
        rooms=lenient.count(node, "AantalRuimtes"),
        bedrooms=lenient.count(node, "AantalSlaapkamers"),
        bathrooms=lenient.count(node, "AantalBadkamers"),
        garages=lenient.count(node, "AantalGarages"),
        covered_parking=lenient.count(node, "AantalOverdekteParkeerplaatsen"),
        lifts=lenient.count(node, "TotaalAantalLiften"),
        floors_above=lenient.count(node, "AantalVerdiepingen/Bovengronds"),
        floors_below=lenient.count(node, "AantalVerdiepingen/Ondergronds"),
        cellars=lenient.count(node, "AantalKelderverdiepingen"),
        attic_floor=lenient.flag(node, "Dakverdieping"),
        central_heating=lenient.flag(node, "CentraleVerwarming"),
        solar_panels=lenient.flag(node, "Zonnepanelen"),
        pool=_pool(node),
    )


def _pool(node: Node) -> str:
    """Code 0 says that there is none."""
    text = node.text("Zwembad/Omschrijving")
    return text if lenient.count(node, "Zwembad/Code") else ""


def _known(node: Node, path: str) -> str:
    return node.text(path).strip("-")


def _rights(node: Node, people: Mapping[str, tuple[str, str]]) -> list[Right]:
    holders = tuple(_holder(party, people) for party in node.all("LijstId/PartijId"))
    held_as = node.text("Type/Omschrijving")
    found = node.all("ZakelijkRecht/Ongestructureerd/Rechten/Recht")
    return [Right(holders, held_as, right.text("Type/Omschrijving"), _share(right)) for right in found] or [
        Right(holders, held_as, "", "")
    ]


def _holder(party: Node, people: Mapping[str, tuple[str, str]]) -> Holder:
    name, postcode = people.get(party.text(), ("", ""))
    lives = {"1": True, "0": False}.get(party.attribute("WoontOpEigendom"))
    return Holder(name=name, postcode=postcode, lives_here=lives)


def _share(right: Node) -> str:
    if lenient.flag(right, "NietBepaald"):
        return ""
    numerator, denominator = right.text("Aandeel/Teller"), right.text("Aandeel/Noemer")
    return f"{numerator}/{denominator}" if numerator and denominator else ""


SERVICE = Service(
    name="ZoekEigendomstoestanden",
    version="02.00.0000",
    domain="Kadaster",
    namespace="http://webservice.zoekeigendomstoestandendienst-02_00.kadaster-02_00.vip.vlaanderen.be",
    origin=Origin.KADASTER,
    result=tuple[Property, ...],
    parse=parse,
    subjects=subjects,
)
