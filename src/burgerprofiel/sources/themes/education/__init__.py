"""Education (B6): diplomas and certificates, where you went to school, how much learning credit is left."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from burgerprofiel.kit import clock
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services import (
    geef_bewijs,
    geef_historiek_inschrijving,
    raadpleeg_leerkredietsaldo,
)
from burgerprofiel.sources.facts import Face, Link, News, Tag, Theme
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.education import credit, kinds, proofs, school
from burgerprofiel.sources.themes.education.names import name_of, newest_first

LED = "https://leerenervaringsbewijzendatabank.be/"


def _tile(answers: Answers) -> Face | None:
    """Who studies now sees the study; others their latest diploma; else the learning credit."""
    current, earned, left = _current(answers), _earned(answers), _credit(answers)
    if current:
        return Face(headline=current, line=left or earned, tag=Tag(_("Enrolled"), "good"))
    found = answers.data(geef_bewijs.SERVICE) or ()
    if found:
        return Face(headline=name_of(newest_first(found)[0]), line=earned)
    past = answers.data(geef_historiek_inschrijving.SERVICE) or ()
    if past:
        return Face(headline=kinds.title(max(past, key=lambda it: str(school.period(it)[0] or ""))), line=left)
    return Face(headline=left) if left else None


def _current(answers: Answers) -> str:
    """What is followed now, according to the source."""
    now = PartialDate.of(clock.today())
    for it in answers.data(geef_historiek_inschrijving.SERVICE) or ():
        began, ended = school.period(it)
        if it.adult is None and began is not None and ended is not None and began <= now <= ended:
            return kinds.title(it)
    return ""


def _earned(answers: Answers) -> str:
    proofs_found = answers.data(geef_bewijs.SERVICE)
    if not proofs_found:
        return ""
    count = len(proofs_found)
    return ngettext("%(count)s diploma or certificate", "%(count)s diplomas and certificates", count) % {"count": count}


def _credit(answers: Answers) -> str:
    left = answers.data(raadpleeg_leerkredietsaldo.SERVICE)
    if left is None or left.balance is None:
        return ""
    return _("Learning credit: %(count)s") % {"count": values.number_text(left.balance)}


def _news(answers: Answers) -> Sequence[News]:
    return [
        News(
            key=f"proof-{proof.reference}",
            title=_("New diploma or certificate"),
            line=name_of(proof),
            date=proof.issued,
        )
        for proof in answers.data(geef_bewijs.SERVICE) or ()
        if proof.issued is not None and values.lately(proof.issued)
    ]


THEME = Theme(
    key="education",
    title=lambda: _("Education"),
    lead=lambda: _("Your diplomas and certificates, where you went to school and what learning credit you have left."),
    sections=(proofs.SECTION, school.SECTION, credit.SECTION),
    tile_services=(geef_bewijs.SERVICE, geef_historiek_inschrijving.SERVICE, raadpleeg_leerkredietsaldo.SERVICE),
    tile=_tile,
    news=_news,
    links=lambda: (Link(LED, _("LED: the database of diplomas and certificates")),),
)
