"""The three kinds of enrolment (compulsory, adult, higher) and what each tells a citizen."""

from __future__ import annotations

from django.utils.translation import gettext as _

from burgerprofiel.sources.connectors.magda.services.geef_historiek_inschrijving import (
    Adult,
    Compulsory,
    Credits,
    Enrolment,
    Higher,
)
from burgerprofiel.sources.facts import Row, Tag
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.education.words import said


def name(it: Enrolment) -> str:
    """The kind of education, as a line on the time line."""
    if it.higher is not None:
        return _("Higher education")
    if it.adult is not None:
        return _("Adult education")
    if it.compulsory is not None:
        return said(it.compulsory.level) or _("School")
    return _("Education")


def title(it: Enrolment) -> str:
    """What was followed: the class, the module or the study."""
    if it.higher is not None:
        return it.higher.training or name(it)
    if it.adult is not None:
        return values.joined(it.adult.training, it.adult.module) or name(it)
    return (it.compulsory.group if it.compulsory is not None else "") or name(it)


def year(it: Enrolment) -> str:
    """The school or academic year, or nothing for a module."""
    found = it.higher.year if it.higher is not None else it.compulsory.year if it.compulsory is not None else None
    return f"{found}-{found + 1}" if found else ""


def meaning(it: Enrolment) -> str:
    """What such an enrolment is for the citizen."""
    if it.higher is not None:
        return _("An enrolment for one academic year. Credits you earn count for the diploma.")
    if it.adult is not None:
        return _("A module you enrolled for in adult education.")
    return _("A class you were enrolled in. Schools report it for compulsory education and the school bonus.")


def tag(it: Enrolment) -> Tag | None:
    """How it went, where the school tells."""
    if it.adult is not None and it.adult.result:
        result = said(it.adult.result)
        return Tag(result, "good" if it.adult.result.casefold() == "geslaagd" else "plain")
    if it.higher is not None and it.higher.proofs:
        return Tag(_("Diploma earned"), "good")
    return None


def rows(it: Enrolment) -> tuple[Row, ...]:
    """The details of the kind."""
    if it.higher is not None:
        return _higher(it.higher, year(it))
    if it.adult is not None:
        return _adult(it.adult)
    return _compulsory(it.compulsory, year(it)) if it.compulsory is not None else ()


def _compulsory(it: Compulsory, year: str) -> tuple[Row, ...]:
    return values.rows(
        (_("School year"), values.words(year)),
        (_("First lesson"), values.day(it.first_lesson)),
        (_("Kind of education"), values.words(values.joined(said(it.kind), it.special_type))),
        (_("Programme"), values.words(said(it.programme))),
        (_("Why it ended"), values.words(said(it.left_why))),
        (_("What came after"), values.words(said(it.left_for))),
        (_("Lessons for newcomers"), values.yes(it.newcomer)),
        (_("Had lessons for newcomers before"), values.yes(it.former_newcomer)),
    )


def _adult(it: Adult) -> tuple[Row, ...]:
    return values.rows(
        (_("Course"), values.words(values.joined(it.training, it.description))),
        (_("Variant"), values.words(values.joined(it.variant, said(it.track)))),
        (_("Module"), values.words(values.joined(it.module, it.module_description, said(it.module_track)))),
        (_("Leads to a diploma"), values.yes_no(it.leads_to_diploma)),
        (_("Left on"), values.day(it.left)),
        (_("Result"), values.words(said(it.result))),
        (_("Reference of the certificate"), values.words(values.joined(*it.proofs))),
    )


def _higher(it: Higher, year: str) -> tuple[Row, ...]:
    return (
        *values.rows(
            (_("Academic year"), values.words(year)),
            (_("Kind of study"), values.words(values.joined(said(it.kind), said(it.degree)))),
            (_("Contract"), values.words(said(it.contract))),
            (_("Left on"), values.day(it.left)),
        ),
        *_credits(it.credits),
        *values.rows(
            (_("Credits of the whole study"), values.some(it.size)),
            (_("Enough credits for a diploma contract"), values.yes_no(it.size_sufficient)),
            (_("Diploma within reach this year"), values.yes_no(it.diploma_possible)),
            (_("Study before"), values.words(it.previous)),
            (_("Study after"), values.words(it.following)),
            (_("Reference of the diploma"), values.words(values.joined(*it.proofs))),
        ),
    )


def _credits(it: Credits) -> tuple[Row, ...]:
    return values.rows(
        (_("Credits taken up"), values.quantity(it.taken)),
        (_("Credits earned"), values.quantity(it.earned)),
        (_("Credits let pass by the jury"), values.some(it.tolerated)),
        (_("Credits without a result yet"), values.some(it.no_result)),
        (_("Credits not earned"), values.some(it.not_earned)),
        (_("Credits exempted"), values.some(it.exempted)),
        (_("Credits withdrawn"), values.some(it.withdrawn)),
    )
