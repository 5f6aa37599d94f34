"""Agreements with care providers, within a budget and without one."""

from __future__ import annotations

from django.utils.translation import gettext as _

from burgerprofiel.sources.connectors.magda.services.disability_care import Agreement
from burgerprofiel.sources.facts import Card, Tag
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.benefits import periods, pieces


def card(key: str, it: Agreement) -> Card:
    """An agreement with a care provider."""
    return Card(
        key=key,
        label=it.kind or _("Agreement about care"),
        value=values.words(it.provider.name),
        meaning=_("You agreed with this care provider which help you get and what it costs."),
        tag=Tag(_("Running"), "good") if periods.holds(it.begin, it.end) else Tag(_("Ended")),
        rows=values.rows(
            (_("Period"), values.span(it.begin, it.end)),
            (_("Amount"), pieces.sum_of(it.amount)),
            (_("In points of care"), pieces.points_of(it.amount) if it.amount.euro else None),
            (_("Worth of the care"), pieces.sum_of(it.care_points)),
            (_("Care in points"), pieces.points_of(it.care_points) if it.care_points.euro else None),
            (_("Address"), pieces.address(it.provider.address)),
        ),
    )
