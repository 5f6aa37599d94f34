"""Functions in enterprises (manager, director) and the skills somebody proved to run one."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from burgerprofiel.kit import clock
from burgerprofiel.sources.connectors.magda.services import geef_functies as register
from burgerprofiel.sources.connectors.magda.services.geef_functies import Function
from burgerprofiel.sources.facts import Block, Card, Section
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.work import career, rows, words

NAMELESS = "ongekende code"
"""What the register writes when it has no word for a code."""


def of(answers: Answers) -> tuple[Function, ...]:
    """Every function and skill the source gave."""
    found = answers.data(register.SERVICE)
    return found.functions if found else ()


def name(function: Function) -> str:
    """The function in words; its code where the register has no words."""
    if function.kind and function.kind.lower() != NAMELESS:
        return words.phrase(function.kind)
    return _("Function with code %(code)s") % {"code": function.kind_code}


def build(answers: Answers) -> Sequence[Block]:
    """First the functions, then the skills; what goes on today before what has ended."""
    today = clock.today()
    ordered = sorted(
        career.newest_first(of(answers)),
        key=lambda function: (function.is_skill, not career.is_running(function, today)),
    )
    return [_card(number, function) for number, function in enumerate(ordered, 1)]


def _card(number: int, function: Function) -> Card:
    return Card(
        key=f"function-{number}",
        label=name(function),
        value=rows.span(function),
        meaning=_("You proved that you know enough to run an enterprise or to practise this trade there.")
        if function.is_skill
        else _("You hold or held this function. Everybody can see that in the public register of enterprises."),
        tag=rows.running_tag() if career.is_running(function, clock.today()) else None,
        rows=(
            *rows.enterprise(_("In the enterprise"), function.enterprise),
            *rows.enterprise(_("On behalf of the enterprise"), function.represented),
            *rows.text(_("Who represents"), words.phrase(function.representation)),
            *rows.text(_("Proof of the skill"), words.phrase(function.exemption)),
            *(rows.text(_("Why no proof was needed"), function.exemption_kind) if function.exempted else ()),
            *rows.day(_("Changed by the source on"), function.changed),
            *rows.text(_("Register that says so"), words.phrase(function.source)),
        ),
    )


SECTION = Section(
    key="functions",
    title=lambda: _("Your functions and skills in enterprises"),
    services=(register.SERVICE,),
    build=build,
    empty=lambda: _("You hold no function in an enterprise and no enterprise skill is registered."),
)
