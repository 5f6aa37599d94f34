"""Whatever a source does, the citizen gets one of four answers, in time."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from burgerprofiel.kit.answers import Answer, Cause, Data, NotAllowed, Nothing, Unavailable
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.simulators.magda.cast import BY_SLUG
from burgerprofiel.simulators.magda.faults import Mode
from burgerprofiel.sources.connectors.magda.connector import Connector
from burgerprofiel.sources.connectors.magda.services.geef_persoon import SERVICE as PERSON
from burgerprofiel.sources.service import Answers
from tests.sources.conftest import RunningMagda


def _ask(connector: Connector, slug: str = "noor", times: int = 1) -> list[Answer[Any]]:
    async def run() -> list[Answer[Any]]:
        ssin = Ssin(BY_SLUG[slug].ssin)
        try:
            return [(await connector.fetch(PERSON, ssin, Answers())).answer for _time in range(times)]
        finally:
            await connector.close()

    return asyncio.run(run())


def test_a_person_is_found(magda: RunningMagda) -> None:
    (answer,) = _ask(magda.connector())
    assert isinstance(answer, Data)


def test_a_person_without_data_is_nothing_not_an_error(magda: RunningMagda) -> None:
    (answer,) = _ask(magda.connector(), "robin")
    assert isinstance(answer, Nothing)


def test_a_person_whose_sources_are_down_is_unavailable(magda: RunningMagda) -> None:
    (answer,) = _ask(magda.connector(), "bram")
    assert isinstance(answer, Unavailable)


def test_a_person_who_is_not_registered_is_registered_first(magda: RunningMagda) -> None:
    magda.state.unregistered.add(BY_SLUG["oksana"].ssin)
    (answer,) = _ask(magda.connector(), "oksana")
    assert isinstance(answer, Data)
    assert BY_SLUG["oksana"].ssin not in magda.state.unregistered


@pytest.mark.parametrize(
    ("mode", "cause"),
    [
        (Mode.REFUSES, Cause.UNREACHABLE),
        (Mode.OVERLOADED, Cause.OVERLOADED),
        (Mode.FAULT, Cause.BROKEN),
        (Mode.MALFORMED, Cause.BROKEN),
        (Mode.BOMB, Cause.BROKEN),
        (Mode.ENTITY, Cause.BROKEN),
        (Mode.HUGE, Cause.BROKEN),
        (Mode.CHARSET, Cause.BROKEN),
        (Mode.FOREIGN, Cause.FOREIGN),
        (Mode.DEAD, Cause.TIMEOUT),
    ],
)
def test_trouble_at_the_source_costs_an_answer_and_nothing_more(magda: RunningMagda, mode: Mode, cause: Cause) -> None:
    magda.behave("GeefPersoon", mode)
    (answer,) = _ask(magda.connector(deadline=1.0))
    assert isinstance(answer, Unavailable)
    assert answer.cause is cause


def test_the_deadline_runs_from_when_the_citizen_began_to_wait_but_leaves_the_source_half(magda: RunningMagda) -> None:
    magda.behave("GeefPersoon", Mode.DEAD)

    async def run(waited: float) -> float:
        connector, began = magda.connector(deadline=2.0), time.monotonic()
        try:
            await connector.fetch(PERSON, Ssin(BY_SLUG["noor"].ssin), Answers(), waiting_since=began - waited)
        finally:
            await connector.close()
        return time.monotonic() - began

    assert 1.0 <= asyncio.run(run(waited=5)) < asyncio.run(run(waited=0))


def test_a_dead_source_is_given_up_at_its_deadline(magda: RunningMagda) -> None:
    magda.behave("GeefPersoon", Mode.DEAD)
    began = time.monotonic()
    _ask(magda.connector(deadline=0.5))
    assert time.monotonic() - began < 2


def test_nobody_listening_is_unreachable() -> None:
    connector = Connector("http://127.0.0.1:9/soap", RunningMagda("", None).connector().sender, 1.0)  # type: ignore[arg-type]
    (answer,) = _ask(connector)
    assert isinstance(answer, Unavailable)
    assert answer.cause is Cause.UNREACHABLE


def test_a_source_that_keeps_failing_is_left_alone(magda: RunningMagda) -> None:
    magda.behave("GeefPersoon", Mode.REFUSES)
    answers = _ask(magda.connector(), times=9)
    assert isinstance(answers[-1], Unavailable)
    assert answers[-1].cause is Cause.RESTING


def test_the_answer_to_somebody_not_authorised_says_so(magda: RunningMagda) -> None:
    question = magda.state.store.answer
    magda.state.store.answer = lambda *_given: _NOT_AUTHORISED  # type: ignore[method-assign]
    try:
        (answer,) = _ask(magda.connector())
    finally:
        magda.state.store.answer = question  # type: ignore[method-assign]
    assert isinstance(answer, NotAllowed)


_NOT_AUTHORISED = (
    b"<R><Repliek><Uitzonderingen><Uitzondering><Identificatie>40006</Identificatie><Type>FOUT</Type>"
    b"<Diagnose>Fout in autorisatie</Diagnose></Uitzondering></Uitzonderingen></Repliek></R>"
)
