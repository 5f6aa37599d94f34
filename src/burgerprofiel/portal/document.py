"""One's own facts as a document to keep or print: tagged for screen readers (PDF/UA-1), made to last (PDF/A-2a).

One's own numbers of the state are written out: the citizen asked for this document. The four answers stay told apart.
A letter that our fonts do not draw costs that letter, never the document.
"""

from __future__ import annotations

import re
import threading
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import structlog
import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from burgerprofiel.kit import clock, formats
from burgerprofiel.portal import brand
from burgerprofiel.portal.facts import pairs, standings, words
from burgerprofiel.portal.standing import Notice
from burgerprofiel.portal.themes import Standing
from burgerprofiel.sources.facts import Block, Card, Secret, Value
from burgerprofiel.sources.service import Answers

_FOLDER = Path(__file__).parent / "typst"
_UNDRAWN = re.compile(
    "[^ -~\u00a0-\u045f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u22ff\u25a0-\u25ff]"
)
"""What the fonts may lack: the standards forbid a letter that is not drawn, and the typesetter then makes nothing."""
_one_at_a_time = threading.Lock()
log = structlog.get_logger(__name__)


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """One compiler per process: making one costs more than a document."""
    return typst.Compiler(str(_FOLDER / "document.typ"), font_paths=[str(_FOLDER / "fonts")], ignore_system_fonts=True)


def pdf(answers: Answers, person: str) -> bytes:
    """Return the document about `person`, in the reader's language."""
    data = msgspec.json.encode(_content(answers, person)).decode()
    for text, to_last in ((data, True), (_UNDRAWN.sub("\N{REPLACEMENT CHARACTER}", data), True), (data, False)):
        with suppress(typst.TypstError):
            return _made(text, to_last=to_last)
        log.warning("a document could not be made in this way", to_last=to_last)
    raise RuntimeError("The typesetter refuses the document in every way.")


def _made(data: str, *, to_last: bool) -> bytes:
    with _one_at_a_time:
        made = _compiler().compile(
            format="pdf", sys_inputs={"data": data}, pdf_standards=["a-2a", "ua-1"] if to_last else []
        )
    assert isinstance(made, bytes)  # noqa: S101 - one PDF is one file
    return made


def _content(answers: Answers, person: str) -> dict[str, Any]:
    mine = brand.current()
    return {
        "title": _("My data at the government"),
        "brand": mine.name,
        "colour": brand.tokens(mine.colour, mine.action, dark=False)["--brand"],
        "language": get_language() or "nl",
        "person": person,
        "moment": formats.moment(clock.now()),
        "explanation": _(
            "This is what the sources of the government said about you at this moment. It is no certificate: it proves "
            "nothing to others. When a source did not answer, that stands there; it says nothing about your data."
        ),
        "themes": [
            {"title": theme.title(), "sections": [_section(it) for it in sections]}
            for theme, sections in standings(answers)
        ],
    }


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
