"""What may be used once is used once, also by two at the very same moment: the database decides."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection

from burgerprofiel.access.eid import challenge
from burgerprofiel.access.eid.refusals import ReplayedError
from burgerprofiel.access.models import Client, Code, Token
from tests.access.test_client_authentication import PAST, SIGNERS, STOPPED, assertion, verdict
from tests.access.test_par import door, pushed
from tests.access.test_provider import Application, application

__all__ = ["application"]
T = TypeVar("T")
pytestmark = pytest.mark.django_db(transaction=True)
RUNNERS = 4


def at_once(act: Callable[[], T]) -> list[T]:
    """Do the same several times at the same moment, each on a connection of its own."""
    start = Barrier(RUNNERS)

    def one(_number: int) -> T:
        try:
            connection.ensure_connection()
            start.wait(20)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(RUNNERS) as runners:
        return list(runners.map(one, range(RUNNERS)))


def test_a_code_that_several_exchange_at_once_gives_one_token_which_is_taken_back(application: Application) -> None:
    code = application.answer()["code"]
    answers = at_once(lambda: application.exchange(code).status_code)
    assert sorted(answers) == [200] + [400] * (RUNNERS - 1)
    assert not Token.objects.exists()


def test_a_challenge_that_several_use_at_once_is_used_once() -> None:
    nonce = challenge.issue("browser")

    def use() -> bool:
        try:
            challenge.use(nonce, "browser")
        except ReplayedError:
            return False
        return True

    assert sorted(at_once(use)) == [False] * (RUNNERS - 1) + [True]


def test_of_a_pushed_question_that_several_tabs_finish_at_once_there_is_one_code(application: Application) -> None:
    application.answer()
    address = door(pushed(application))
    before = Code.objects.count()
    answers = at_once(lambda: application.surfer.get(address).status_code)
    assert sorted(answers) == [302] + [400] * (RUNNERS - 1)
    assert Code.objects.count() == before + 1


def test_an_assertion_that_several_send_at_once_counts_once(application: Application) -> None:
    key = SIGNERS["ES256"].as_dict(private=False)
    Client.objects.filter(client_id="zonnegem").update(auth_method="private_key_jwt", jwks={"keys": [key]})
    proof = assertion()
    verdicts = at_once(lambda: verdict(application, **proof))
    assert sorted(verdicts) == [PAST] + [STOPPED] * (RUNNERS - 1)
