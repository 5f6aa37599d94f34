"""One's own facts as a document to keep or print: tagged for screen readers (PDF/UA-1), made to last (PDF/A-2a).

One's own numbers of the state are written out: the citizen asked for this document. The four answers stay told apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from burgerprofiel.kit import clock, formats, typesetting
from burgerprofiel.kit.brand import tokens
from burgerprofiel.portal import brand
from burgerprofiel.portal.facts import pairs, standings, words
from burgerprofiel.portal.standing import Notice
from burgerprofiel.portal.themes import Standing
from burgerprofiel.sources.facts import Block, Card, Secret, Theme, Value
from burgerprofiel.sources.service import Answers

_TEMPLATE = Path(__file__).parent / "typst" / "document.typ"


def pdf(themes: Sequence[Theme], answers: Answers, person: str) -> bytes:
    """Return the document about these themes of `person`, in the reader's language."""
    return typesetting.pdf(_TEMPLATE, _content(themes, answers, person))


def _content(themes: Sequence[Theme], answers: Answers, person: str) -> dict[str, Any]:
    mine = brand.current()
    return {
        "title": _("My data at the government"),
        "brand": mine.name,
        "colour": tokens(mine.colour, mine.action, dark=False)["--brand"],
        "language": get_language() or "nl",
        "person": person,
        "moment": formats.moment(clock.now()),
        "explanation": _(
            "This is what the sources of the government said about you at this moment. It is no certificate: it proves "
            "nothing to others. When a source did not answer, that stands there; it says nothing about your data."
        )
        + (" " + _own() if any(theme.key == "profile" for theme in themes) else ""),
        "themes": [
            {"title": theme.title(), "sections": [_section(it) for it in sections]}
            for theme, sections in standings(themes, answers)
        ],
    }


def _own() -> str:
    return _("At the end stands what this portal holds of you: what you gave, what you chose, what you were told.")


def _section(it: Standing) -> dict[str, Any]:
    return {
        "title": it.section.title(),
        "notices": [
            {"kind": notice.kind, "title": notice.title, "text": notice.text, "reference": _reference(notice)}
            for notice in it.notices
        ],
        "facts": [_fact(block, it.source.paper) for block in it.blocks],
    }


def _reference(notice: Notice) -> str:
    told = _("Reference for the help desk: %(reference)s")
    return told % {"reference": ", ".join(notice.references)} if notice.references else ""


def _told(value: Value | str | None) -> str:
    """A value in words; paper lies about, so the number of somebody else does not stand on it."""
    if value is None:
        return _("Not known to this source")
    return "•••••" if isinstance(value, Secret) and value.other else words(value)


def _fact(block: Block, source: str) -> dict[str, Any]:
    (_label, own), *rest = pairs(block)
    return {
        "label": block.label,
        "value": _told(own),
        "status": block.tag.text if isinstance(block, Card) and block.tag else "",
        "meaning": block.meaning,
        "details": [(label, _told(value)) for label, value in rest],
        "source": source,
    }
