"""What becomes of a letter that came back, and of its address and its notice (E4). Each report counts once.

An address that does not exist is dead at once; one that refused three letters within a month is dead too. What did not
arrive goes another way. Who complains gets no more e-mail of that group, and nothing else changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.post import status
from burgerprofiel.notices.bounces import reading
from burgerprofiel.notices.bounces.returned import Returned, Word
from burgerprofiel.notices.events import LetterComplained, LetterReturned
from burgerprofiel.notices.kinds.kind import Group, How
from burgerprofiel.notices.models import Delivery, Notice
from burgerprofiel.notices.models.notices import Way
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.outbox import instead, waking
from burgerprofiel.notices.outbox.taken import Outcome, Taken
from burgerprofiel.notices.preferences import actions as preferences
from burgerprofiel.people.profile import actions as profile

TOO_OFTEN = 3
"""Letters that came back within `A_WHILE`: then the address is dead, whatever was said."""
A_WHILE = timedelta(days=30)
_GONE_OUT = (Way.HANDED, Way.DELIVERED)
_CHANGES = (Word.FAILED, Word.COMPLAINT)
"""What may change the citizen's profile: an address is dead, e-mails of a group end."""


def take(raw: bytes, trace: Trace, to: str = "") -> Word:
    """Take in a report about an e-mail; return what was done with it: `NOTHING` for what is none or not ours."""
    return act(reading.read(raw, to), Channel.EMAIL, trace)


@transaction.atomic
def act(returned: Returned, channel: Channel, trace: Trace, *, is_dead: bool | None = None) -> Word:
    """Do what is said of a letter; `is_dead`: whether the other side says so itself."""
    if returned.letter is None or returned.word is Word.NOTHING:
        return Word.NOTHING
    own = Delivery.objects.filter(Q(id=returned.letter, letter=None) | Q(letter=returned.letter), channel=channel.value)
    if returned.word in _CHANGES:  # the profile before the trail, as whoever changes it does
        for citizen_id in own.order_by().values_list("citizen_id", flat=True).distinct():
            profile.hold(CitizenId(citizen_id))
    rows = list(own.order_by("id").select_for_update())
    rows = [row for row in rows if row.way in _GONE_OUT]
    if not rows:
        return Word.NOTHING
    match returned.word:
        case Word.FAILED:
            _came_back(rows, returned, trace, is_dead=is_dead)
        case Word.DELIVERED:
            _arrived(rows)
        case Word.COMPLAINT:
            return _complained(rows, trace)
    return returned.word


def _came_back(rows: Sequence[Delivery], returned: Returned, trace: Trace, *, is_dead: bool | None) -> None:
    first, now = rows[0], clock.now()
    citizen_id, code = CitizenId(first.citizen_id), returned.code or "unknown"
    mine = Delivery.objects.filter(citizen_id=citizen_id)
    mine.filter(id__in=[row.id for row in rows]).update(way=Way.BOUNCED, why=code, way_at=now)
    dead = status.is_dead(code) if is_dead is None else is_dead
    if first.contact_id and not dead:
        back = mine.filter(contact_id=first.contact_id, way=Way.BOUNCED, way_at__gt=now - A_WHILE)
        dead = len({row.letter or row.id for row in back.only("citizen_id", "id", "letter")}) >= TOO_OFTEN
    record(citizen_id, trace, LetterReturned(letter=str(returned.letter), code=code))
    if first.contact_id and dead:
        profile.note_dead(citizen_id, first.contact_id, code, trace)
    late = now - instead.GIVE_UP
    instead.go([_outcome(row, code, dead=dead) for row in rows if row.created_at > late])
    waking.after_this()


def _outcome(row: Delivery, code: str, *, dead: bool) -> Outcome:
    taken = Taken(
        id=row.id,
        citizen_id=CitizenId(row.citizen_id),
        notice_id=row.notice_id,
        channel=Channel(row.channel),
        bulk=False,
        digest=False,
        instead=True,
        give_up_at=row.created_at + instead.GIVE_UP,
        letter=row.id,
        attempts=0,
        postman=UUID(int=0),
    )
    return Outcome(taken, Way.BOUNCED, code, row.provider, row.contact_id, is_dead=dead)


def _arrived(rows: Sequence[Delivery]) -> None:
    first, now = rows[0], clock.now()
    mine = Delivery.objects.filter(citizen_id=first.citizen_id, id__in=[row.id for row in rows], way=Way.HANDED)
    if mine.update(way=Way.DELIVERED, way_at=now) and first.contact_id:
        profile.note_reached(CitizenId(first.citizen_id), first.contact_id, now)


def _complained(rows: Sequence[Delivery], trace: Trace) -> Word:
    """E-mail of these groups stops; what the citizen switches on again afterwards stays on."""
    fresh = [row for row in rows if row.why != "complaint"]
    if not fresh:
        return Word.NOTHING
    citizen_id = CitizenId(rows[0].citizen_id)
    mine = Delivery.objects.filter(citizen_id=citizen_id, id__in=[row.id for row in fresh])
    mine.update(why="complaint", way=Way.DELIVERED, way_at=clock.now())
    notices = Notice.objects.filter(citizen_id=citizen_id, id__in=[row.notice_id for row in fresh])
    groups = {Group(group) for group in notices.values_list("group", flat=True)} - {Group.SAFETY}
    record(citizen_id, trace, LetterComplained(letter=str(rows[0].letter or rows[0].id)))
    preferences.choose(citizen_id, {(group, Channel.EMAIL): How.NEVER for group in groups}, trace)
    return Word.COMPLAINT
