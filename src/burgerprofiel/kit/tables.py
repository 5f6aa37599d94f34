"""Tables that a spreadsheet opens (CSV, RFC 4180): with the mark by which it reads accents, and no formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_CALCULATED = ("=", "+", "-", "@", "\t", "\r")


def head(titles: Iterable[str]) -> bytes:
    """Return how such a table begins."""
    return _MARK.encode() + line(titles)


def line(cells: Iterable[str]) -> bytes:
    """Return a line of it."""
    page = io.StringIO()
    csv.writer(page).writerow(map(cell, cells))
    return page.getvalue().encode()


def cell(text: str) -> str:
    """Return a text as a spreadsheet shows it: never as a formula (OWASP, “CSV Injection”)."""
    return f"'{text}" if text[:1] in _CALCULATED else text
