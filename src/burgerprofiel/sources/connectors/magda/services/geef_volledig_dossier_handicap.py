"""The full file at the VAPH: recognition, diagnosis, personal budget, aids, help and legal representatives."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.connectors.magda.services.disability_budget import PersonalBudget, read_personal_budget
from burgerprofiel.sources.connectors.magda.services.disability_care import (
    Agreement,
    Organisation,
    Sum,
    read_address,
    read_agreement,
    read_organisation,
    read_sum,
)
from burgerprofiel.sources.connectors.magda.services.disability_diagnosis import Diagnosis, read_diagnosis
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Answers, Children, Origin, Service

_FILE = "GeefVolledigDossierHandicap"


class CareFile(msgspec.Struct, frozen=True):
    """The file itself: number, contact details as the VAPH knows them, and whether a disability is recognised."""

    number: str
    address: tuple[str, ...]
    email: str
    phone: str
    recognised: bool | None
    begin: PartialDate | None
    end: PartialDate | None


class Invoice(msgspec.Struct, frozen=True):
    """An invoice for an aid."""

    supplier: str
    dated: PartialDate | None
    reference: str
    amount: Sum
    payable: bool | None


class Aid(msgspec.Struct, frozen=True):
    """An aid or adaptation that was asked for, and what was granted."""

    name: str
    description: str
    asked: PartialDate | None
    granted: Sum
    payable_from: PartialDate | None
    invoices: tuple[Invoice, ...]


class DirectHelp(msgspec.Struct, frozen=True):
    """Help that needs no budget (rechtstreeks toegankelijke hulp): who gives it, how often per year."""

    provider: Organisation
    years: tuple[tuple[int | None, int | None], ...]
    """Pairs of year and number of registrations."""


class Representative(msgspec.Struct, frozen=True):
    """A legal representative: national number and kind."""

    ssin: str
    kind: str


class FullDisabilityFile(msgspec.Struct, frozen=True):
    """Everything the VAPH knows. Missing parts are None or empty."""

    file: CareFile | None
    diagnosis: Diagnosis | None
    budget: PersonalBudget | None
    aids: tuple[Aid, ...]
    help: tuple[DirectHelp, ...]
    agreements: tuple[Agreement, ...]
    representatives: tuple[Representative, ...]


def parse(inhoud: Node) -> FullDisabilityFile | None:
    """Return the file, or None when there is none."""
    node = inhoud.one(_FILE)
    if node is None:
        return None
    file, diagnosis, budget = node.one("persoonsgegevens"), node.one("diagnose"), node.one("persoonsvolgendBudget")
    return FullDisabilityFile(
        file=_file(file) if file else None,
        diagnosis=read_diagnosis(diagnosis) if diagnosis else None,
        budget=read_personal_budget(budget) if budget else None,
        aids=tuple(map(_aid, node.all("imb/imbItem"))),
        help=tuple(map(_help, node.all("nietPvbGebondenZorg/rth/rthItem"))),
        agreements=tuple(map(read_agreement, node.all("nietPvbGebondenZorg/overeenkomsten/overeenkomstenItem"))),
        representatives=tuple(
            Representative(each.text("rijksregisternummer"), each.text("wettelijkeVertegenwoordigerType/omschrijving"))
            for each in node.all("wettelijkeVertegenwoordigers/wettelijkeVertegenwoordigersItem")
        ),
    )


def _file(node: Node) -> CareFile:
    return CareFile(
        number=node.text("dossiernummer"),
        address=read_address(node.one("adres")),
        email=node.text("emailadres"),
        phone=node.text("telefoonnummer"),
        recognised=lenient.flag(node, "erkenningHandicap/heeftHandicap"),
        begin=lenient.day(node, "erkenningHandicap/startdatum"),
        end=lenient.day(node, "erkenningHandicap/einddatum"),
    )


def _aid(node: Node) -> Aid:
    return Aid(
        name=node.text("imbHulpmiddel/naam"),
        description=node.text("omschrijvingHulpmiddel"),
        asked=lenient.day(node, "aanvraagdatum"),
        granted=read_sum(node, "toegewezenBedrag"),
        payable_from=lenient.day(node, "facturenBetaalbaarVanaf"),
        invoices=tuple(
            Invoice(
                supplier=each.text("leverancier"),
                dated=lenient.day(each, "factuurdatum"),
                reference=each.text("factuurReferentie"),
                amount=read_sum(each, "bedrag"),
                payable=lenient.flag(each, "betaalbaar"),
            )
            for each in node.all("bewijzen/bewijzenItem")
        ),
    )


def _help(node: Node) -> DirectHelp:
    return DirectHelp(
        provider=read_organisation(node),
        years=tuple(
            (lenient.count(each, "jaar"), lenient.count(each, "aantalRegistraties"))
            for each in node.all("registratiesPerJaar/registratiesPerJaarItem")
        ),
    )


def subjects(inhoud: Node) -> Sequence[str]:
    """The person of the file, when the source wrote a whole national number there."""
    numbers = inhoud.texts(f"{_FILE}/persoonsgegevens/rijksregisternummer")
    return [number for number in numbers if len(number) == 11 and number.isdigit()]


def question(ssin: Ssin, _given: Answers) -> Children:
    """Ask by the element that the VAPH uses for the national number."""
    return [("Criteria", [("rrnr", ssin.digits)])]


SERVICE = Service(
    name="GeefVolledigDossierHandicap",
    version="03.00.0000",
    domain="SocZek",
    namespace="http://magda.vlaanderen.be/soczek/soap/geefvolledigdossierhandicap/v03_00",
    origin=Origin.VAPH,
    result=FullDisabilityFile,
    parse=parse,
    subjects=subjects,
    question=question,
)
