"""The energy score as a picture: where the home stands between the labels, against the averages around it."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from burgerprofiel.sources import averages
from burgerprofiel.sources.averages import Comparison
from burgerprofiel.sources.connectors.magda.services.geef_epc import Certificate, Score
from burgerprofiel.sources.facts import Band, Mark, Scale

_LABELS = (("A+", 0), ("A", 100), ("B", 200), ("C", 300), ("D", 400), ("E", 500))
"""Flemish labels of homes: the score up to which each goes; above the last it is F."""

BANDS = (
    *(Band(label=label, upto=Decimal(upto), tone=tone) for tone, (label, upto) in enumerate(_LABELS)),
    Band(label="F", upto=None, tone=6),
)


def label_of(score: Score) -> str:
    """Return the label on the certificate; older certificates have a score only, then the label it stands for."""
    if score.label or score.value is None:
        return score.label
    value = score.value
    return next(band.label for band in BANDS if band.upto is None or value <= band.upto)


def scale(key: str, certificate: Certificate) -> Scale | None:
    """Return the picture, or None when the certificate has no energy score."""
    score = certificate.energy
    if score is None or score.value is None:
        return None
    known = averages.around(certificate.nis, certificate.municipality)
    return Scale(
        key=key,
        label=_("Energy score of your home"),
        meaning=_(
            "How much energy your home needs per square metre in a year, as the certificate calculates it. "
            "Lower is better: A+ is best, F is worst."
        ),
        unit=_("kWh/(m² year)"),
        bands=BANDS,
        marks=(Mark(label=_("Your home"), value=score.value, mine=True), *_marks(known, score)),
        note=_note(known),
    )


def _marks(known: Comparison, score: Score) -> tuple[Mark, ...]:
    """The operator's figures; where those lack, what the agency gave with the certificate."""
    if known.known:
        label = _("Average of %(area)s")
        return tuple(Mark(label=label % {"area": it.name}, value=it.kwh, short=it.name) for it in known.known)
    given = (
        (_("Average of the municipality"), score.municipality),
        (_("Average of the province"), score.province),
        (_("Average of Flanders"), score.flanders),
    )
    return tuple(Mark(label=label, value=value) for label, value in given if value is not None)


def _note(known: Comparison) -> str:
    if not known.known:
        return _("The averages are those that came with the certificate.")
    if any(each.invented for each in known.known):
        return _("The averages are invented for this demonstration.")
    return _("Averages: %(sources)s.") % {"sources": averages.sources(known.known)}
