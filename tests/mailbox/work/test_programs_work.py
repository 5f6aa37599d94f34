"""An organisation's own programs see its work, change it and hand it over; senders suggest; nobody else sees it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.mailbox.models import RuleSuggestion, Work
from burgerprofiel.mailbox.work import arranging
from burgerprofiel.mailbox.work.routing import Facts
from burgerprofiel.organisations import actions as organisations
from burgerprofiel.organisations.groups import TargetGroup
from tests.mailbox import letters, programs
from tests.mailbox.conftest import nothing_remembered
from tests.mailbox.programs import OURS, Program
from tests.mailbox.work import offices
from tests.mailbox.work.offices import NUMBER, TRACE

__all__ = ["nothing_remembered"]
pytestmark = pytest.mark.usefixtures("one_connection")
PATCH = {"content_type": "application/merge-patch+json"}
RULES = f"/ebox/partition/v1/ebox/{NUMBER}"


@pytest.fixture
def office() -> UUID:
    return offices.office()


@pytest.fixture
def own(office: UUID) -> Program:
    """The municipality's own case system."""
    return programs.of_enterprise("zaken", NUMBER)


def change(program: Program, message: UUID, told: dict[str, Any]) -> programs.Answer:
    return program.ask("PATCH", f"{OURS}/work/{message}", told, **PATCH)


def test_what_is_to_be_done_comes_in_its_order_with_totals(office: UUID, own: Program) -> None:
    first, second = offices.received("first"), offices.received("second")
    offices.overdue(office, second)
    told = own.told(f"{OURS}/work")
    assert [each["subject"] for each in told["items"]] == ["second", "first"]
    assert (told["totalOpen"], told["totalOverdue"], told["totalUnassigned"]) == (2, 1, 2)
    assert told["items"][1]["messageId"] == str(first)


def test_a_case_system_takes_a_message_over(office: UUID, own: Program) -> None:
    message = offices.received()
    answer = change(own, message, {"state": "handedOver", "handedTo": "Z-17", "note": "In behandeling."})
    assert answer.status == 200
    assert answer.json["handedTo"] == "Z-17"
    assert own.told(f"{OURS}/work")["items"] == []
    assert own.told(f"{OURS}/work?state=handedOver")["items"][0]["handedTo"] == "Z-17"
    assert change(own, message, {"state": "open"}).json["state"] == "open"


def test_a_day_is_set_and_taken_away(office: UUID, own: Program) -> None:
    message, day = offices.received(), (clock.today() + timedelta(days=3)).isoformat()
    assert change(own, message, {"dueOn": day}).json["dueOn"] == day
    assert "dueOn" not in change(own, message, {"dueOn": None}).json


def test_a_change_holds_as_a_whole_or_not_at_all(office: UUID, own: Program) -> None:
    message = offices.received()
    assert change(own, message, {"dueOn": clock.today().isoformat(), "partition": "NERGENS"}).status == 404
    assert change(own, message, {"note": "x", "state": "handedOver"}).status == 400
    assert change(own, message, {"dueOn": clock.today().isoformat(), "handedTo": "Z"}).status == 400
    work = Work.objects.get()
    assert (work.due_on, work.state) == (None, "open")


@pytest.mark.parametrize(
    "told", [{"state": "lost"}, {"dueOn": "tomorrow"}, {"assignee": "me"}, {"note": ""}, {"note": "x" * 2001}, [], 1]
)
def test_what_cannot_be_is_refused(office: UUID, own: Program, told: Any) -> None:
    assert change(own, offices.received(), told).status == 400


def test_rules_and_partitions_are_told_in_their_order(office: UUID, own: Program) -> None:
    arranging.make_partition(office, "Financiën", TRACE)
    arranging.add_rule(office, Facts("", "", letters.ORGANISATION), "FINANCIEN", None, TRACE)
    told = own.told(f"{RULES}/routingRules")
    assert [(each["priority"], each["partition"]) for each in told["orderedRoutingRules"]] == [(1, "FINANCIEN")]
    assert told["orderedRoutingRules"][0]["senderOrganizationId"] == letters.ORGANISATION
    assert [each["partition"] for each in own.told(f"{RULES}/partitions")["items"]] == ["GENERAL", "FINANCIEN"]


def test_another_enterprises_program_reaches_nothing(office: UUID, own: Program) -> None:
    message = offices.received()
    organisations.register(TargetGroup.ENTREPRENEUR, "0765432146", {"nl": "Brood & Zo"})
    stranger = programs.of_enterprise("brood", "0765432146")
    assert stranger.told(f"{OURS}/work")["items"] == []
    assert change(stranger, message, {"state": "done"}).status == 404
    assert stranger.get(f"{RULES}/routingRules").status == 404
    assert (
        change(own, uuid7(), {"state": "done"}).json["detail"]
        == change(stranger, message, {"state": "done"}).json["detail"]
    )


def test_a_citizens_token_has_no_work(office: UUID) -> None:
    citizen = programs.reader(uuid7())
    assert citizen.get(f"{OURS}/work").status == 403


def test_a_sender_suggests_only_for_what_it_sends(office: UUID) -> None:
    sender = programs.of_enterprise("zonnegem-post", letters.ORGANISATION)
    wanted = {"enterpriseNumber": NUMBER, "messageTypeId": letters.TYPE, "reason": "Voor wie subsidies behandelt"}
    made = sender.ask("POST", f"{OURS}/routingRuleSuggestions", wanted)
    assert made.status == 201
    assert str(RuleSuggestion.objects.get().id) == made.json["routingRuleSuggestionId"]
    for wrong, code in (
        ({"messageTypeId": "wonen-premie"}, "INVALID_SENDER"),
        ({"enterpriseNumber": "0123456789"}, "INVALID_INPUT"),
        ({"enterpriseNumber": "0206731645"}, "INVALID_INPUT"),
        ({"messageTypeId": ""}, "INVALID_INPUT"),
    ):
        refused = sender.ask("POST", f"{OURS}/routingRuleSuggestions", wanted | wrong)
        assert (refused.status, refused.json["code"]) == (400, code)


@pytest.mark.parametrize("query", ["after=x", "state=gone", "isUnassigned=maybe", "page=2", "partition=" + "x" * 51])
def test_a_question_that_means_nothing_is_refused(own: Program, query: str) -> None:
    assert own.get(f"{OURS}/work?{query}").status == 400
