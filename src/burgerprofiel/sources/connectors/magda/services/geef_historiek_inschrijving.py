"""Where somebody was enrolled: compulsory, adult and higher education, as the Flemish education department knows it."""

from __future__ import annotations

import msgspec

from burgerprofiel.kit import clock
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Answers, Children, Origin, Service

FIRST_DAY = "1990-01-01"
"""The source wants a period; it holds nothing older."""


class Place(msgspec.Struct, frozen=True):
    """A school or one of its sites: where it is and how to reach it."""

    name: str
    kind: str
    street: str
    municipality: str
    phone: str
    email: str
    website: str


class Compulsory(msgspec.Struct, frozen=True):
    """A year, or part of it, in nursery, primary or secondary school."""

    group: str
    """The class or study: "1ste leerjaar A"."""
    level: str
    kind: str
    """Gewoon or Buitengewoon onderwijs."""
    special_type: str
    programme: str
    """Voltijds, Deeltijds, Syntra."""
    year: int | None
    """The school year that begins in this calendar year."""
    first_lesson: PartialDate | None
    begin: PartialDate | None
    end: PartialDate | None
    left_why: str
    left_for: str
    newcomer: bool | None
    """Lessons for newcomers who speak another language (now)."""
    former_newcomer: bool | None


class Adult(msgspec.Struct, frozen=True):
    """A module of adult education."""

    training: str
    description: str
    leads_to_diploma: bool | None
    variant: str
    track: str
    """Standaard or Verkort."""
    module: str
    module_description: str
    module_track: str
    left: PartialDate | None
    result: str
    proofs: tuple[str, ...]
    """References of the LED to what was earned."""


class Credits(msgspec.Struct, frozen=True):
    """Credits of one enrolment, by what became of them."""

    taken: int | None
    earned: int | None
    tolerated: int | None
    no_result: int | None
    not_earned: int | None
    exempted: int | None
    withdrawn: int | None


class Higher(msgspec.Struct, frozen=True):
    """An enrolment at a university or university college."""

    training: str
    kind: str
    degree: str
    year: int | None
    """The academic year that begins in this calendar year."""
    contract: str
    left: PartialDate | None
    credits: Credits
    size: int | None
    """Credits of the whole training."""
    size_sufficient: bool | None
    diploma_possible: bool | None
    previous: str
    following: str
    proofs: tuple[str, ...]


class Enrolment(msgspec.Struct, frozen=True):
    """One enrolment; exactly one of the three kinds is filled in, when the source says which."""

    school: Place
    site: Place | None
    enrolled: PartialDate | None
    status: str
    compulsory: Compulsory | None
    adult: Adult | None
    higher: Higher | None


def parse(inhoud: Node) -> tuple[Enrolment, ...] | None:
    """Read the enrolments, in the order of the source."""
    return tuple(_enrolment(node) for node in inhoud.all("Inschrijvingen/Inschrijving")) or None


def question(ssin: Ssin, _given: Answers) -> Children:
    """Ask for everything until today: the service requires a period."""
    today = clock.today().isoformat()
    return [("Criteria", [("INSZ", ssin.digits), ("Periode", [("Begin", FIRST_DAY), ("Einde", today)])])]


def _enrolment(node: Node) -> Enrolment:
    compulsory, adult, higher = (
        node.one(name) for name in ("LeerplichtOnderwijs", "Volwassenenonderwijs", "HogerOnderwijs")
    )
    part = compulsory or adult or higher
    site = node.one("OnderwijsLocatie")
    school = node.one("Instelling")
    return Enrolment(
        school=_place(school if school is not None else node),
        site=_place(site) if site is not None else None,
        enrolled=lenient.day(part, "DatumInschrijving") if part is not None else None,
        status=part.text("Status/Omschrijving") if part is not None else "",
        compulsory=_compulsory(compulsory) if compulsory is not None else None,
        adult=_adult(adult) if adult is not None else None,
        higher=_higher(higher) if higher is not None else None,
    )


def _place(node: Node) -> Place:
    street = (node.text("Adres/Straat/Naam"), node.text("Adres/Huisnummer"), node.text("Adres/Busnummer"))
    town = (node.text("Adres/Gemeente/PostCode"), node.text("Adres/Gemeente/Naam"))
    return Place(
        name=node.text("OfficieleNaam") or node.text("Omschrijving"),
        kind=node.text("Instantie"),
        street=" ".join(part for part in street if part),
        municipality=" ".join(part for part in town if part),
        phone=node.text("Contactgegevens/Telefoonnummer"),
        email=node.text("Contactgegevens/Email"),
        website=node.text("Contactgegevens/Website"),
    )


def _compulsory(node: Node) -> Compulsory:
    group = "InschrijvingAdministratieveGroep"
    return Compulsory(
        group=node.text(f"{group}/AdministratieveGroep/Naam"),
        level=node.text(f"{group}/AdministratieveGroep/Niveau/Omschrijving"),
        kind=node.text(f"{group}/AdministratieveGroep/SoortOnderwijs/Omschrijving"),
        special_type=node.text(f"{group}/TypeBuitengewoon/Omschrijving"),
        programme=node.text("SoortProgramma/Omschrijving"),
        year=lenient.count(node, "Schooljaar"),
        first_lesson=lenient.day(node, "DatumEersteLes"),
        begin=lenient.day(node, f"{group}/Periode/Begin"),
        end=lenient.day(node, f"{group}/Periode/Einde"),
        left_why=node.text(f"{group}/Uitschrijving/Aanleiding/Omschrijving"),
        left_for=node.text(f"{group}/Uitschrijving/SituatieNa/Omschrijving"),
        newcomer=lenient.flag(node, f"{group}/AnderstaligeNieuwkomer"),
        former_newcomer=lenient.flag(node, f"{group}/GewezenAnderstaligeNieuwkomer"),
    )


def _adult(node: Node) -> Adult:
    return Adult(
        training=node.text("Opleiding/Naam"),
        description=node.text("Opleiding/Omschrijving"),
        leads_to_diploma=lenient.flag(node, "Opleiding/Diplomagericht"),
        variant=node.text("Opleiding/Opleidingsvariant/Naam"),
        track=node.text("Opleiding/Opleidingsvariant/Traject/Omschrijving"),
        module=node.text("Module/Naam"),
        module_description=node.text("Module/Omschrijving"),
        module_track=node.text("Module/ModuleVariant/Traject/Omschrijving"),
        left=lenient.day(node, "DatumUitschrijving"),
        result=node.text("Resultaat/EvaluatieResultaat/Omschrijving"),
        proofs=node.texts("Resultaat/Studiebewijzen/Studiebewijs/LEDReferte"),
    )


def _higher(node: Node) -> Higher:
    return Higher(
        training=node.text("Opleiding/VolledigeNaam"),
        kind=node.text("Opleiding/Soort/Omschrijving"),
        degree=node.text("Opleiding/NaamElementen/Graad"),
        year=lenient.count(node, "Academiejaar"),
        contract=node.text("SoortContract/Omschrijving"),
        left=lenient.day(node, "DatumUitschrijving"),
        credits=_credits(node),
        size=lenient.count(node, "Studieomvang"),
        size_sufficient=lenient.flag(node, "ToereikendeStudieomvang"),
        diploma_possible=lenient.flag(node, "StudiebewijsHaalbaar"),
        previous=node.text("VorigeOpleiding/VolledigeNaam"),
        following=node.text("VolgendeOpleiding/VolledigeNaam"),
        proofs=node.texts("Studiebewijzen/Studiebewijs/LEDReferte"),
    )


def _credits(node: Node) -> Credits:
    return Credits(
        taken=lenient.count(node, "Studiepunten/Opgenomen"),
        earned=lenient.count(node, "Studiepunten/Verworven"),
        tolerated=lenient.count(node, "Studiepunten/Gedelibereerd"),
        no_result=lenient.count(node, "Studiepunten/GeenResultaat"),
        not_earned=lenient.count(node, "Studiepunten/NietVerworven"),
        exempted=lenient.count(node, "Studiepunten/Vrijgesteld"),
        withdrawn=lenient.count(node, "Studiepunten/Uitgeschreven"),
    )


SERVICE = Service(
    name="GeefHistoriekInschrijving",
    version="02.01.0000",
    domain="Onderwijs",
    namespace="http://webservice.geefhistoriekinschrijvingdienst-02_01.onderwijs.vlaanderen.be",
    origin=Origin.ONDERWIJS,
    result=tuple[Enrolment, ...],
    parse=parse,
    question=question,
)
