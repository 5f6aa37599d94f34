"""Meeting citizens: one id per person, whatever happens at the same time; the number is nowhere to be read."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, transaction

from burgerprofiel.kit import sealing
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people import actions, queries
from burgerprofiel.people.models import Citizen, CitizenKey, CitizenLookup

NOOR, WOUTER = Ssin("85631441236"), Ssin("83710237757")

Count = Callable[[int], AbstractContextManager[object]]


@pytest.mark.django_db
def test_somebody_we_meet_again_has_the_same_id() -> None:
    noor = actions.meet(NOOR)
    assert actions.meet(NOOR) == noor
    assert actions.meet(WOUTER) != noor
    assert queries.citizen_with(NOOR) == noor


@pytest.mark.django_db
def test_nobody_is_made_by_asking() -> None:
    assert queries.citizen_with(NOOR) is None
    assert not Citizen.objects.exists()


@pytest.mark.django_db
def test_the_number_comes_back_for_the_source_that_needs_it() -> None:
    assert queries.ssin_of(actions.meet(NOOR)) == NOOR


@pytest.mark.django_db
def test_an_unknown_citizen_has_no_number() -> None:
    with pytest.raises(queries.UnknownCitizenError):
        queries.ssin_of(CitizenId(uuid4()))


@pytest.mark.django_db
def test_a_known_citizen_costs_one_statement(django_assert_num_queries: Count) -> None:
    noor = actions.meet(NOOR)
    with django_assert_num_queries(1):
        actions.meet(NOOR)
    with django_assert_num_queries(1):
        queries.ssin_of(noor)


@pytest.mark.django_db(transaction=True)
def test_first_sign_ins_at_the_same_moment_give_one_citizen() -> None:
    start = Barrier(8)

    def sign_in(_: int) -> CitizenId:
        start.wait()
        try:
            return actions.meet(NOOR)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        met = set(threads.map(sign_in, range(8)))
    assert met == {queries.citizen_with(NOOR)}
    assert (Citizen.objects.count(), CitizenKey.objects.count(), CitizenLookup.objects.count()) == (1, 1, 1)


def wait_until_somebody_waits() -> None:
    """Return when another connection waits for a lock of ours."""
    with connection.cursor() as cursor:
        for _ in range(500):
            cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
            if cursor.fetchone():
                return
            time.sleep(0.01)
    raise AssertionError("Nobody waited.")


@pytest.mark.django_db(transaction=True)
def test_a_first_sign_in_waits_for_one_under_way_and_takes_over_when_that_fails() -> None:
    def sign_in() -> CitizenId:
        try:
            return actions.meet(NOOR)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            failed = actions.meet(NOOR)
            other = threads.submit(sign_in)
            wait_until_somebody_waits()
            raise ZeroDivisionError
        met = other.result(5)
    assert met != failed
    assert queries.ssin_of(met) == NOOR


@pytest.mark.django_db
def test_the_database_holds_the_number_nowhere() -> None:
    actions.meet(NOOR)
    rows = [*Citizen.objects.values_list(), *CitizenKey.objects.values_list(), *CitizenLookup.objects.values_list()]
    for value in (value for row in rows for value in row):
        text = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
        assert NOOR.digits.encode() not in text


@pytest.mark.django_db
def test_deleting_the_key_erases_the_citizen() -> None:
    noor = actions.meet(NOOR)
    CitizenKey.objects.filter(citizen_id=noor).delete()
    with pytest.raises(queries.UnknownCitizenError):
        queries.ssin_of(noor)


@pytest.mark.django_db
@pytest.mark.parametrize("moved", ["number", "key", "both"])
def test_what_is_moved_to_another_citizen_does_not_open(moved: str) -> None:
    noor, wouter = actions.meet(NOOR), actions.meet(WOUTER)
    if moved in ("number", "both"):
        number = Citizen.objects.get(id=noor).national_number
        Citizen.objects.filter(id=wouter).update(national_number=number)
    if moved in ("key", "both"):
        CitizenKey.objects.filter(citizen_id=wouter).update(sealed=CitizenKey.objects.get(citizen_id=noor).sealed)
    with pytest.raises(sealing.NotSealedForThisError):
        queries.ssin_of(wouter)
