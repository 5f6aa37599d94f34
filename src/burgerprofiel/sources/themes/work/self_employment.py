"""The periods as a self-employed person, and what each means for pension and insurance."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from burgerprofiel.kit import clock
from burgerprofiel.sources.connectors.magda.services import geef_loopbaan_arza as register
from burgerprofiel.sources.connectors.magda.services.geef_loopbaan_arza import SelfEmployment
from burgerprofiel.sources.facts import Block, Card, Section
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.work import career, rows, words


def of(answers: Answers) -> tuple[SelfEmployment, ...]:
    """Every period the source gave."""
    found = answers.data(register.SERVICE)
    return found.periods if found else ()


def name(period: SelfEmployment) -> str:
    """The occupation, or "self-employed" where the register has none."""
    return words.phrase(period.occupation) or _("Self-employed")


def build(answers: Answers) -> Sequence[Block]:
    """One card per period, the newest first."""
    return [_card(number, period) for number, period in enumerate(career.newest_first(of(answers)), 1)]


def _card(number: int, period: SelfEmployment) -> Card:
    running = career.is_running(period, clock.today())
    return Card(
        key=f"self-employed-{number}",
        label=name(period),
        value=rows.span(period),
        meaning=_(
            "In this period you are known as self-employed and you pay contributions to a social insurance fund. "
            "They build up your pension and insure you against illness."
        )
        if running
        else _("In this period you were self-employed. If you paid the contributions, it counts for your pension."),
        tag=rows.running_tag() if running else None,
        rows=(
            *rows.text(_("Contributions as"), words.phrase(period.contribution)),
            *rows.text(_("How you work"), words.phrase(period.capacity)),
            *rows.enterprise(_("Your enterprise number"), period.enterprise),
            *rows.text(_("Social insurance fund"), period.fund),
            *rows.enterprise(_("Enterprise number of the fund"), period.fund_number),
            *rows.day(_("Joined on"), period.signed),
        ),
    )


SECTION = Section(
    key="self-employed",
    title=lambda: _("Self-employed"),
    services=(register.SERVICE,),
    build=build,
    empty=lambda: _("You are not known as a self-employed person, now or before."),
)
