"""What is asked of the trail, as an address of `/inzage` says it: whose looks, of which month, and which page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from burgerprofiel.kit import clock

PAGE, COPY = "/inzage", "/inzage/uitvoer.csv"
MONTHS = 12
"""In the picture."""
_BEGIN = 2000
"""Nothing is older: an address that says so is taken for one that says nothing."""


@dataclass(frozen=True)
class Wanted:
    """Which lines, and which months in the picture."""

    until: date
    """The first day of the last month of the picture."""
    everything: bool = False
    """What oneself did too."""
    month: date | None = None
    who: str = ""
    """`Who.key`."""
    before: int | None = None

    @property
    def months(self) -> list[date]:
        """The months of the picture, oldest first."""
        return [after(self.until, back) for back in range(1 - MONTHS, 1)]

    def address(self, page: str = PAGE, **changes: str) -> str:
        """Return the address of this with some things changed; the page begins anew unless `voor` is given."""
        said = {
            "toon": "alles" if self.everything else "",
            "maand": f"{self.month:%Y-%m}" if self.month else "",
            "wie": self.who,
            "tot": f"{self.until:%Y-%m}" if self.until != _this_month() else "",
            **changes,
        }
        query = urlencode({name: value for name, value in said.items() if value})
        return f"{page}?{query}" if query else page


def read(given: Mapping[str, str]) -> Wanted:
    """Read an address; what makes no sense is as if it were not there."""
    before = given.get("voor", "")
    return Wanted(
        _month(given.get("tot", "")) or _this_month(),
        given.get("toon") == "alles",
        _month(given.get("maand", "")),
        given.get("wie", "")[:12],
        int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None,
    )


def after(month: date, months: int) -> date:
    """Return the first day of the month so many months later; negative: earlier."""
    year, index = divmod(month.year * 12 + month.month - 1 + months, 12)
    return date(year, index + 1, 1)


def _this_month() -> date:
    return clock.today().replace(day=1)


def _month(text: str) -> date | None:
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return found if _BEGIN <= found.year <= clock.today().year + 1 else None
