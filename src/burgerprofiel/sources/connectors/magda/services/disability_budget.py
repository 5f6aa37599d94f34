"""The personal budget within the full disability file of the VAPH: what was asked, what was given, how it is spent."""

from __future__ import annotations

import msgspec

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.connectors.magda.services.disability_care import (
    Agreement,
    Sum,
    read_agreement,
    read_sum,
)
from burgerprofiel.sources.node import Node


class YearBudget(msgspec.Struct, frozen=True):
    """The budget of one year and what is left of it."""

    year: int | None
    begin: PartialDate | None
    end: PartialDate | None
    height: Sum
    left: Sum


class Activity(msgspec.Struct, frozen=True):
    """How a day is filled (school, work, day care). `regime`: `VOLTIJDS` or another part of the time."""

    kind: str
    regime: str
    note: str


class Budget(msgspec.Struct, frozen=True):
    """A budget: `pab` (personal assistance) or `pvb` (person-following)."""

    kind: str
    category: str
    begin: PartialDate | None
    end: PartialDate | None
    years: tuple[YearBudget, ...]
    agreements: tuple[Agreement, ...]
    activities: tuple[Activity, ...]
    supervision: bool | None
    shortages: str
    motivation: str
    plan: str
    working_capital: Sum
    advance: Sum
    assigned: Sum


class Support(msgspec.Struct, frozen=True):
    """A kind of help that is asked, how often (`7`, `uren per week`)."""

    name: str
    frequency: str
    unit: str


class Wish(msgspec.Struct, frozen=True):
    """What a support plan asks for."""

    category: str
    supports: tuple[Support, ...]


class SupportPlan(msgspec.Struct, frozen=True):
    """A support plan that was sent in, with its ordinary and its urgent question."""

    sent: PartialDate | None
    ordinary: Wish | None
    urgent: Wish | None


class PersonalBudget(msgspec.Struct, frozen=True):
    """Everything about the budget. `waiting`: for a (higher) budget."""

    waiting: bool | None
    budgets: tuple[Budget, ...]
    plans: tuple[SupportPlan, ...]


def read_personal_budget(node: Node) -> PersonalBudget:
    """Read `persoonsvolgendBudget`."""
    budgets = node.one("budget")
    return PersonalBudget(
        waiting=lenient.flag(node, "inAfwachtingVanBudgetOfExtraBudget"),
        budgets=tuple(map(_budget, budgets.children())) if budgets else (),
        plans=tuple(map(_plan, node.all("ondersteuningsplannen/ondersteuningsplannenItem"))),
    )


def _budget(node: Node) -> Budget:
    return Budget(
        kind=node.name,
        category=node.text("budgetcategorie/omschrijving"),
        begin=lenient.day(node, "startdatum"),
        end=lenient.day(node, "einddatum"),
        years=tuple(map(_year, node.all("jaarbudgetten/jaarbudgettenItem"))),
        agreements=tuple(map(read_agreement, node.all("overeenkomsten/overeenkomstenItem"))),
        activities=tuple(
            Activity(each.text("type/omschrijving"), each.text("regime"), each.text("toelichting"))
            for each in node.all("dagbesteding/activiteiten/activiteitenItem")
        ),
        supervision=lenient.flag(node, "noodAanToezicht"),
        shortages=node.text("tekortenHuidigeOndersteuning"),
        motivation=node.text("vraagMotiveringMeerwaarde"),
        plan=node.text("vraagOndersteuningsplan"),
        working_capital=read_sum(node, "werkkapitaal"),
        advance=read_sum(node, "terugvorderbaarVoorschot"),
        assigned=read_sum(node, "toegewezenZorgpunten"),
    )


def _year(node: Node) -> YearBudget:
    return YearBudget(
        year=lenient.count(node, "jaar"),
        begin=lenient.day(node, "startdatum"),
        end=lenient.day(node, "einddatum"),
        height=read_sum(node, "budgethoogte"),
        left=read_sum(node, "saldoBudget"),
    )


def _plan(node: Node) -> SupportPlan:
    sent = lenient.day(node, "verzendingsdatum")
    return SupportPlan(sent, _wish(node.one("gewoneVraag")), _wish(node.one("dringendeVraag")))


def _wish(node: Node | None) -> Wish | None:
    """Read what is asked; a question without anything in it is no question."""
    if node is None:
        return None
    category = node.text("gevraagdeBudgetcategorie/omschrijving")
    supports = tuple(
        Support(each.text("functie"), each.text("frequentie"), each.text("eenheid"))
        for each in node.all("ondersteuningsfuncties/ondersteuningsfunctiesItem")
    )
    return Wish(category, supports) if category or supports else None
