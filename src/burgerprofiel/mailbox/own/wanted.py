"""Which messages a citizen wants to see, as it stands in the address of the list and in a saved search.

What was typed never stands there readably: somebody may have typed their national number. It is sealed for the session.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from urllib.parse import urlencode

from django.db.models import QuerySet

from burgerprofiel.kit import sealing
from burgerprofiel.kit.clock import BRUSSELS
from burgerprofiel.mailbox import queries, search
from burgerprofiel.mailbox.models import Message

LONGEST = 100
"""Letters of what is sought."""
_PLACE = b"mailbox.wanted.words"


class View(StrEnum):
    """The parts of the box; the names stand in the address."""

    ALL = "alles"
    UNREAD = "ongelezen"
    TO_PAY = "te-betalen"
    REGISTERED = "aangetekend"
    ARCHIVE = "archief"


@dataclass(frozen=True)
class Wanted:
    """Every part that is set must hold."""

    view: View = View.ALL
    organisation: str = ""
    """The sender's enterprise number."""
    message_type: str = ""
    label: str = ""
    """The id of a label: it says nothing in an address."""
    since: date | None = None
    until: date | None = None
    """This day too."""
    words: str = ""

    @property
    def narrow(self) -> bool:
        """Whether more is asked than a part of the box."""
        return replace(self, view=View.ALL) != Wanted()

    @property
    def chosen(self) -> int:
        """How many filters are set, what is sought apart."""
        return sum(map(bool, (self.organisation, self.message_type, self.label, self.since, self.until)))

    def open_part(self) -> dict[str, str]:
        """Return what stands in the address, without what was typed."""
        parts = {
            "toon": "" if self.view is View.ALL else self.view.value,
            "van": self.organisation,
            "soort": self.message_type,
            "label": self.label,
            "sinds": self.since.isoformat() if self.since else "",
            "tot": self.until.isoformat() if self.until else "",
        }
        return {name: value for name, value in parts.items() if value}

    def address(self, seal_key: bytes, **more: str) -> str:
        """Return the address of the list of these; `more` is added."""
        told = self.open_part() | ({"zoek": sealed(self.words, seal_key)} if self.words else {}) | more
        return f"/berichten?{urlencode(told)}" if told else "/berichten"


def read(given: Mapping[str, str], words: str = "") -> Wanted:
    """Return what an address or a form asks; what makes no sense there is left out."""
    view = given.get("toon", "")
    organisation = given.get("van", "")
    return Wanted(
        View(view) if view in set(View) else View.ALL,
        organisation if organisation.isascii() and organisation.isdigit() and len(organisation) == 10 else "",
        _name(given.get("soort", ""), 100),
        _name(given.get("label", ""), 50),
        _day(given.get("sinds", "")),
        _day(given.get("tot", "")),
        _name(words, LONGEST),
    )


def from_address(given: Mapping[str, str], seal_key: bytes) -> Wanted:
    """Return what an address asks; what another session sought is not read."""
    return read(given, unsealed(given.get("zoek", ""), seal_key))


def sealed(words: str, seal_key: bytes) -> str:
    """Return what was typed as it may stand in an address."""
    return base64.urlsafe_b64encode(sealing.seal(seal_key, words.encode(), _PLACE)).decode().rstrip("=")


def unsealed(text: str, seal_key: bytes) -> str:
    """Return what was typed; nothing when the address is another session's."""
    try:
        content = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)) if text else b""
        return sealing.unseal(seal_key, content, _PLACE).decode() if content else ""
    except (binascii.Error, ValueError, sealing.NotSealedForThisError):
        return ""


def as_filter(wanted: Wanted, language: str) -> queries.Filter:
    """Return the filter of the room. One SQL statement when words are sought: their stems."""
    return queries.Filter(
        received_after=_begin(wanted.since),
        received_before=_begin(wanted.until + timedelta(days=1)) if wanted.until else None,
        unread=True if wanted.view is View.UNREAD else None,
        registered=True if wanted.view is View.REGISTERED else None,
        visible=wanted.view is not View.ARCHIVE,
        organisation=wanted.organisation,
        message_type=wanted.message_type,
        label=wanted.label,
        words=search.stems(wanted.words, language) if wanted.words else (),
    )


def narrowed(rows: QuerySet[Message], wanted: Wanted) -> QuerySet[Message]:
    """Keep what the room's filter does not know: bills that are not paid, and no tombstones among the unread."""
    if wanted.view is View.TO_PAY:
        return rows.filter(due_at__isnull=False, withdrawn_at=None).exclude(paid="paid")
    return rows.filter(withdrawn_at=None) if wanted.view is View.UNREAD else rows


def _begin(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min, BRUSSELS) if day else None


def _name(text: str, longest: int) -> str:
    return " ".join("".join(letter for letter in text if letter.isprintable()).split())[:longest]


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 < day.year < 2200 else None
