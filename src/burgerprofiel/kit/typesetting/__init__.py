"""Paper: tagged for screen readers (PDF/UA-1) and made to last (PDF/A-2a), from a template of Typst and texts as JSON.

A letter of the alphabet that our fonts do not draw costs that letter, never the document.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import msgspec
import structlog
import typst

from burgerprofiel.kit import clock

_FONTS = Path(__file__).parent / "fonts"
_UNDRAWN = re.compile(
    "[^ -~\u00a0-\u045f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u22ff\u25a0-\u25ff]"
)
"""What the fonts may lack: the standards forbid a letter that is not drawn, and the typesetter then makes nothing."""
_one_at_a_time = threading.Lock()
log = structlog.get_logger(__name__)


@lru_cache(maxsize=8)
def _compiler(template: Path) -> typst.Compiler:
    """One compiler per process and template: making one costs more than a document."""
    return typst.Compiler(str(template), font_paths=[str(_FONTS)], ignore_system_fonts=True)


def pdf(template: Path, content: Mapping[str, object]) -> bytes:
    """Return the document that the template makes of this content, which it finds as JSON in `sys.inputs.data`."""
    data = msgspec.json.encode(content).decode()
    for text, to_last in ((data, True), (_UNDRAWN.sub("\N{REPLACEMENT CHARACTER}", data), True), (data, False)):
        with suppress(typst.TypstError):
            return _made(template, text, to_last=to_last)
        log.warning("a document could not be made in this way", to_last=to_last)
    raise RuntimeError("The typesetter refuses the document in every way.")


class NotSetError(ValueError):
    """The document holds what cannot be printed as the standards want it."""


def lasting(template: Path, content: Mapping[str, object], day: date) -> bytes:
    """Return the document to the letter and made to last, dated at the begin of `day` and never later than now.

    For what somebody relies on: no letter is left out. Raises NotSetError.
    """
    moment = min(datetime(day.year, day.month, day.day, tzinfo=UTC), clock.now())
    try:
        return _made(template, msgspec.json.encode(content).decode(), to_last=True, moment=moment)
    except typst.TypstError as error:
        log.warning("a document could not be set", reason=error.message)
        raise NotSetError from error


def _made(template: Path, data: str, *, to_last: bool, moment: datetime | None = None) -> bytes:
    with _one_at_a_time:
        made = _compiler(template).compile(
            format="pdf",
            sys_inputs={"data": data},
            pdf_standards=["a-2a", "ua-1"] if to_last else [],
            timestamp=moment and int(moment.timestamp()),
        )
    assert isinstance(made, bytes)  # noqa: S101 - one PDF is one file
    return made
