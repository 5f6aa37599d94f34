"""Whether what a body sends makes sense: everything that is wrong is told at once, by the name of its field.

Numbers of people are never told back. Codes and phases that nobody knows are taken (contracts/mbp.md §2.5).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar
from urllib.parse import urlsplit

from burgerprofiel.dossiers import agents
from burgerprofiel.dossiers.content import Content, Manager
from burgerprofiel.dossiers.intake import wire
from burgerprofiel.dossiers.intake.told import Told
from burgerprofiel.kit import clock, problems, ssin
from burgerprofiel.kit.problems import INPUT, Issue

T = TypeVar("T")
AHEAD = timedelta(days=1)
"""How far a clock of theirs may be fast: a date beyond that would hide every later state."""
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
_KIND = "DossierStatus"


class Flaws(list[Issue]):
    """What was found so far."""

    def add(self, field: str, detail: str) -> None:
        """Note one."""
        self.append(Issue(f"{INPUT}invalidInput", "body", field, detail))

    def tried(self, field: str, read: Callable[[str], T], text: str) -> T | None:
        """Return what `read` makes of a text; None and a flaw when it raises ValueError."""
        try:
            return read(text)
        except ValueError as error:
            self.add(field, str(error))
            return None


def told(sent: wire.Simple) -> Told:
    """Return what was sent, in our words. Raises ProblemError."""
    flaws = Flaws()
    changed = flaws.tried("WijzigingsDatum", moment, sent.wijzigings_datum)
    due = flaws.tried("Status.StreefDatum", day, sent.status.streef_datum) if sent.status.streef_datum else None
    link = flaws.tried("Doorverwijzing", web_address, sent.doorverwijzing) if sent.doorverwijzing else ""
    found = [
        flaws.tried(f"Agenten[{place}].Identificatie", agents.parse, agent.identificatie)
        for place, agent in enumerate(sent.agenten)
    ]
    open_words = {"Status.VlaamsCode": sent.status.vlaams_code, "Status.VlaamsFase": sent.status.vlaams_fase}
    open_words |= {f"Producten[{place}].Id": str(each.id) for place, each in enumerate(sent.producten or ())}
    for field, text in open_words.items():
        if ssin.stands_in(text):
            flaws.add(field, "No national number may stand here.")
        elif not text.isprintable():
            flaws.add(field, "No line ends or control characters may stand here.")
    manager = _manager(sent.dossier_beheerder, flaws) if sent.dossier_beheerder else None
    if flaws:
        raise problems.bad("Not everything that was sent makes sense: see “errors”.", *flaws)
    whose = tuple(dict.fromkeys(agents.written(each) for each in found if each))
    status, action = sent.status, sent.status.actie
    content = Content(
        number=sent.identificatie.dossier_nummer,
        name=sent.naam,
        kind=sent.type_dossier_code or _KIND,
        code=status.vlaams_code,
        phase=status.vlaams_fase,
        details=tuple(each for each in (status.detail1, status.detail2) if each),
        action_needed=bool(action and action.actie_nodig),
        action=(action.actie or "") if action else "",
        due=due,
        link=link or "",
        extra=sent.extra_informatie or "",
        products=tuple(str(each.id) for each in sent.producten or ()),
        manager=manager,
        changed_at=changed or clock.now(),
        shared_with=len(whose) - 1,
    )
    return Told(sent.identificatie.bron, whose, content)


def moment(text: str) -> datetime:
    """Read a date with its time; without a zone it is that of Brussels (§2.3). Raises ValueError."""
    try:
        read = datetime.fromisoformat(text) if "T" in text and len(text) <= 40 else None
        found = read and (read if read.tzinfo else read.replace(tzinfo=clock.BRUSSELS)).astimezone(UTC)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise ValueError("A moment is written as 2025-03-14T09:30:00.")
    if found < EARLIEST or found > clock.now() + AHEAD:
        raise ValueError("This moment lies too far back, or in the future.")
    return found


def day(text: str) -> date:
    """Read a day, with or without a time. Raises ValueError."""
    try:
        found = date.fromisoformat(text[:10])
        _time = datetime.fromisoformat(text) if len(text) <= 40 else None
    except ValueError:
        _time = None
    if _time is None or found.year < EARLIEST.year:
        raise ValueError("A day is written as 2025-03-14.")
    return found


def web_address(text: str) -> str:
    """Return an http(s) address: a citizen follows it with a click, and reads its beginning. Raises ValueError."""
    try:
        parts = urlsplit(text)
        plain = text.isprintable() and " " not in text and "\\" not in text and "@" not in parts.netloc
        right = parts.scheme in ("http", "https") and parts.hostname and plain
    except ValueError:
        right = False
    if not right:
        raise ValueError("An address begins with https:// or http://.")
    return text


def _manager(sent: wire.Manager, flaws: Flaws) -> Manager:
    where = sent.adres or wire.Where()
    site = sent.website and (sent.website if "://" in sent.website else f"https://{sent.website}")
    website = flaws.tried("DossierBeheerder.Website", web_address, site) if site else ""
    return Manager(
        name=sent.naam or "",
        service=sent.dienst or "",
        phone=sent.telefoon or "",
        mobile=sent.gsm or "",
        fax=sent.fax or "",
        email=sent.email or "",
        website=website or "",
        street=where.straat or "",
        house=" ".join(each for each in (where.nummer, where.bus) if each),
        postcode=where.postcode or "",
        municipality=where.gemeente or "",
    )
