"""Nobody signed in for 23 months: who gave us a profile hears on every channel that it will be removed (E3).

An address or a number at which nothing arrives any more is told where something does (E4). With the profile goes by
what a browser is reached, and how somebody wanted to be told; with its citizen's death nothing goes out any more (C11).
"""

from __future__ import annotations

from uuid import UUID

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices import actions, holding, silence
from burgerprofiel.notices.notice import Notice
from burgerprofiel.notices.push import actions as push
from burgerprofiel.notices.push.queries import browsers_of
from burgerprofiel.people.profile.contact import Kind


def unused(*, citizen_id: CitizenId, **_signal: object) -> None:
    """Receive `people.profile.signals.unused_soon`."""
    key = f"profile.unused {clock.today()}"
    actions.tell(Notice(citizen_id=citizen_id, kind="profile.unused", key=key, path="/profiel"))


def died(*, citizen_id: CitizenId, contact_id: UUID, kind: Kind, **_signal: object) -> None:
    """Receive `people.profile.signals.contact_died`."""
    what = "profile.address_dead" if kind is Kind.EMAIL else "profile.phone_dead"
    key = f"{what} {contact_id} {clock.now():%Y-%m-%dT%H:%M:%S.%f}"
    actions.tell(Notice(citizen_id=citizen_id, kind=what, key=key, path="/profiel"))


def forgotten(*, citizen_id: CitizenId, trace: Trace, **_signal: object) -> None:
    """Receive `people.profile.signals.profile_forgotten`."""
    holding.forget(citizen_id)
    _stop(citizen_id, trace, "profile")


def rests(*, citizen_id: CitizenId, trace: Trace, **_signal: object) -> None:
    """Receive `people.profile.signals.profile_rests`: nothing that waits goes out, and no browser shows it any more."""
    silence.of(citizen_id)
    _stop(citizen_id, trace, "death")


def _stop(citizen_id: CitizenId, trace: Trace, why: str) -> None:
    for browser in browsers_of(citizen_id):
        push.stop(citizen_id, browser.id, trace, why=why)
