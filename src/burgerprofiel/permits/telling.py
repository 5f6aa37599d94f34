"""What a citizen is told of a permit of theirs: that it ends, that it does not count any more (D6). By notices.

The words are read in each reader's language. Who looks at the permit has seen what was told of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils import translation

from burgerprofiel.kit import formats
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import without_numbers
from burgerprofiel.notices import actions, passing
from burgerprofiel.notices.notice import Notice, Value
from burgerprofiel.notices.passing import Thread


def ends(citizen_id: CitizenId, permit: UUID, title: str, issuer: str, day: date, ahead: int) -> None:
    """Tell that it ends on this day, once so many days ahead. In the running transaction."""
    values: dict[str, Value] = {"permit": _line(title), "issuer": _line(issuer), "day": _day(day)}
    actions.tell(_notice(citizen_id, "permits.ends", permit, f"{day} {ahead}", values, day))


def revoked(citizens: Iterable[CitizenId], permit: UUID, title: str, issuer: str) -> None:
    """Tell that it counts no more, once. In the running transaction."""
    values = {"permit": _line(title), "issuer": _line(issuer)}
    actions.tell(*(_notice(each, "permits.revoked", permit, "", values) for each in citizens))


def seen(citizen_id: CitizenId, permit: UUID) -> None:
    """Note that its owner looked. One SQL statement."""
    passing.seen_threads([Thread(citizen_id, "", _thread(permit))])


def _notice(
    citizen_id: CitizenId, kind: str, permit: UUID, once: str, values: Mapping[str, Value], until: date | None = None
) -> Notice:
    return Notice(
        citizen_id=citizen_id,
        kind=kind,
        key=f"{kind} {permit} {once}".strip(),
        values=values,
        path=f"/attesten/toelatingen/{permit}",
        expires_on=until,
        transaction=_thread(permit),
    )


def _thread(permit: UUID) -> str:
    return f"permit {permit}"


def _line(text: str) -> str:
    return without_numbers(" ".join(text.split()))


def _day(day: date) -> Mapping[str, str]:
    told = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            told[language] = formats.day(day)
    return told
