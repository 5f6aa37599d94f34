"""An announcement sent as a trial to who writes or releases it, and to nobody else: by every channel they have.

It is a notice of their own, marked as a trial, whatever they chose about announcements; their quiet hours hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import pgettext

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.notices import actions
from burgerprofiel.notices.announcements import writing
from burgerprofiel.notices.announcements.events import ProposalTried
from burgerprofiel.notices.kinds.announcements import TOLD
from burgerprofiel.notices.models import Delivery, Proposal, Waiting
from burgerprofiel.notices.models.notices import Way
from burgerprofiel.notices.notice import Channel, Notice, Value
from burgerprofiel.notices.outbox import reach, waking

_MATTERS = timedelta(days=1)


@transaction.atomic
def send(row: Proposal, whom: CitizenId, trace: Trace) -> frozenset[Channel]:
    """Send it; return by which channels it goes, beside the bell. Raises NotADraftError when something is not right."""
    said = writing.draft_of(row.typed)
    now = clock.now()
    notice = Notice(
        citizen_id=whom,
        kind=TOLD,
        key=f"trial {uuid7()}",
        values=_marked(said.words),
        path=said.path,
        expires_on=(now + _MATTERS).astimezone(clock.BRUSSELS).date(),
        channels=frozenset(),
    )
    channels = reach.channels_of([whom]).get(whom, frozenset())
    for told in actions.tell(notice, trace=trace):
        for channel in sorted(channels):
            known = uuid7()
            Delivery.objects.create(
                citizen_id=whom,
                id=known,
                notice_id=told.id,
                channel=channel.value,
                way=Way.WAITING,
                created_at=now,
                due_at=now,
                way_at=now,
            )
            Waiting.objects.create(
                id=known,
                citizen_id=whom,
                notice_id=told.id,
                channel=channel.value,
                instead=True,
                due_at=now,
                give_up_at=now + _MATTERS,
            )
    record(whom, trace, ProposalTried(proposal=str(row.id)))
    waking.after_this()
    return channels


def _marked(words: Mapping[str, Mapping[str, str]]) -> dict[str, Value]:
    """Nobody takes it for the real one: its title says what it is, in each language."""
    title = {}
    for code, said in words["title"].items():
        with translation.override(code):
            title[code] = pgettext("an announcement that was sent to oneself", "Trial: %(title)s") % {"title": said}
    return {**words, "title": title}
