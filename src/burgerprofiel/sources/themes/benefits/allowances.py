"""Allowances and cards that follow from the recognition of a disability."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from burgerprofiel.sources.connectors.magda.services.geef_dossier_handicap import Right, SocialCard
from burgerprofiel.sources.facts import Card, Tag
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.benefits import periods, pieces

_CARDS = {
    "PARKINGCARD": gettext_noop("Parking card"),
    "REDUCTIONCARD": gettext_noop("Reduction card for public transport"),
}
_CARD_MEANINGS = {
    "PARKINGCARD": gettext_noop(
        "Put it behind the windscreen when you drive or are driven, and park in the reserved places."
    ),
    "REDUCTIONCARD": gettext_noop("Show it and travel for less on train, tram and bus."),
}
_INCOME = {
    "A": gettext_noop("A: living with family"),
    "B": gettext_noop("B: living alone"),
    "C": gettext_noop("C: with a partner or a child to care for"),
}
_DECISIONS = {
    "POSITIVE": (gettext_noop("Granted"), "good"),
    "NEGATIVE": (gettext_noop("Not granted"), "plain"),
}


def right_of(key: str, it: Right) -> Card:
    """An allowance as a card."""
    text, tone = _DECISIONS.get(it.decision, (it.decision, "plain"))
    total = values.amount(it.month_total, _("a month"))
    return Card(
        key=key,
        label=_("Allowance for people with a disability"),
        value=total or values.amount(it.month, _("a month")),
        meaning=_(
            "The income replacement allowance makes up for earning less, the integration allowance for extra "
            "costs in daily life. They are paid each month."
        ),
        tag=Tag(_(text) if it.decision in _DECISIONS else text, tone) if text else None,
        rows=values.rows(
            (_("Period"), values.span(it.begin, it.end)),
            (_("Amount in this decision"), values.amount(it.month, _("a month"))),
            (_("Category for income replacement"), values.words(pieces.told(_INCOME, it.income_category, ""))),
            (_("Category for integration (1 to 5, more help is higher)"), values.words(it.integration_category)),
            (_("A partner's income counts"), values.yes_no(it.partner_income)),
        ),
    )


def card_name(it: SocialCard) -> str:
    """Return what a card is called."""
    return pieces.told(_CARDS, it.kind, "")


def card_of(key: str, it: SocialCard) -> Card:
    """A parking or reduction card."""
    if periods.ends_soon(it.ends):
        tag = Tag(_("Ends soon"), "act")
    else:
        tag = Tag(_("Valid"), "good") if periods.holds(it.delivered, it.ends) else Tag(_("Ended"))
    return Card(
        key=key,
        label=card_name(it) or _("Social card"),
        value=values.span(it.delivered, it.ends),
        meaning=pieces.told(_CARD_MEANINGS, it.kind, _("A card that came with your recognition.")),
        tag=tag,
        rows=values.rows((_("Card number"), pieces.secret(it.number))),
    )
