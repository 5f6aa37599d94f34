"""What was established about a disability, told without judgement and with who established it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from burgerprofiel.sources.connectors.magda.services.disability_care import Report
from burgerprofiel.sources.connectors.magda.services.disability_diagnosis import (
    CareNeed,
    Diagnosis,
    Intelligence,
    Movement,
    SelfCare,
)
from burgerprofiel.sources.facts import Card, Quantity, Row, Words
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.benefits import pieces

_PHRASES = {
    "geen probleem": gettext_noop("No difficulty"),
    "ja": gettext_noop("Yes"),
    "nee": gettext_noop("No"),
    "zonder test bepaald": gettext_noop("Estimated without a test"),
}


def cards(it: Diagnosis) -> Iterator[Card]:
    """A card per part that was established."""
    for number, name in enumerate((*it.disabilities, *it.limitations), start=1):
        yield _named(f"disability-{number}", name, ())
    for number, disorder in enumerate(it.disorders, start=1):
        yield _named(f"disorder-{number}", disorder.name, _report(disorder.report))
    if it.movement:
        yield _movement(it.movement)
    if it.self_care:
        yield _self_care(it.self_care)
    if it.care_need:
        yield _care_need(it.care_need)
    if it.intelligence:
        yield _intelligence(it.intelligence)
    if it.last_report:
        yield _last_report(it.last_report)


def phrase(text: str) -> str:
    """Return a stock phrase in the reader's language, another text as the source wrote it."""
    return pieces.told(_PHRASES, text.lower(), text)


def _report(it: Report | None) -> tuple[Row, ...]:
    if it is None:
        return ()
    return values.rows(
        (_("Established by"), values.words(it.author.name)),
        (_("Address"), pieces.address(it.author.address)),
        (_("Report of"), values.day(it.sent)),
    )


def _named(key: str, name: str, rows: tuple[Row, ...]) -> Card:
    return Card(
        key=key,
        label=_("Established in your file"),
        value=values.words(name),
        meaning=_(
            "The agency uses this to decide which help you have a right to. The words are those of the medical list."
        ),
        rows=rows,
    )


def _movement(it: Movement) -> Card:
    parts = (it.left_arm, it.right_arm, it.left_leg, it.right_leg, it.spine)
    easy = all(part.lower() == "geen probleem" for part in parts if part)
    return Card(
        key="movement",
        label=_("How you move"),
        value=Words(_("No difficulty") if easy else _("Some things ask more effort")),
        meaning=_("What moving is like for you, as written in the report."),
        rows=(
            *values.rows(
                (_("Left arm"), values.words(phrase(it.left_arm))),
                (_("Right arm"), values.words(phrase(it.right_arm))),
                (_("Left leg"), values.words(phrase(it.left_leg))),
                (_("Right leg"), values.words(phrase(it.right_leg))),
                (_("Spine"), values.words(phrase(it.spine))),
                (_("Noted about walking 300 metres"), values.words(phrase(it.walks_300m))),
            ),
            *_report(it.report),
        ),
    )


def _self_care(it: SelfCare) -> Card:
    return Card(
        key="self-care",
        label=_("Doing daily things by yourself"),
        value=values.quantity(it.barthel, _("on the Barthel scale")) or values.quantity(it.elida),
        meaning=_(
            "The Barthel scale goes from 0 to 100. The higher, the more you can do by yourself: washing, "
            "dressing, eating."
        ),
        rows=(*values.rows((_("Score on the Elida scale"), values.quantity(it.elida))), *_report(it.report)),
    )


def _care_need(it: CareNeed) -> Card:
    return Card(
        key="care-need",
        label=_("How much help you need"),
        value=values.words(" · ".join(filter(None, (_letter("B", it.b), _letter("P", it.p))))),
        meaning=_(
            "B stands for guidance by day, P for somebody being near. The higher, the more help. They decide the "
            "height of a budget."
        ),
        rows=_report(it.report),
    )


def _letter(letter: str, number: Decimal | None) -> str:
    return "" if number is None else f"{letter} {number.normalize():f}"


def _score(number: Decimal | None) -> Quantity | None:
    """A score; 0 means that it was not measured."""
    return values.quantity(number) if number else None


def _intelligence(it: Intelligence) -> Card:
    return Card(
        key="intelligence",
        label=_("Thinking and learning"),
        value=_score(it.total) or values.words(phrase(it.kind)),
        meaning=_("How this was established. A score says how a test went on that day; it does not say who you are."),
        rows=(
            *values.rows(
                (_("How it was established"), values.words(phrase(it.kind))),
                (_("Day of the test"), values.day(it.taken)),
                (_("Score with words"), _score(it.verbal)),
                (_("Score with pictures and actions"), _score(it.performance)),
            ),
            *_report(it.report),
        ),
    )


def _last_report(it: Report) -> Card:
    return Card(
        key="last-report",
        label=_("Latest report in your file"),
        value=values.day(it.sent),
        meaning=_("The latest report about you that the agency received. You may ask the team for a copy."),
        rows=_report(it),
    )
