"""Where you went to school: the whole as a time line, then each enrolment, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services import geef_historiek_inschrijving
from burgerprofiel.sources.connectors.magda.services.geef_historiek_inschrijving import Enrolment, Place
from burgerprofiel.sources.facts import Bar, Block, Card, Row, Section, Timeline
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.education import integration, kinds
from burgerprofiel.sources.themes.education.words import said


def period(it: Enrolment) -> tuple[PartialDate | None, PartialDate | None]:
    """When an enrolment began and ended. Higher education counts in academic years, which end on 30 September."""
    if it.compulsory is not None:
        year = it.compulsory.year
        began = it.compulsory.begin or it.compulsory.first_lesson or it.enrolled
        return began or (PartialDate(year, 9, 1) if year else None), it.compulsory.end
    if it.higher is not None:
        year = it.higher.year
        return it.enrolled or (PartialDate(year, 9) if year else None), it.higher.left or (
            PartialDate(year + 1, 9, 30) if year else None
        )
    return it.enrolled, it.adult.left if it.adult is not None else None


def _build(answers: Answers) -> Sequence[Block]:
    found = answers.data(geef_historiek_inschrijving.SERVICE) or ()
    ordered = sorted(found, key=lambda it: period(it)[0] or PartialDate(0), reverse=True)
    bars = tuple(bar for it in reversed(ordered) if (bar := _bar(it)) is not None)
    cards: list[Block] = [_card(f"enrolment-{number}", it) for number, it in enumerate(ordered, start=1)]
    above = (_timeline(bars) if bars else None, integration.lessons(found))
    return [*(block for block in above if block is not None), *cards]


def _timeline(bars: tuple[Bar, ...]) -> Timeline:
    return Timeline(
        key="timeline",
        label=_("Your time at school"),
        meaning=_("Every enrolment that schools told the education department about, by kind of education."),
        bars=bars,
    )


def _bar(it: Enrolment) -> Bar | None:
    began, ended = period(it)
    if began is None:
        return None
    if it.adult is not None and ended is None:
        ended = began  # a module has no end in the register; its day of enrolment is what is known
    return Bar(row=kinds.name(it), label=kinds.title(it), began=began, ended=ended)


def _card(key: str, it: Enrolment) -> Card:
    began, ended = period(it)
    return Card(
        key=key,
        label=values.joined(kinds.title(it), kinds.year(it)),
        value=values.words(it.school.name),
        meaning=kinds.meaning(it),
        tag=kinds.tag(it),
        rows=(
            *values.rows(
                (_("Education"), values.words(kinds.name(it))),
                (_("Period"), values.span(began, ended) if it.adult is None else None),
                (_("Enrolled on"), values.day(it.enrolled)),
                (_("State"), values.words(said(it.status))),
            ),
            *kinds.rows(it),
            *_place(it.school, _("School address")),
            *(_place(it.site, _("Lessons at")) if it.site is not None else ()),
        ),
    )


def _place(place: Place, label: str) -> tuple[Row, ...]:
    where = values.joined(place.name if label != _("School address") else "", place.street, place.municipality)
    contact = values.joined(place.phone, place.email, place.website)
    return values.rows(
        (_("Kind of school"), values.words(said(place.kind))),
        (label, values.words(where)),
        (_("Contact"), values.words(contact)),
    )


SECTION = Section(
    key="school",
    title=lambda: _("Where you went to school"),
    services=(geef_historiek_inschrijving.SERVICE,),
    build=_build,
    empty=lambda: _("The education department has no enrolments of you. It knows those of recent years only."),
)
