"""When a notice goes by a channel: what must be told, what was chosen, quiet hours, digests (E2)."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.kit import clock
from burgerprofiel.notices.kinds import KINDS, Group, How, Kind
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.preferences.rule import Wanted, after_quiet, next_time, when

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
WANTED = st.builds(
    Wanted,
    st.dictionaries(st.tuples(st.sampled_from(Group), st.sampled_from(Channel)), st.sampled_from(How)),
    st.none() | st.tuples(TIMES, TIMES),
    TIMES,
)


def in_brussels(moment: datetime) -> time:
    """What clocks show there."""
    return moment.astimezone(clock.BRUSSELS).time()


@given(st.sampled_from(list(KINDS.values())), st.sampled_from(Channel), WANTED, MOMENTS)
def test_nothing_goes_in_quiet_hours_nor_before_it_was_told_nor_two_days_late(
    kind: Kind, channel: Channel, wanted: Wanted, now: datetime
) -> None:
    found = when(kind, channel, wanted, now)
    if found is None:
        return
    assert now <= found.at <= now + timedelta(days=2, hours=2)
    assert kind.skips_quiet or after_quiet(found.at, wanted.quiet) == found.at


@given(st.sampled_from(list(KINDS.values())), WANTED, MOMENTS)
def test_what_must_be_told_is_never_off_and_never_in_a_digest(kind: Kind, wanted: Wanted, now: datetime) -> None:
    for channel in kind.must:
        found = when(kind, channel, wanted, now)
        assert found is not None
        assert not found.digest


@given(MOMENTS, TIMES)
def test_the_next_time_is_within_about_a_day(now: datetime, at: time) -> None:
    found = next_time(now, at)
    assert now < found <= now + timedelta(hours=25)


def test_a_night_of_quiet_ends_in_the_morning_of_the_next_day_in_brussels() -> None:
    quiet = (time(22), time(7))
    late = datetime(2025, 3, 29, 21, 30, tzinfo=UTC)
    assert in_brussels(late) == time(22, 30)
    assert after_quiet(late, quiet) == datetime(2025, 3, 30, 5, 0, tzinfo=UTC), "the clocks went forward that night"
