"""Choosing how one is told (E2, C5): each choice one transaction, in the citizen's trail.

Only what differs from the default is kept. What waits already follows the new choice when its turn comes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import time
from functools import update_wrapper
from typing import Concatenate, ParamSpec, TypeVar

from django.db import connection

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices import holding
from burgerprofiel.notices.events import PortalChosen, PreferenceChanged, TimesChanged
from burgerprofiel.notices.kinds.kind import DEFAULTS, Group, How
from burgerprofiel.notices.models import Preference, Setting
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.preferences import queries
from burgerprofiel.notices.preferences.rule import NOTHING_CHOSEN

P = ParamSpec("P")
R = TypeVar("R")
Choices = Mapping[tuple[Group, Channel], How]


class NotToBeSwitchedOffError(ValueError):
    """What concerns the safety of one's keys is told at once, by every channel that reaches."""


def _changing(act: Callable[Concatenate[CitizenId, P], R]) -> Callable[Concatenate[CitizenId, P], R]:
    """Let an act be one transaction, that holds the citizen's profile."""

    def within(citizen_id: CitizenId, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with holding.changing(citizen_id):
            return act(citizen_id, *args, **kwargs)

    update_wrapper(within, act)
    return within


@_changing
def choose(citizen_id: CitizenId, choices: Choices, trace: Trace) -> int:
    """Keep these choices; return how many changed. Raises NotToBeSwitchedOffError before anything is kept."""
    if any(group is Group.SAFETY and how is not DEFAULTS[group][channel] for (group, channel), how in choices.items()):
        raise NotToBeSwitchedOffError
    _lock(citizen_id)
    before = queries.wanted_of([citizen_id]).get(citizen_id, NOTHING_CHOSEN)
    changed = {each: how for each, how in choices.items() if before.choice(*each) is not how}
    for (group, channel), how in changed.items():
        mine = Preference.objects.filter(citizen_id=citizen_id, group=group, channel=channel)
        if how is DEFAULTS[group][channel]:
            mine.delete()
        elif not mine.update(how=how, since=clock.now()):
            Preference.objects.create(citizen_id=citizen_id, group=group, channel=channel, how=how, since=clock.now())
    told = [
        PreferenceChanged(group=group.value, channel=channel.value, how=how)
        for (group, channel), how in changed.items()
    ]
    record(citizen_id, trace, *told)
    return len(changed)


@_changing
def end_e_mails(citizen_id: CitizenId, groups: Collection[Group], trace: Trace, *, daily: bool = False) -> Choices:
    """Switch off e-mail of these groups (`daily`: of those alone that come once a day); return what held before."""
    _lock(citizen_id)
    wanted = queries.wanted_of([citizen_id]).get(citizen_id, NOTHING_CHOSEN)
    held = {(group, Channel.EMAIL): wanted.choice(group, Channel.EMAIL) for group in groups}
    before = {each: how for each, how in held.items() if how is How.DIGEST or not (daily or how is How.NEVER)}
    choose(citizen_id, dict.fromkeys(before, How.NEVER), trace)
    return before


@_changing
def take_back(citizen_id: CitizenId, before: Choices, trace: Trace) -> Choices:
    """Let what held before `end_e_mails` hold again, where nothing else was chosen since; return that."""
    _lock(citizen_id)
    wanted = queries.wanted_of([citizen_id]).get(citizen_id, NOTHING_CHOSEN)
    again = {each: how for each, how in before.items() if wanted.choice(*each) is How.NEVER}
    choose(citizen_id, again, trace)
    return again


@_changing
def set_times(citizen_id: CitizenId, quiet: tuple[time, time] | None, digest_at: time, trace: Trace) -> None:
    """Keep when the citizen is left alone and when digests come; the same again changes nothing."""
    _lock(citizen_id)
    before = queries.wanted_of([citizen_id]).get(citizen_id, NOTHING_CHOSEN)
    if (before.quiet, before.digest_at) == (quiet, digest_at):
        return
    begin, end = quiet or (None, None)
    values = {"quiet_from": begin, "quiet_until": end, "digest_at": digest_at}
    Setting.objects.update_or_create(citizen_id=citizen_id, defaults=values)
    record(citizen_id, trace, TimesChanged(quiet=_span(quiet), digest_at=f"{digest_at:%H:%M}"))


@_changing
def set_portal(citizen_id: CitizenId, client_id: str, trace: Trace) -> None:
    """Keep which portal writes about new messages (C5); empty: this one. The same again changes nothing."""
    _lock(citizen_id)
    before = queries.wanted_of([citizen_id]).get(citizen_id, NOTHING_CHOSEN)
    if before.portal == client_id:
        return
    Setting.objects.update_or_create(citizen_id=citizen_id, defaults={"portal": client_id})
    record(citizen_id, trace, PortalChosen(client=client_id))


def _span(quiet: tuple[time, time] | None) -> str:
    return f"{quiet[0]:%H:%M}-{quiet[1]:%H:%M}" if quiet else ""


def _lock(citizen_id: CitizenId) -> None:
    """Let two choices of one citizen come after each other, in two tabs too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('burgerprofiel.preferences' || %s, 0))", [str(citizen_id)]
        )
