"""What waits for a citizen at all registries: one number in the menu, on the overview and above the list (C2).

Others are asked when the overview or the list is shown, each at most once a page. Between that the menu says what they
told last: counts that are kept for the session only, sealed with the key in the citizen's cookie (decision 0028).
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from django.db import connection

from burgerprofiel.access.queries import LONGEST
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.actions import record
from burgerprofiel.kit import clock, sealing
from burgerprofiel.kit.connections import small_write
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.packing import from_msgpack
from burgerprofiel.mailbox.events import RegistryAsked
from burgerprofiel.mailbox.federation import all_at_once, members
from burgerprofiel.mailbox.federation.all_at_once import Told
from burgerprofiel.mailbox.federation.contract import Reader
from burgerprofiel.mailbox.models import Waiting

FRESH = timedelta(seconds=45)
"""How long the overview believes what was told last; the list asks each time, for it shows the messages beside it."""
_WRITE = """
    INSERT INTO mailbox_waiting (citizen_id, session_id, sealed, news, expires_at) VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (citizen_id, session_id)
    DO UPDATE SET sealed = excluded.sealed, news = excluded.news, expires_at = excluded.expires_at
"""


class Elsewhere(msgspec.Struct, frozen=True):
    """What the other registries told."""

    at: datetime
    told: tuple[Told, ...]
    news: bool = False
    """Whether one of them told of a new message since."""

    @property
    def unread(self) -> int:
        """How many messages are unread at those that answered."""
        return sum(each.glance.unread for each in self.told if each.glance)

    @property
    def silent(self) -> tuple[str, ...]:
        """The ids of those that did not answer: of theirs nothing is counted."""
        return tuple(each.registry for each in self.told if each.glance is None)

    @property
    def fresh(self) -> bool:
        """Whether it was told a moment ago, by all of them, and nothing is new since."""
        return not self.silent and not self.news and clock.now() - self.at < FRESH


@dataclass
class Look:
    """Others that are being asked; one may do something else meanwhile."""

    viewer: Viewer
    answer: Future[tuple[Told, ...]]
    began: datetime = field(default_factory=clock.now)

    @property
    def ready(self) -> bool:
        """Whether waiting would take no time."""
        return self.answer.done()

    def wait(self, *, tell: bool = True) -> Elsewhere:
        """Return what they told, and keep it for the menu; `tell`: write to the trail that they were asked.

        Waits no longer than the slowest one's budget.
        """
        found = Elsewhere(self.began, all_at_once.waited(self.answer))
        _keep(self.viewer, found, [_asked(each) for each in found.told] if tell else [])
        return found


def look(viewer: Viewer, reader: Reader, insist: frozenset[str] = frozenset()) -> Look | None:
    """Begin to ask all others; None: there is nobody to ask. At most three SQL statements for each."""
    others = members.others()
    return Look(viewer, all_at_once.ask(others, reader, insist)) if others else None


def opened(viewer: Viewer, registry: str) -> None:
    """One message that was unread there was opened just now: the menu counts it no more. Two SQL statements."""
    found = last(viewer)
    if found is None:
        return
    told = tuple(all_at_once.one_less(each) if each.registry == registry else each for each in found.told)
    _keep(viewer, msgspec.structs.replace(found, told=told), [])


def last(viewer: Viewer) -> Elsewhere | None:
    """Return what was told last in this session; None: nobody was asked yet. One SQL statement."""
    rows = Waiting.objects.filter(citizen_id=viewer.citizen_id, session_id=viewer.session_id)
    return unsealed(viewer, *(rows.values_list("sealed", "news").first() or (None, None)))


def unsealed(viewer: Viewer, sealed: bytes | memoryview | None, news: bool | None) -> Elsewhere | None:  # noqa: FBT001 - a row
    """Return what a row of this session says; what does not open is as if it were not there."""
    if sealed is None:
        return None
    try:
        found = from_msgpack(sealing.unseal(viewer.seal_key, bytes(sealed), _place(viewer)), Elsewhere)
    except (sealing.NotSealedForThisError, msgspec.MsgspecError):
        return None
    return msgspec.structs.replace(found, news=bool(news))


def forget_session(*, session_id: UUID, citizen_id: CitizenId, **_signal: object) -> None:
    """Delete what a session kept: it ended. Receives `access.signals.session_ended`."""
    Waiting.objects.filter(citizen_id=citizen_id, session_id=session_id).delete()


def sweep() -> int:
    """Delete what sessions left that just ran out; return how many rows."""
    return Waiting.objects.filter(expires_at__lte=clock.now()).delete()[0]


def _keep(viewer: Viewer, found: Elsewhere, events: Sequence[RegistryAsked]) -> None:
    sealed = sealing.seal(viewer.seal_key, msgspec.msgpack.encode(found), _place(viewer))
    with small_write(durable=False):
        with connection.cursor() as cursor:
            cursor.execute(_WRITE, [viewer.citizen_id, viewer.session_id, sealed, found.news, clock.now() + LONGEST])
        if events:
            record(viewer.citizen_id, viewer.trace, *events)


def _asked(told: Told) -> RegistryAsked:
    return RegistryAsked(registry=told.registry, outcome=told.status.value, milliseconds=told.milliseconds)


def _place(viewer: Viewer) -> bytes:
    return b"mailbox.waiting" + viewer.citizen_id.bytes + viewer.session_id.bytes
