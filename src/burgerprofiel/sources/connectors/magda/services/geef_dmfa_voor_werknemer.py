"""What an employer declared about a worker for each quarter: days, hours and pay (DmfA, the quarterly declaration).

Service Werk/GeefDmfaVoorWerknemer 03.00; question as in the public template. Amounts are whole cents; days and hours
are hundredths (`3800` = 38 hours), as in the declaration itself.
"""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from burgerprofiel.kit import clock
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Answers, Children, Origin, Service

YEARS = 5
"""How far back we ask: long enough for a discussion with an employer about pay (the claim lapses after five years)."""


class Worked(msgspec.Struct, frozen=True):
    """Days of one kind in the quarter; `code` is the declaration's (1 = normal work)."""

    code: str
    days: Decimal | None


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One employment inside a quarter."""

    began: PartialDate | None
    ended: PartialDate | None
    joint_committee: str
    days_per_week: Decimal | None
    part_time: bool | None
    hours: Decimal | None
    """Average hours a week of this worker."""
    full_hours: Decimal | None
    """Average hours a week of a full-time colleague."""
    sick_pay: Money | None
    """Gross pay during illness."""
    workplace: str
    """Number of the establishment."""
    workplace_nis: str
    """NIS code of its municipality."""
    worked: tuple[Worked, ...]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A worker's line: one kind of worker, with the jobs of that kind."""

    worker_code: str
    employer_category: str
    began: PartialDate | None
    ended: PartialDate | None
    cross_border: bool | None
    jobs: tuple[Job, ...]


class Declaration(msgspec.Struct, frozen=True, kw_only=True):
    """One employer's declaration for one quarter, in one of its versions."""

    number: str
    version: str
    status: str
    """In the source's words: new, changed, cancelled."""
    created: PartialDate | None
    replaced: bool
    """A later version exists."""
    replaces: bool
    """It corrects an earlier version."""
    quarter: str
    """`20241`: year and quarter."""
    employer: str
    nsso_number: str
    source: str
    sector: str
    under_trustee: bool | None
    net_due: Money | None
    """What the employer owes the NSSO for all its workers together."""
    holidays_begin: PartialDate | None
    lines: tuple[Line, ...]

    @property
    def cancelled(self) -> bool:
        """Whether the employer took this declaration back."""
        return self.status.lower() == "geannuleerd"


class Declarations(msgspec.Struct, frozen=True):
    """All declarations, in the order of the source."""

    declarations: tuple[Declaration, ...]


def parse(inhoud: Node) -> Declarations | None:
    """Read the declarations; None when there are none."""
    found = tuple(_declaration(node) for node in inhoud.all("Attesten/Attest"))
    return Declarations(found) if found else None


def _declaration(node: Node) -> Declaration:
    return Declaration(
        number=node.text("Identificatie/Nummer"),
        version=node.text("Identificatie/Versie"),
        status=node.text("Identificatie/Status/Omschrijving"),
        created=lenient.day(node, "Identificatie/DatumCreatie"),
        replaced=bool(node.text("Versie/Volgende")),
        replaces=bool(node.text("Versie/Vorige")),
        quarter=node.text("AangifteWerkgever/Kwartaal"),
        employer=node.text("AangifteWerkgever/Ondernemingsnummer"),
        nsso_number=node.text("AangifteWerkgever/RSZNummer"),
        source=node.text("AangifteWerkgever/Bron"),
        sector=node.text("AangifteWerkgever/SectorIndicator"),
        under_trustee=lenient.flag(node, "AangifteWerkgever/OnderCuratele"),
        net_due=_cents(node, "AangifteWerkgever/VerschuldigdNettoBedrag"),
        holidays_begin=lenient.day(node, "AangifteWerkgever/DatumBeginVakantie"),
        lines=tuple(_line(line) for line in node.all("AangifteWerkgever/Werknemer/Werknemerslijn")),
    )


def _line(node: Node) -> Line:
    return Line(
        worker_code=node.text("Kerngetal"),
        employer_category=node.text("Categorie"),
        began=lenient.day(node, "Periode/Begin"),
        ended=lenient.day(node, "Periode/Einde"),
        cross_border=lenient.flag(node, "Grensarbeider"),
        jobs=tuple(_job(job) for job in node.all("Tewerkstellingen/Tewerkstelling")),
    )


def _job(node: Node) -> Job:
    return Job(
        began=lenient.day(node, "Periode/Begin"),
        ended=lenient.day(node, "Periode/Einde"),
        joint_committee=node.text("ParitairComite"),
        days_per_week=_hundredths(node, "AantalWerkdagenPerWeek"),
        part_time=lenient.flag(node, "TypeContract"),
        hours=_hundredths(node, "GemiddeldAantalUrenPerWeek/Werknemer"),
        full_hours=_hundredths(node, "GemiddeldAantalUrenPerWeek/Referentiepersoon"),
        sick_pay=_cents(node, "Informatie/BrutoLoonZiekte"),
        workplace=node.text("LokaleEenheid/Nummer"),
        workplace_nis=node.text("LokaleEenheid/NISCode"),
        worked=tuple(
            Worked(done.text("Code"), _hundredths(done, "Dagen")) for done in node.all("Prestaties/Prestatie")
        ),
    )


def _hundredths(node: Node, path: str) -> Decimal | None:
    number = lenient.number(node, path)
    return None if number is None else number / 100


def _cents(node: Node, path: str) -> Money | None:
    number = lenient.count(node, path)
    return None if number is None else Money(number)


def question(ssin: Ssin, _given: Answers) -> Children:
    """Ask for the quarters of the last five years, whole declarations, every version."""
    today = clock.today()
    quarter = str((today.month + 2) // 3)

    def moment(year: int) -> Children:
        return [("Jaar", str(year)), ("Kwartaalcijfer", quarter)]

    window: Children = [("Begin", moment(today.year - YEARS)), ("Einde", moment(today.year))]
    return [
        ("Criteria", [("INSZ", ssin.digits), ("Kwartaal", window)]),
        ("TypeAntwoord", "0"),
        ("LaatsteSituatie", "0"),
        ("Bron", "RSZ"),
    ]


def subjects(inhoud: Node) -> tuple[str, ...]:
    """The workers the declarations are about."""
    return inhoud.texts("Attesten/Attest/AangifteWerkgever/Werknemer/INSZ")


def quarter_of(text: str) -> tuple[int, int] | None:
    """Return year and quarter (1-4) of `20241`, or None when the text is no quarter."""
    match = re.fullmatch(r"(\d{4})([1-4])", text)
    return (int(match[1]), int(match[2])) if match else None


SERVICE = Service(
    name="GeefDmfaVoorWerknemer",
    version="03.00.0000",
    domain="Werk",
    namespace="http://magda.vlaanderen.be/werk/soap/geefdmfavoorwerknemer/v03_00",
    origin=Origin.RSZ,
    result=Declarations,
    parse=parse,
    subjects=subjects,
    question=question,
)
