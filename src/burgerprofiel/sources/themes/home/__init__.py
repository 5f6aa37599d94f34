"""Home and property (B3): what you own, and how much energy your home uses against the averages around it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from burgerprofiel.sources.connectors.magda.services import geef_epc, zoek_eigendomstoestanden
from burgerprofiel.sources.connectors.magda.services.geef_epc import Certificate
from burgerprofiel.sources.facts import Face, Link, News, Theme
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.home import certificate, owned
from burgerprofiel.sources.themes.home.scale import label_of, scale

WONINGPAS = "https://woningpas.vlaanderen.be/"


def _tile(answers: Answers) -> Face | None:
    latest = _latest(answers)
    properties = answers.data(zoek_eigendomstoestanden.SERVICE) or ()
    owning = (
        ngettext("You own %(count)s property", "You own %(count)s properties", len(properties))
        % {"count": len(properties)}
        if properties
        else ""
    )
    label = label_of(latest.energy) if latest is not None and latest.energy is not None else ""
    if latest is not None and label:
        return Face(headline=_("EPC label %(label)s") % {"label": label}, line=owning, scale=scale("tile", latest))
    return Face(headline=owning) if owning else None


def _latest(answers: Answers) -> Certificate | None:
    """The valid certificate made last; when none is valid, the one made last."""
    found = answers.data(geef_epc.SERVICE) or ()
    return max(
        found,
        key=lambda each: (certificate.is_valid(each), str(each.submitted or "")),
        default=None,
    )


def _news(answers: Answers) -> Sequence[News]:
    properties = answers.data(zoek_eigendomstoestanden.SERVICE) or ()
    found = [
        News(
            key=f"property-{number}",
            title=_("New in the land register"),
            line=owned.title_of(each),
            date=each.since,
        )
        for number, each in enumerate(properties, start=1)
        if each.since is not None and values.lately(each.since)
    ]
    latest = _latest(answers)
    if latest is not None and latest.submitted is not None and values.lately(latest.submitted):
        line = values.joined(latest.street, latest.municipality)
        found.append(News(key="epc", title=_("New energy certificate"), line=line, date=latest.submitted))
    return found


THEME = Theme(
    key="home",
    title=lambda: _("Home and property"),
    lead=lambda: _("What you own according to the land register, and how much energy your home uses."),
    sections=(owned.SECTION, certificate.SECTION),
    tile_services=(zoek_eigendomstoestanden.SERVICE, geef_epc.SERVICE),
    tile=_tile,
    news=_news,
    links=lambda: (Link(WONINGPAS, _("Woningpas: the passport of your home")),),
)
