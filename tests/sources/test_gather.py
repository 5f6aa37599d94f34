"""Asking the sources: each answer once, as it ripens, kept and audited; a slow or dead source costs itself only."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from django.db import connection, transaction

from burgerprofiel.access import actions as access
from burgerprofiel.access import queries as sessions
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit.answers import Cause, Data, Unavailable
from burgerprofiel.simulators.magda.faults import Mode
from burgerprofiel.sources import cache, fanout, queries
from burgerprofiel.sources.connectors.magda.catalogue import catalogue
from burgerprofiel.sources.connectors.magda.services.geef_persoon import SERVICE as PERSON
from burgerprofiel.sources.connectors.magda.services.geef_werkrelaties import SERVICE as WORK
from burgerprofiel.sources.models import SealedAnswer
from tests.sources.conftest import RunningMagda
from tests.sources.viewers import of_the_cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _connected(magda: RunningMagda, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the process's own loop ask the simulated MAGDA."""
    portal, _connector = fanout._loop()
    connector = magda.connector(deadline=2.0)
    monkeypatch.setattr(fanout, "_connector", connector)
    yield
    portal.call(connector.close)


def test_every_service_answers_once_and_the_second_time_no_source_is_asked(magda: RunningMagda) -> None:
    noor = of_the_cast("noor")
    services = list(catalogue().values())
    first = dict(queries.gather(noor, services))
    assert set(first) == set(services)
    magda.behave("*", Mode.REFUSES)
    assert dict(queries.gather(noor, services)) == first


def test_a_dead_source_costs_only_itself_and_the_quick_one_comes_first(magda: RunningMagda) -> None:
    magda.behave("GeefPersoon", Mode.DEAD)
    began = time.monotonic()
    arrivals = [
        (service.name, answer, time.monotonic() - began)
        for service, answer in queries.gather(of_the_cast("noor"), [PERSON, WORK])
    ]
    (first, good, early), (last, bad, late) = arrivals
    assert (first, last) == ("GeefWerkrelaties", "GeefPersoon")
    assert isinstance(good, Data)
    assert isinstance(bad, Unavailable)
    assert bad.cause is Cause.TIMEOUT
    assert early < late


def test_try_again_asks_the_source_anew(magda: RunningMagda) -> None:
    noor = of_the_cast("noor")
    magda.behave("GeefPersoon", Mode.REFUSES)
    ((_service, before),) = queries.gather(noor, [PERSON])
    assert isinstance(before, Unavailable)
    magda.behave("GeefPersoon", Mode.FINE)
    ((_service, after),) = queries.gather(noor, [PERSON], refresh={"GeefPersoon"})
    assert isinstance(after, Data)


def test_every_question_to_a_source_is_in_the_trail(magda: RunningMagda) -> None:
    noor = of_the_cast("noor")
    list(queries.gather(noor, [PERSON, WORK]))
    events = AuditEvent.objects.filter(citizen_id=noor.citizen_id, tag="sources.answer.fetched")
    assert {msgspec.json.decode(event.details)["service"] for event in events} == {"GeefPersoon", "GeefWerkrelaties"}


def test_an_answer_about_somebody_else_is_refused_and_in_the_trail(magda: RunningMagda) -> None:
    magda.behave("GeefPersoon", Mode.FOREIGN)
    noor = of_the_cast("noor")
    ((_service, answer),) = queries.gather(noor, [PERSON])
    assert isinstance(answer, Unavailable)
    assert answer.cause is Cause.FOREIGN
    assert AuditEvent.objects.filter(citizen_id=noor.citizen_id, tag="sources.answer.refused").count() == 1


def test_a_service_that_needs_another_gets_its_answer(magda: RunningMagda) -> None:
    epc = catalogue()["GeefEpc"]
    ((_service, answer),) = queries.gather(of_the_cast("noor"), [epc])
    assert isinstance(answer, Data)


def test_leaving_in_the_middle_stops_the_asking(magda: RunningMagda) -> None:
    magda.behave("GeefPersoon", Mode.DEAD)
    arriving = queries.gather(of_the_cast("noor"), [PERSON, WORK])
    next(arriving)
    began = time.monotonic()
    arriving.close()  # type: ignore[attr-defined]
    assert time.monotonic() - began < 1.5


def test_what_arrives_after_signing_out_is_not_kept_but_is_in_the_trail(magda: RunningMagda) -> None:
    noor = of_the_cast("noor")
    arriving = queries.gather(noor, [PERSON, WORK])
    next(iter(arriving))
    access.end_session(noor)
    list(arriving)
    assert not SealedAnswer.objects.filter(session_id=noor.session_id).exists()
    assert AuditEvent.objects.filter(citizen_id=noor.citizen_id, tag="sources.answer.fetched").count() == 2


def test_signing_out_waits_for_an_answer_that_is_being_kept_and_takes_it_along(magda: RunningMagda) -> None:
    noor = of_the_cast("noor")
    ((_service, answer),) = queries.gather(noor, [PERSON])
    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            assert sessions.hold(noor)
            leaving = other.submit(_sign_out, noor)
            with pytest.raises(TimeoutError):
                leaving.result(0.3)
            cache.write(noor, [(WORK, answer)])
        leaving.result(5)
    assert not SealedAnswer.objects.filter(session_id=noor.session_id).exists()


def _sign_out(viewer: Viewer) -> None:
    """End a session in another thread, on a connection of its own."""
    try:
        access.end_session(viewer)
    finally:
        connection.close()
