"""Whether what a source sends makes sense: everything that is wrong is told at once, by the name of its field.

National numbers are never told back, and stand in no field but that of a beneficiary.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from burgerprofiel.dossiers import agents
from burgerprofiel.kit import clock, problems, ssin
from burgerprofiel.kit.problems import INPUT, Issue
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.permits.content import Beneficiary, Listed, Told
from burgerprofiel.permits.pushing import wire

T = TypeVar("T")
AHEAD = timedelta(minutes=10)
"""How far a clock of theirs may be fast: a moment beyond that would hide every later state."""
EARLIEST = date(1900, 1, 1)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Flaws(list[Issue]):
    """What was found so far."""

    def add(self, field: str, detail: str) -> None:
        """Note one."""
        self.append(Issue(f"{INPUT}invalidInput", "body", field, detail))

    def tried(self, field: str, read: Callable[[str], T], text: str | None) -> T | None:
        """Return what `read` makes of a text; None and a flaw when it raises ValueError."""
        try:
            return read(text) if text is not None else None
        except ValueError as error:
            self.add(field, str(error))
            return None


def name(text: str, field: str) -> str:
    """Return a name that stands in an address. Raises ProblemError."""
    if not re.fullmatch(wire.NAME, text) or ssin.stands_in(text):
        told = "1 to 100 letters, digits and . _ ~ -, and no national number."
        raise problems.invalid(field, told, where="path")
    return text


def told(number: str, sent: wire.Permit) -> Told:
    """Return what was sent, in our words. Raises ProblemError."""
    flaws = Flaws()
    begins = flaws.tried("validFrom", day, sent.valid_from)
    ends = flaws.tried("validUntil", day, sent.valid_until)
    changed = flaws.tried("changedAt", moment, sent.changed_at)
    whose = [
        flaws.tried(f"beneficiaries[{place}].id", lambda text, kind=each.kind: _number(kind, text), each.id)  # type: ignore[misc]  # bound as it is now
        for place, each in enumerate(sent.beneficiaries)
    ]
    _together(flaws, number, sent, begins, ends)
    if flaws or begins is None or changed is None:
        raise problems.bad("Not everything that was sent makes sense: see “issues”.", *flaws)
    named = dict.fromkeys(
        Beneficiary(each.kind, found) for each, found in zip(sent.beneficiaries, whose, strict=True) if found
    )
    return Told(
        product=sent.product_id,
        title=sent.title,
        status=sent.status,
        reason=sent.reason or "",
        valid_from=begins,
        valid_until=ends,
        changed_at=changed,
        issuer=sent.issuer,
        dossier=(sent.dossier.bron, sent.dossier.dossier_nummer) if sent.dossier else None,
        beneficiaries=tuple(named),
        documents=tuple(Listed(each.id, each.language, each.title or "") for each in sent.documents),
    )


def _together(flaws: Flaws, number: str, sent: wire.Permit, begins: date | None, ends: date | None) -> None:
    """What is wrong with one field beside another."""
    if sent.id is not None and sent.id != number:
        flaws.add("id", "The id is that of the address, or is left out.")
    if begins and ends and ends < begins:
        flaws.add("validUntil", "The last day comes before the first one.")
    if sent.status != "active" and not sent.reason:
        flaws.add("reason", "Say why: who holds the permit reads it.")
    if sent.status == "active" and sent.reason:
        flaws.add("reason", "A permit that is active has no reason.")
    for field, text in {"productId": sent.product_id, "title": sent.title, "issuer": sent.issuer}.items():
        if ssin.stands_in(text):
            flaws.add(field, "No national number may stand here.")
    for document, times in Counter(each.id for each in sent.documents).items():
        if times > 1 or ssin.stands_in(document):
            flaws.add("documents", "Each document has an id of its own, which holds no national number.")


def _number(kind: str, text: str) -> str:
    """Read a beneficiary's number. Raises ValueError with a sentence that does not repeat it."""
    found = agents.parse(text)
    right = {
        "PERS": isinstance(found, Ssin),
        "OND": isinstance(found, agents.Body) and not found.code.startswith("V"),
        "VER": isinstance(found, agents.Body) and found.code.startswith("V"),
    }
    if not right[kind]:
        raise ValueError("PERS is a national number, OND an enterprise number, VER the V-code of an association.")
    return agents.written(found)


def day(text: str) -> date:
    """Read a day. Raises ValueError."""
    try:
        found = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None or found < EARLIEST:
        raise ValueError("A day is written as 2026-03-14.")
    return found


def moment(text: str) -> datetime:
    """Read a moment with its zone. Raises ValueError."""
    try:
        read = datetime.fromisoformat(text) if "T" in text and len(text) <= 40 else None
        found = read.astimezone(UTC) if read and read.tzinfo else None
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise ValueError("A moment is written with its zone: 2026-03-14T09:30:00Z.")
    if found.year < EARLIEST.year or found > clock.now() + AHEAD:
        raise ValueError("This moment lies too far back, or in the future.")
    return found
