"""Who sends something long has a turn; who drips takes some threads, and never all of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from burgerprofiel.mailbox.registry import turns
from burgerprofiel.mailbox.webhooks import sending
from burgerprofiel.mailbox.webhooks.sending import Outcome
from tests.mailbox import letters, multipart, programs
from tests.mailbox.programs import V2, V3, Program

pytestmark = pytest.mark.usefixtures("one_connection")


@pytest.fixture
def sender() -> Program:
    letters.sender()
    return programs.of_enterprise("zonnegem-post", letters.ORGANISATION)


@pytest.fixture
def crowd() -> Iterator[ExitStack]:
    """As many as may be are busy."""
    with ExitStack() as busy:
        for _each in range(turns.MOST):
            busy.enter_context(turns.upload())
        yield busy


def publish(sender: Program, path: str = f"{V3}/ebox/messages") -> programs.Answer:
    body = multipart.body(multipart.metadata(multipart.v3(letters.NOOR)))
    return sender.ask("POST", path, body, content_type=multipart.FORM)


@pytest.mark.parametrize("path", [f"{V3}/ebox/messages", f"{V2}/publishMessage"])
def test_when_all_are_taken_a_sender_hears_to_come_back(sender: Program, crowd: ExitStack, path: str) -> None:
    answer = publish(sender, path)
    assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
    assert answer.json["code"] == "SERVICE_UNAVAILABLE"


def test_who_only_asks_is_not_held_up(sender: Program, crowd: ExitStack) -> None:
    assert sender.get(f"{V3}/refData/messageTypes").status == 200


def test_a_turn_that_ended_is_the_next_ones(sender: Program, crowd: ExitStack) -> None:
    crowd.close()
    assert publish(sender).status == 201
    assert publish(sender).status == 201


def test_one_program_keeps_its_own_waiting_and_nobody_else(sender: Program) -> None:
    other = programs.of_enterprise("tweede-afzender", letters.ORGANISATION)
    with ExitStack() as busy:
        for _each in range(turns.EACH):
            busy.enter_context(turns.upload("zonnegem-post"))
        assert publish(sender).status == 503
        assert publish(other).status == 201
    assert publish(sender).status == 201


def test_few_addresses_are_tried_out_at_once(sender: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "post", lambda _address, _content: Outcome(204, ""))
    hooks = f"{programs.OURS}/webhooks"
    made = sender.ask("POST", hooks, {"address": "http://post.localhost:9/in", "sight": "sender"})
    path = f"{hooks}/{made.json['subscriptionId']}/test"
    with ExitStack() as busy:
        for _each in range(turns.TRIALS):
            busy.enter_context(turns.trial())
        assert sender.ask("POST", path).status == 503
    assert sender.ask("POST", path).json["delivered"]
