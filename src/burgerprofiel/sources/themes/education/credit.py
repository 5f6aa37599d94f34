"""How much learning credit is left: every student starts with 140."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from burgerprofiel.sources.connectors.magda.services import raadpleeg_leerkredietsaldo
from burgerprofiel.sources.connectors.magda.services.raadpleeg_leerkredietsaldo import LearningCredit
from burgerprofiel.sources.facts import Band, Block, Card, Mark, Scale, Section, Tag
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values

START = 140


def _build(answers: Answers) -> Sequence[Block]:
    credit = answers.data(raadpleeg_leerkredietsaldo.SERVICE)
    if credit is None:
        return ()
    return (_scale(credit.balance), _card(credit)) if credit.balance is not None else (_card(credit),)


def _scale(balance: Decimal) -> Scale:
    return Scale(
        key="credit-scale",
        label=_("Learning credit left"),
        meaning=_("From 140 at the start down to 0. Credits you earn come back, those you do not earn are gone."),
        unit=_("credits"),
        bands=(
            Band(label=_("Used up"), upto=Decimal(0), tone=6),
            Band(label=_("Less than a year"), upto=Decimal(60), tone=3),
            Band(label=_("A year or more"), upto=Decimal(START), tone=1),
            Band(label=_("More than at the start"), upto=None, tone=0),
        ),
        marks=(
            Mark(label=_("You"), value=balance, mine=True),
            Mark(label=_("At the start"), value=Decimal(START)),
        ),
    )


def _card(credit: LearningCredit) -> Card:
    return Card(
        key="credit",
        label=_("Learning credit"),
        value=values.quantity(credit.balance, _("credits")),
        meaning=_("You use it when you enrol in higher education. Without any left, you may pay more or be refused."),
        tag=_tag(credit.balance),
        rows=values.rows(
            (_("Set aside for this year's enrolments"), values.quantity(credit.reserve, _("credits"))),
            (_("Of your first 60 credits, still with a bonus"), values.quantity(credit.bonus, _("credits"))),
            (_("The source says"), values.words(credit.message)),
        ),
    )


def _tag(balance: Decimal | None) -> Tag | None:
    return Tag(_("Used up"), "act") if balance is not None and balance <= 0 else None


SECTION = Section(
    key="credit",
    title=lambda: _("Learning credit"),
    services=(raadpleeg_leerkredietsaldo.SERVICE,),
    build=_build,
    empty=lambda: _("No learning credit is kept for you. You get 140 when you first enrol in higher education."),
)
