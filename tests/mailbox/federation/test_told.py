"""Another registry tells what happened there: taken in once, nothing of the message kept, and refused to strangers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import clock
from burgerprofiel.mailbox.federation import told
from burgerprofiel.mailbox.models import Box, ToldElsewhere
from burgerprofiel.mailbox.models.boxes import State
from burgerprofiel.mailbox.registry.scopes import EVENTS, MESSAGES
from tests.mailbox import programs
from tests.mailbox.federation.conftest import NOOR, Other
from tests.mailbox.federation.test_waiting import badge, noor, unread_there
from tests.mailbox.owning import Owner
from tests.mailbox.programs import Program

__all__ = ["noor"]
pytestmark = pytest.mark.django_db(transaction=True)
DOOR = "/EventServices/Ebox/v2/citizen/document/events"
STRANGER = "53480200724"


@pytest.fixture
def registry(noor: Owner) -> Program:
    """The other registry, as a program with a token of its own."""
    return programs.by_itself("federaal-register", (EVENTS,))


def event(**parts: Any) -> dict[str, Any]:
    """A new message for Noor."""
    usual = {
        "eventType": "newDocument",
        "eventCorrelationId": "e-1",
        "ssin": NOOR,
        "messageId": "m-1",
        "receiptDate": "2026-11-22T09:00:00+01:00",
        "expirationDate": "2027-11-22T09:00:00+01:00",
        "registeredMail": False,
        "subject": {"nl": "Geheim onderwerp"},
    }
    return usual | parts


def lines(noor: Owner) -> list[dict[str, Any]]:
    """What the trail says of what was told."""
    rows = AuditEvent.objects.filter(citizen_id=noor.citizen_id, tag="mailbox.elsewhere.told")
    return list(rows.values_list("details", flat=True))


def test_the_menu_says_that_there_is_more_until_somebody_looks(noor: Owner, other: Other, registry: Program) -> None:
    noor.get("/berichten")
    both = 2 + unread_there(other)
    assert registry.ask("POST", DOOR, [event()]).status == 201
    assert badge(noor) == f"{both}+ ({both} ongelezen) en iets nieuws in een andere mailbox"
    noor.get("/berichten")
    assert badge(noor) == f"{both} ({both} ongelezen)"


def test_the_trail_says_who_told_and_nothing_of_the_message_is_kept(noor: Owner, registry: Program) -> None:
    registry.ask("POST", DOOR, [event(), event(eventCorrelationId="e-2", eventType="readDocument")])
    assert len(lines(noor)) == 2
    assert "federaal" in str(lines(noor)[0])
    assert "Geheim" not in str(lines(noor)) + str(list(ToldElsewhere.objects.values()))


def test_the_same_again_changes_nothing(noor: Owner, registry: Program) -> None:
    for _time in range(3):
        assert registry.ask("POST", DOOR, [event(), event()]).status == 201
    assert len(lines(noor)) == ToldElsewhere.objects.count() == 1


def test_another_event_under_the_same_id_is_refused_with_all_that_came_along(noor: Owner, registry: Program) -> None:
    registry.ask("POST", DOOR, [event()])
    answer = registry.ask("POST", DOOR, [event(eventCorrelationId="e-9"), event(messageId="m-2")])
    assert (answer.status, answer.json["code"]) == (409, "IDEMPOTENCY_VIOLATION")
    assert (
        registry.ask(
            "POST", DOOR, [event(eventCorrelationId="e-3"), event(eventCorrelationId="e-3", messageId="x")]
        ).status
        == 409
    )
    assert len(lines(noor)) == ToldElsewhere.objects.count() == 1


@pytest.mark.parametrize(
    "parts",
    [
        {"ssin": "85631441237"},
        {"ssin": ""},
        {"eventType": "gossip"},
        {"eventCorrelationId": ""},
        {"eventCorrelationId": "x" * 201},
        {"messageId": "a\nb"},
        {"receiptDate": "2026-11-22T09:00:00"},
        {"receiptDate": "gisteren"},
        {"registeredMail": "ja"},
        {"extra": 1},
        {"subject": ["x"]},
    ],
)
def test_what_is_wrong_in_one_is_said_and_nothing_of_the_call_is_taken(
    noor: Owner, registry: Program, parts: dict[str, object]
) -> None:
    answer = registry.ask("POST", DOOR, [event(eventCorrelationId="good"), event(**parts)])
    assert answer.status == 400
    assert answer.json["issues"][0]["name"].startswith("[1]")
    assert NOOR not in str(answer.json)
    assert not ToldElsewhere.objects.exists()


@pytest.mark.parametrize("body", [[], {}, b"[", b"null", [[]], [event()] * 501])
def test_what_is_no_list_of_events_is_refused(noor: Owner, registry: Program, body: object) -> None:
    assert registry.ask("POST", DOOR, body).status == 400


def test_which_kinds_there_are_is_said(noor: Owner, registry: Program) -> None:
    answer = registry.ask("POST", DOOR, [event(eventType="gossip")])
    assert "one of: documentExpirationAlert, newDocument, " in answer.json["issues"][0]["detail"]


def test_who_is_no_registry_of_ours_tells_nothing(noor: Owner, registry: Program) -> None:
    assert registry.ask("POST", f"{DOOR}?clientId=somebody", [event()]).status == 400
    stranger = programs.by_itself("somebody", (EVENTS,))
    assert stranger.ask("POST", DOOR, [event()]).status == 403
    without = programs.by_itself("federaal-register", (MESSAGES,))
    assert without.ask("POST", DOOR, [event()]).status == 403
    citizen = programs.reader(noor.citizen_id, (EVENTS,))
    assert citizen.ask("POST", DOOR, [event()]).status == 403
    assert Program("nothing").ask("POST", DOOR, [event()]).status == 401
    assert not ToldElsewhere.objects.exists()


@pytest.mark.parametrize("number", [NOOR, STRANGER])
def test_who_tells_cannot_see_who_has_an_open_mailbox_here(noor: Owner, registry: Program, number: str) -> None:
    """Nor by telling something else under the same id, which is refused for everybody alike."""
    Box.objects.filter(box_id=noor.citizen_id).update(state=State.CLOSED)
    statuses = [
        registry.ask("POST", DOOR, [event(ssin=number, messageId=said)]).status for said in ("m-1", "m-1", "m-2")
    ]
    assert statuses == [201, 201, 409]
    assert not lines(noor)
    assert not ToldElsewhere.objects.filter(citizen_id=noor.citizen_id).exists()


def test_what_was_told_long_ago_is_forgotten(noor: Owner, registry: Program) -> None:
    registry.ask("POST", DOOR, [event()])
    assert told.forget() == 0
    ToldElsewhere.objects.update(at=clock.now() - told.KEPT - timedelta(seconds=1))
    assert told.forget() == 1
