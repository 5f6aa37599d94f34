"""What happens to somebody's keys, and in their name (A8, A11): in the bell always, by e-mail whatever was chosen.

Access writes a letter of its own, with the link that locks, to every address proved there (decision 0020). At such an
address no second letter comes. Whoever makes noise fills no mailbox: past some in an hour only the bell is told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.utils import translation

from burgerprofiel.access.keys import reach
from burgerprofiel.access.warnings import News
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.notices import actions
from burgerprofiel.notices.models import Notice as Row
from burgerprofiel.notices.notice import Channel, Notice
from burgerprofiel.people.profile.queries import contacts_of

MOST, WITHIN = 5, timedelta(hours=1)
"""Of one kind of news at most so many go out."""


def heard(
    *,
    citizen_id: CitizenId,
    news: News,
    key: Key,
    device: str,
    counter: str,
    written: Collection[str],
    **_signal: object,
) -> None:
    """Receive `access.signals.warned`."""
    kind = f"safety.{news.value}"
    notice = Notice(
        citizen_id=citizen_id,
        kind=kind,
        key=f"{kind} {uuid4().hex}",
        values={"key": _titles(key), "device": device, "counter": counter},
        channels=_channels(citizen_id, kind, {each.casefold() for each in written}),
    )
    actions.tell(notice)


def _titles(key: Key) -> Mapping[str, str]:
    told = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            told[language] = reach.key_title(key)
    return told


def _channels(citizen_id: CitizenId, kind: str, written: Collection[str]) -> frozenset[Channel]:
    recent = Row.objects.filter(citizen_id=citizen_id, kind=kind, at__gt=clock.now() - WITHIN)
    if recent.count() >= MOST:
        return frozenset()
    mine = {each.value.casefold() for each in contacts_of(citizen_id)}
    return frozenset(Channel) - {Channel.EMAIL} if mine & set(written) else frozenset(Channel)
