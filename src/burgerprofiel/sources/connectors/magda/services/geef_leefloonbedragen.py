"""Living wage and similar help of the OCMW: what was paid, per year and per month.

Three kinds occur with the same shape: `Leefloon`, `EquivalentLeefloon` and `Kinderbijslag`; a kind we do not know is
read the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from burgerprofiel.kit import clock
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Answers, Children, Origin, Service

_YEAR = "Leefloonbedragen/Leefloonbedrag"


class YearTotal(msgspec.Struct, frozen=True):
    """The whole year of one kind of help."""

    kind: str
    year: int | None
    amount: Money | None
    second_recipient: bool | None
    months_without: int | None
    maximum: bool | None


class MonthlyPayment(msgspec.Struct, frozen=True):
    """One payment. `centre`: the OCMW's CBE number; `partner`: a national number; `latest`: not changed since."""

    kind: str
    month: PartialDate | None
    begin: PartialDate | None
    end: PartialDate | None
    amount: Money | None
    partner: str
    second_recipient: bool | None
    centre: str
    maximum: bool | None
    latest: bool | None


class LivingWageYear(msgspec.Struct, frozen=True):
    """One year. `unpaid` holds the source's words when nothing was paid (`Geen uitbetaling`)."""

    year: int | None
    unpaid: str
    totals: tuple[YearTotal, ...]
    payments: tuple[MonthlyPayment, ...]


class LivingWage(msgspec.Struct, frozen=True):
    """The years the source told about."""

    years: tuple[LivingWageYear, ...]


def parse(inhoud: Node) -> LivingWage | None:
    """Return the years, or None when the source tells about none."""
    years = tuple(_year(node) for node in inhoud.all(_YEAR))
    return LivingWage(years) if years else None


def subjects(inhoud: Node) -> Sequence[str]:
    """Who the payments are for, and the partner they are shared with."""
    payments = (node for month in inhoud.all(f"{_YEAR}/Tegemoetkoming/Maandelijks/Maand") for node in _payments(month))
    return [ssin for _, node in payments for path in ("Begunstigde/INSZ", "Partner/INSZ") for ssin in node.texts(path)]


def _year(node: Node) -> LivingWageYear:
    paid = node.text("Uitbetaling")
    return LivingWageYear(
        year=lenient.count(node, "Jaar"),
        unpaid=(node.attribute("Beschrijving", "Uitbetaling") or "Geen uitbetaling") if paid == "0" else "",
        totals=tuple(_total(year, kind) for year in node.all("Tegemoetkoming/Jaarlijks") for kind in year.children()),
        payments=tuple(
            _payment(month, period, payment)
            for month in node.all("Tegemoetkoming/Maandelijks/Maand")
            for period, payment in _payments(month)
        ),
    )


def _total(year: Node, node: Node) -> YearTotal:
    return YearTotal(
        kind=node.name,
        year=_whole_or_none(year.attribute("Jaar")),
        amount=lenient.euros(node, "Bedrag"),
        second_recipient=lenient.flag(node, "TweedeGerechtigde"),
        months_without=lenient.count(node, "AantalMaandenZonderToelage"),
        maximum=lenient.flag(node, "MaximumLeefloonGekregen"),
    )


def _payments(month: Node) -> Iterator[tuple[Node, Node]]:
    """Pairs of `<Kind>PerPeriode` and each `<Kind>Periode` in it."""
    for period in month.children():
        for payment in period.children():
            yield period, payment


def _payment(month: Node, period: Node, node: Node) -> MonthlyPayment:
    return MonthlyPayment(
        kind=period.name.removesuffix("PerPeriode"),
        month=lenient.day_of(month.attribute("JaarMaand")),
        begin=lenient.day(node, "Periode/Begin"),
        end=lenient.day(node, "Periode/Einde"),
        amount=lenient.euros(node, "Bedrag"),
        partner=node.text("Partner/INSZ"),
        second_recipient=lenient.flag(node, "Partner/TweedeGerechtigde"),
        centre=node.text("OCMW/Ondernemingsnummer"),
        maximum=lenient.flag(node, "MaximumLeefloonGekregen"),
        latest={"1": True, "0": False}.get(period.attribute("LaatsteUitbetaling")),
    )


def _whole_or_none(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def question(ssin: Ssin, _given: Answers) -> Children:
    """Ask for this year and the two before it."""
    year = str(clock.today().year)
    return [("Criteria", [("INSZ", ssin.digits), ("Jaar", year), ("AantalJaarTerug", "2")])]


SERVICE = Service(
    name="GeefLeefloonbedragen",
    version="02.00.0000",
    domain="SocZek",
    namespace="http://webservice.geefleefloonbedragendienst-02_00.soczek-02_00.vip.vlaanderen.be",
    origin=Origin.POD_MI,
    result=LivingWage,
    parse=parse,
    subjects=subjects,
    question=question,
)
