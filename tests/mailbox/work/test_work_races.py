"""Two colleagues, a sender and an administrator at the same moment: no message lies where nobody may see it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from time import sleep
from typing import TypeVar
from uuid import UUID

import pytest
from django.db import connection, transaction

from burgerprofiel.access.faces import APPLICATION
from burgerprofiel.mailbox.models import RoutingRule, RuleSuggestion, Work
from burgerprofiel.mailbox.work import actions, arranging
from burgerprofiel.mailbox.work.rights import GENERAL, HANDLER
from burgerprofiel.mailbox.work.routing import Facts
from burgerprofiel.organisations import actions as organisations
from tests.access.test_races import at_once
from tests.mailbox import letters
from tests.mailbox.boxes import citizen
from tests.mailbox.work import offices
from tests.mailbox.work.offices import TRACE

pytestmark = pytest.mark.django_db(transaction=True)
T = TypeVar("T")
PART = "BURGERZAKEN"


def meanwhile(first: Callable[[], object], second: Callable[[], T]) -> Future[T]:
    """Do the second on another connection while the first is done and not committed yet."""

    def apart() -> T:
        try:
            return second()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            first()
            waiting = other.submit(apart)
            for _times in range(100):
                if waiting.done() or _somebody_waits():
                    break
                sleep(0.02)
        waiting.exception(20)
        return waiting


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        return bool(cursor.fetchone()[0])


@pytest.fixture
def office() -> UUID:
    """The municipality, with a part for its citizens' affairs."""
    office = offices.office()
    arranging.make_partition(office, "Burgerzaken", TRACE)
    return office


def _colleague(office: UUID, context: str) -> UUID:
    person = citizen(letters.ARNE)
    organisations.give_role(person, office, APPLICATION, HANDLER, TRACE, context=context)
    return person


def test_who_may_not_see_a_part_does_not_get_what_moves_there_at_this_moment(office: UUID) -> None:
    boss, message_id, person = offices.manager(office), offices.received(), _colleague(office, GENERAL)
    done = meanwhile(
        lambda: actions.move(boss, message_id, PART, TRACE),
        lambda: actions.assign(boss, message_id, person, TRACE),
    )
    assert isinstance(done.exception(), actions.NotTheirsError)
    assert Work.objects.get().assignee is None


def test_who_handles_the_part_gets_it(office: UUID) -> None:
    boss, message_id, person = offices.manager(office), offices.received(), _colleague(office, PART)
    with pytest.raises(actions.NotTheirsError):
        actions.assign(boss, message_id, person, TRACE)
    done = meanwhile(
        lambda: actions.move(boss, message_id, PART, TRACE),
        lambda: actions.assign(boss, message_id, person, TRACE),
    )
    assert done.exception() is None
    assert Work.objects.get().assignee == person


Acts = tuple[Callable[[], object], Callable[[], object]]


def _moved(office: UUID) -> Acts:
    boss, message_id = offices.manager(office), offices.received()
    return lambda: arranging.end_partition(office, PART, TRACE), lambda: actions.move(boss, message_id, PART, TRACE)


def _placed(office: UUID) -> Acts:
    arranging.add_rule(office, Facts(letters.TYPE, "", ""), PART, None, TRACE)
    return lambda: arranging.end_partition(office, PART, TRACE), offices.received


def _applied(office: UUID) -> Acts:
    offices.received()
    arranging.add_rule(office, Facts(letters.TYPE, "", ""), PART, None, TRACE)
    return lambda: arranging.end_partition(office, PART, TRACE), lambda: arranging.apply(office, TRACE)


def _ruled(office: UUID) -> Acts:
    facts = Facts(letters.TYPE, "", "")
    add = lambda: arranging.add_rule(office, facts, PART, None, TRACE)  # noqa: E731 - as its neighbours
    return lambda: arranging.end_partition(office, PART, TRACE), add


@pytest.mark.parametrize("acts", [_moved, _placed, _applied, _ruled])
@pytest.mark.parametrize("end_first", [True, False])
def test_nothing_stays_in_a_part_that_ends_at_this_moment(
    office: UUID, acts: Callable[[UUID], Acts], end_first: bool
) -> None:
    end, other = acts(office)
    done = meanwhile(end, other) if end_first else meanwhile(other, end)
    assert done.exception() is None or (end_first and acts in (_moved, _ruled))
    assert not Work.objects.exclude(partition_id=None).exists()
    assert not RoutingRule.objects.exists()


def test_the_same_suggestion_at_once_is_one(office: UUID) -> None:
    facts = Facts(letters.TYPE, "", letters.ORGANISATION)
    assert len(set(at_once(lambda: arranging.suggest(office, facts, "Voor wie facturen betaalt", TRACE)))) == 1
    assert RuleSuggestion.objects.count() == 1
