"""Your identity documents: which, until when they are valid, and which must be renewed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from burgerprofiel.kit import clock
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_persoon import SERVICE as PERSON
from burgerprofiel.sources.connectors.magda.services.person_facts import Document
from burgerprofiel.sources.facts import Block, Card, Row, Secret, Tag
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.family.pieces import rows, spot
from burgerprofiel.sources.themes.family.words import DOCUMENT, told
from burgerprofiel.sources.themes.values import day, words

SOON = timedelta(days=92)
"""A new card takes weeks; three months leaves room to make an appointment."""


def build(answers: Answers) -> list[Block]:
    """Return the cards of section "documents"."""
    person = answers.data(PERSON)
    if person is None:
        return []
    cards = [document_card(f"document-{index}", one) for index, one in enumerate(person.documents)]
    return [*cards, *(_work_card(f"work-card-{index}", one) for index, one in enumerate(person.work_cards))]


def document_card(key: str, document: Document) -> Card:
    """Return the card of an identity document."""
    return Card(
        key=key,
        label=told(document.kind, DOCUMENT) or _("Identity document"),
        value=Secret(document.number) if document.number else None,
        meaning=_("The number of your card. Somebody who knows it can abuse it, so it is hidden until you ask."),
        tag=_tag(document),
        rows=_rows(document),
    )


def _work_card(key: str, card: Document) -> Card:
    return Card(
        key=key,
        label=told(card.kind, {}) or _("Work card"),
        value=Secret(card.number) if card.number else None,
        meaning=_("This card allowed you to work in Belgium."),
        tag=_tag(card),
        rows=_rows(card),
    )


def _rows(document: Document) -> tuple[Row, ...]:
    return rows(
        (_("Valid up to"), day(document.expires)),
        (_("Issued"), day(document.since)),
        (_("Ended"), day(document.until)),
        (_("Issued in"), spot(document.place)),
        (_("Note"), words(document.remark)),
    )


def _tag(document: Document) -> Tag | None:
    if document.until and latest(document.until) < clock.today():
        return Tag(_("Ended"))
    if document.expires is None:
        return None
    left = latest(document.expires) - clock.today()
    if left < timedelta():
        return Tag(_("Expired"), "bad")
    return Tag(_("Expires soon"), "act") if left <= SOON else Tag(_("Valid"), "good")


def running_out(documents: Sequence[Document]) -> Document | None:
    """Return the newest document when it must be renewed: it expires within three months, or has expired."""
    current = [one for one in documents if not one.until]
    newest = max(current, key=lambda one: one.since or one.expires or PartialDate(0), default=None)
    if newest is None or newest.expires is None:
        return None
    return newest if latest(newest.expires) - clock.today() <= SOON else None


def latest(when: PartialDate) -> date:
    """Return the last calendar date that a partial date may be."""
    if when.whole:
        return when.whole
    first_after = date(when.year + 1, 1, 1) if when.month in (0, 12) else date(when.year, when.month + 1, 1)
    return first_after - timedelta(days=1)
