"""Which dossiers somebody wants to see, as it stands in the address of the list. What was typed never stands there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlencode
from uuid import UUID

from burgerprofiel.dossiers.own.bodies import Body
from burgerprofiel.dossiers.own.files import File, Key, key

PAGE = "/dossiers"
_NO_DAY = "-"


class View(StrEnum):
    """The parts of the list; the names stand in the address."""

    ALL = "alles"
    NEEDS_ME = "wacht-op-u"
    RUNNING = "lopend"
    FINISHED = "afgerond"
    ARCHIVE = "archief"


class Standing(Protocol):
    """What decides in which part of the list a dossier is."""

    @property
    def body(self) -> Body: ...

    @property
    def archived(self) -> bool: ...

    @property
    def needs(self) -> bool: ...

    @property
    def finished(self) -> bool: ...


@dataclass(frozen=True)
class Wanted:
    """Every part that is set must hold."""

    view: View = View.ALL
    body: str = ""
    """A `Body.key`: an enterprise number, or how MAGDA calls a source."""

    def holds(self, file: Standing) -> bool:
        """Whether a dossier is meant; the same as `listing.meant` says in SQL."""
        if file.archived is not (self.view is View.ARCHIVE) or (self.body and file.body.key != self.body):
            return False
        match self.view:
            case View.NEEDS_ME:
                return file.needs
            case View.RUNNING:
                return not file.finished
            case View.FINISHED:
                return file.finished
            case _:
                return True

    def address(self, **more: str) -> str:
        """Return the address of the list of these; `more` is added."""
        told = {"toon": "" if self.view is View.ALL else self.view.value, "instantie": self.body} | more
        query = urlencode({name: value for name, value in told.items() if value})
        return f"{PAGE}?{query}" if query else PAGE


@dataclass(frozen=True)
class Place:
    """Between which two dossiers a page of the list begins or ends: by what orders them."""

    needs: bool
    due: date | None
    changed_at: datetime
    id: UUID

    @classmethod
    def of(cls, file: File) -> Place:
        """Return where a dossier stands."""
        return cls(file.needs, file.due, file.changed_at, file.id)

    @property
    def key(self) -> Key:
        """To compare it with a dossier."""
        return key(needs=self.needs, due=self.due, changed_at=self.changed_at, file_id=self.id)

    def __str__(self) -> str:
        """As it stands in an address: nothing of what the dossier says."""
        at = self.changed_at.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%f")
        return f"{int(self.needs)}_{self.due.isoformat() if self.due else _NO_DAY}_{at}_{self.id.hex}"


def place(text: str) -> Place | None:
    """Read what `str` of a place made; anything else is the beginning of the list."""
    try:
        needs, due, at, name = text.split("_")
        changed_at = datetime.strptime(at, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC)
        return Place(needs == "1", None if due == _NO_DAY else date.fromisoformat(due), changed_at, UUID(hex=name))
    except ValueError:
        return None


def read(given: Mapping[str, str]) -> Wanted:
    """Return what an address asks; what makes no sense there is left out."""
    view = given.get("toon", "")
    body = "".join(letter for letter in given.get("instantie", "") if letter.isprintable())[:200]
    return Wanted(View(view) if view in set(View) else View.ALL, body)
