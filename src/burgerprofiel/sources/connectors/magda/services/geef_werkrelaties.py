"""Where somebody works or worked as an employee: what employers declared when work began and ended (Dimona).

Service Werk/GeefWerkrelaties 02.00; question as in the public template, answer tree in contracts/mbp.md §7.4.
"""

from __future__ import annotations

import msgspec

from burgerprofiel.kit import clock
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Answers, Children, Origin, Service

DIMONA_BEGAN = "2003-01-01"
"""Employers declare to Dimona since 2003; earlier work is not in this source."""


class InterimUser(msgspec.Struct, frozen=True):
    """The enterprise where somebody works through a temporary employment agency."""

    name: str
    number: str
    """CBE number, ten digits."""
    nsso_number: str
    joint_committee: str


class Workplace(msgspec.Struct, frozen=True):
    """Where the work is done: a name and the lines of the address, each perhaps empty."""

    name: str
    lines: tuple[str, ...]


class Contract(msgspec.Struct, frozen=True, kw_only=True):
    """One employment as the employer declared it. Texts are empty where the declaration says nothing."""

    employer: str
    """CBE number, ten digits."""
    nsso_number: str
    sub_entity: str
    """Number of the part of the employer (a school of a school board)."""
    source: str
    number: str
    """Dimona number of the declaration."""
    began: PartialDate | None
    ended: PartialDate | None
    """May lie in the future: the end that the employer expects."""
    joint_committee: str
    kind: str
    """Dimona code of the kind of worker: `OTH`, `STU`, `FLX`, …"""
    duration: str
    """In words: long or short service."""
    planned_days: int | None
    cancelled: bool
    last_act: str
    declared: PartialDate | None
    changed: PartialDate | None
    control_cards: tuple[str, ...]
    interim_user: InterimUser | None
    workplace: Workplace | None


class Employments(msgspec.Struct, frozen=True):
    """All contracts, in the order of the source."""

    contracts: tuple[Contract, ...]


def parse(inhoud: Node) -> Employments | None:
    """Read the contracts; None when there are none."""
    contracts = tuple(_contract(node) for node in inhoud.all("Contracten/Contract"))
    return Employments(contracts) if contracts else None


def _contract(node: Node) -> Contract:
    return Contract(
        employer=node.text("Relatie/Werkgever/Ondernemingsnummer"),
        nsso_number=node.text("Relatie/Werkgever/RSZNummer"),
        sub_entity=node.text("Relatie/Werkgever/DeelEntiteit"),
        source=_described(node, "Bron"),
        number=node.text("Aangifte/DimonaNummer"),
        began=lenient.day(node, "Aangifte/PeriodeTijdstip/Begin/Datum"),
        ended=lenient.day(node, "Aangifte/PeriodeTijdstip/Einde/Datum"),
        joint_committee=node.text("Aangifte/ParitairComite"),
        kind=node.text("Aangifte/AardWerknemer"),
        duration=_described(node, "Aangifte/ServiceCategorie"),
        planned_days=lenient.count(node, "Aangifte/AantalGeplandeWerkdagen"),
        cancelled=bool(lenient.flag(node, "Aangifte/Geannuleerd")),
        last_act=_described(node, "Aangifte/LaatsteDimonaActie"),
        declared=lenient.day_of(node.attribute("DatumTijdstipCreatie", "Aangifte")),
        changed=lenient.day_of(node.attribute("DatumTijdstipModificatie", "Aangifte")),
        control_cards=(
            *node.texts("Aangifte/Controlekaarten/KaartnummerEersteMaand"),
            *node.texts("Aangifte/Controlekaarten/KaartnummerVolgendeMaand"),
        ),
        interim_user=_interim_user(node.one("InterimOnderneming")),
        workplace=_workplace(node.one("PlaatsTewerkstelling")),
    )


def _described(node: Node, path: str) -> str:
    """Return the description that stands beside a code, or else the code."""
    code, description = node.text(path), node.attribute("Beschrijving", path)
    return description or code


def _interim_user(node: Node | None) -> InterimUser | None:
    if node is None:
        return None
    return InterimUser(
        name=node.text("Naam"),
        number=node.text("Ondernemingsnummer"),
        nsso_number=node.text("RSZNummer"),
        joint_committee=node.text("ParitairComite"),
    )


def _workplace(node: Node | None) -> Workplace | None:
    if node is None:
        return None
    street = f"{node.text('Adres/Straat/Naam')} {node.text('Adres/Huisnummer')}".strip()
    box = node.text("Adres/Busnummer")
    place = f"{node.text('Adres/Gemeente/PostCode')} {node.text('Adres/Gemeente/Naam')}".strip()
    lines = (f"{street} bus {box}" if box else street, place, node.text("Adres/Land/Naam"))
    return Workplace(node.text("Naam"), tuple(line for line in lines if line))


def question(ssin: Ssin, _given: Answers) -> Children:
    """Ask for every employment since Dimona began, the deleted ones left out."""
    today = clock.today().isoformat()
    criteria: Children = [
        ("Relatie", [("Werknemer", [("INSZ", ssin.digits)])]),
        ("Bron", "RSZ"),
        ("Periode", [("Begin", DIMONA_BEGAN), ("Einde", today)]),
        ("EnkelGestartOfBeeindigd", "0"),
        ("SchrappingsIndicatie", "0"),
    ]
    return [("Criteria", criteria)]


def subjects(inhoud: Node) -> tuple[str, ...]:
    """The employees the contracts are about."""
    return inhoud.texts("Contracten/Contract/Relatie/Werknemer/INSZ")


SERVICE = Service(
    name="GeefWerkrelaties",
    version="02.00.0000",
    domain="Werk",
    namespace="http://webservice.geefwerkrelatiesdienst-02_00.werk-02_00.vip.vlaanderen.be",
    origin=Origin.RSZ,
    result=Employments,
    parse=parse,
    subjects=subjects,
    question=question,
)
