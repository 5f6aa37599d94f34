"""Work and pension (B4): employers and periods, functions and skills, career breaks, what is known of the pension."""

from __future__ import annotations

from django.utils.translation import gettext as _

from burgerprofiel.sources.connectors.magda.services import (
    geef_dmfa_voor_werknemer,
    geef_functies,
    geef_loopbaan_arza,
    geef_loopbaanonderbrekingen,
    geef_werkrelaties,
)
from burgerprofiel.sources.facts import Link, Theme
from burgerprofiel.sources.themes.work import breaks, declarations, functions, jobs, overview, self_employment, tile


def links() -> list[Link]:
    """Where to go for more."""
    return [
        Link(overview.MY_PENSION, _("Your pension: mypension.be")),
        Link("https://www.mycareer.be", _("Your career with all its details: mycareer.be")),
        Link("https://www.vdab.be", _("Looking for work or training: VDAB")),
        Link("https://www.vlaanderen.be/vlaams-zorgkrediet", _("Flemish care credit")),
    ]


THEME = Theme(
    key="work",
    title=lambda: _("Work and pension"),
    lead=lambda: _("Where you work and worked, as an employee or for yourself, and what that means for later."),
    sections=(
        overview.CAREER,
        jobs.SECTION,
        self_employment.SECTION,
        declarations.SECTION,
        functions.SECTION,
        breaks.SECTION,
        overview.PENSION,
    ),
    tile_services=(
        geef_werkrelaties.SERVICE,
        geef_loopbaan_arza.SERVICE,
        geef_loopbaanonderbrekingen.SERVICE,
        geef_functies.SERVICE,
        geef_dmfa_voor_werknemer.SERVICE,
    ),
    tile=tile.face,
    todos=tile.todos,
    news=tile.news,
    links=links,
)
