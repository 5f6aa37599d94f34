"""Notices do not stay for ever: what was read goes after a year, what was not read when it is long over (I1)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from burgerprofiel.audit.queries import events_of
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.models import Delivery, Notice
from burgerprofiel.notices.own import keeping
from tests.notices.bell.conftest import Tell

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def kept(tell: Tell, *, days: int, **more: object) -> bool:
    """Whether a notice that came so many days ago outlives a night."""
    now = clock.now()
    read, done = more.pop("read", False), more.pop("done", False)
    known = tell(at=now - days * DAY, **more)
    Notice.objects.filter(id=known).update(read_at=now if read else None, done_at=now if done else None)
    keeping.sweep()
    return Notice.objects.filter(id=known).exists()


def test_what_was_read_goes_after_a_year(tell: Tell) -> None:
    assert kept(tell, days=360, read=True)
    assert not kept(tell, days=370, read=True)


def test_what_was_not_read_stays_for_two_years(tell: Tell) -> None:
    assert kept(tell, days=720)
    assert not kept(tell, days=740)


def test_what_was_read_but_not_done_is_kept_as_if_unread(tell: Tell) -> None:
    assert kept(tell, days=370, asks=True, read=True)
    assert not kept(tell, days=370, asks=True, read=True, done=True)


def test_what_has_expired_is_shown_for_a_month(tell: Tell) -> None:
    assert kept(tell, days=50, expires_on=clock.today() - 29 * DAY)
    assert not kept(tell, days=50, expires_on=clock.today() - 32 * DAY)


def test_deliveries_go_with_their_notice_and_the_trail_says_how_many_went(tell: Tell, noor: CitizenId) -> None:
    now = clock.now()
    known = tell(at=now - 800 * DAY)
    Delivery.objects.create(
        citizen_id=noor,
        id=known,
        notice_id=known,
        channel="email",
        way="handed",
        created_at=now,
        due_at=now,
        way_at=now,
    )
    assert keeping.sweep() == 1
    assert keeping.sweep() == 0
    assert not Delivery.objects.exists()
    gone = [event for event in events_of(noor).events if event.tag == "notices.notice.gone"]
    assert [event.details["count"] for event in gone] == [1]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.integers(0, 363), read=st.booleans(), asks=st.booleans(), until=st.none() | st.integers(-28, 400))
def test_nothing_goes_within_a_year_unless_it_expired_a_month_ago(
    tell: Tell, days: int, read: bool, asks: bool, until: int | None
) -> None:
    expires = clock.today() + until * DAY if until is not None else None
    assert kept(tell, days=days, read=read, asks=asks, expires_on=expires)
