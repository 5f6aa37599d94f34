"""What a question in an address says: every name known, said once, of the right kind; else 400 with what is wrong.

Whatever can be read is a question, also one to which nothing answers (contracts/ebox.md A.4: absurd ranges give 200).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta

from django.http import HttpRequest

from burgerprofiel.kit import problems
from burgerprofiel.kit.clock import BRUSSELS
from burgerprofiel.kit.problems import INPUT, Issue

LARGEST = 2**31 - 1
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)


class Asked:
    """The parameters of one request."""

    def __init__(self, request: HttpRequest, known: Collection[str] = ()) -> None:
        """Read them. Raises ProblemError for a name that is not known, or said twice."""
        for name, values in request.GET.lists():
            if name not in known:
                detail = f"This address knows {', '.join(known) or 'no parameters'}."
                raise problems.bad(detail, Issue(f"{INPUT}unknownInput", "query", name[:100], detail))
            if len(values) > 1:
                raise problems.invalid(name, "Say it once.", where="query")
        self._given = request.GET

    def __contains__(self, name: str) -> bool:
        """Whether it was said."""
        return name in self._given

    def text(self, name: str, longest: int = 200) -> str:
        """Return a text; empty when it was not said. Raises ProblemError."""
        text = self._given.get(name, "")
        if len(text) > longest or "\x00" in text:
            raise problems.invalid(
                name, f"A text has at most {longest} characters, none of them U+0000.", where="query"
            )
        return text

    def one_of(self, name: str, choices: Collection[str]) -> str:
        """Return one of the choices; empty when it was not said. Raises ProblemError."""
        text = self._given.get(name, "")
        if name in self._given and text not in choices:
            raise problems.invalid(name, f"It is one of {', '.join(choices)}.", where="query")
        return text

    def flag(self, name: str) -> bool | None:
        """Return true or false; None when it was not said. Raises ProblemError."""
        text = self.one_of(name, ("true", "false"))
        return text == "true" if text else None

    def number(self, name: str, usual: int, most: int = LARGEST) -> int:
        """Return a number from 1 on. Raises ProblemError."""
        text = self._given.get(name, str(usual))
        if not (text.isascii() and text.isdigit() and len(text) <= 19 and 1 <= int(text) <= most):
            raise problems.invalid(name, f"A whole number from 1 to {most} is needed.", where="query")
        return int(text)

    def before(self, name: str) -> datetime | None:
        """Return when a day begins in Belgium: what is before the day is before that. Raises ProblemError."""
        day = self._day(name)
        return _begin(day) if day else None

    def after(self, name: str) -> datetime | None:
        """Return when a day has ended in Belgium: what is after the day is from then on. Raises ProblemError."""
        day = self._day(name)
        return _begin(day + timedelta(days=1)) if day and day < date.max else _LAST if day else None

    def _day(self, name: str) -> date | None:
        text = self._given.get(name)
        if text is None:
            return None
        try:
            day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
        except ValueError:
            day = None
        if day is None:
            raise problems.invalid(name, "A date is needed, as 2026-12-31.", where="query")
        return day


def _begin(day: date) -> datetime:
    """The first moment of a day; of days beyond what can be, the nearest that can."""
    if not _FIRST.date() < day < _LAST.date():
        return _FIRST if day <= _FIRST.date() else _LAST
    return datetime.combine(day, time(), BRUSSELS)
