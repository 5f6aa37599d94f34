"""A portal of somebody else reads a box for as long as, and for what, its citizen allows; not a moment longer (C4)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from burgerprofiel.access import consents
from burgerprofiel.access.models import Client, Token
from burgerprofiel.access.provider.details import Details
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox.registry.scopes import MESSAGES, SUMMARY
from tests.mailbox import boxes, letters, programs
from tests.mailbox.programs import V2, V3, Program

pytestmark = pytest.mark.usefixtures("one_connection")
TRACE = Trace(actor="citizen")
SCOPES = (MESSAGES, SUMMARY)
MONTH = timedelta(days=30)


@pytest.fixture
def noor() -> CitizenId:
    """Noor's box, with a letter."""
    letters.sender()
    noor = boxes.citizen(letters.NOOR)
    letters.published()
    return noor


def portal(noor: CitizenId, *purposes: str, days: int = 30) -> Program:
    """A portal of somebody else, as Noor allowed it, with the token it got for that."""
    allowed = Details(frozenset(purposes), clock.today() + timedelta(days=days))
    token: dict[str, Any] = {"details": allowed.packed()}
    program = programs.reader(noor, SCOPES, **token)
    Client.objects.filter(client_id=programs.READER).update(third_party=True)
    consents.give(noor, programs.READER, SCOPES, TRACE, allowed)
    return program


@pytest.mark.parametrize("surface", [V2, V3])
def test_it_reads_what_the_citizen_allowed_to_show(noor: CitizenId, surface: str) -> None:
    told = portal(noor, "show").told(f"{surface}/ebox/messages")
    assert told["totalItems"] == 1


@pytest.mark.parametrize("purposes", [(), ("notify",)])
def test_without_that_purpose_its_scopes_open_nothing(noor: CitizenId, purposes: tuple[str, ...]) -> None:
    program = portal(noor, *purposes)
    for path in ("/ebox", "/ebox/messages", f"/ebox/messages/{noor}"):
        answer = program.get(f"{V2}{path}")
        assert answer.status == 403, path


def test_on_the_day_after_the_last_it_reads_nothing(noor: CitizenId, monkeypatch: pytest.MonkeyPatch) -> None:
    program = portal(noor, "show", days=0)
    assert program.get(f"{V3}/ebox/messages").status == 200
    tomorrow = clock.today() + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: tomorrow)
    assert program.get(f"{V3}/ebox/messages").status == 403


def test_what_the_citizen_withdraws_is_closed_at_the_next_request(noor: CitizenId) -> None:
    program = portal(noor, "show", "notify")
    assert program.get(f"{V3}/ebox/messages").status == 200
    assert consents.withdraw(noor, [programs.READER], TRACE) == 1
    assert not Token.objects.exists()
    assert program.get(f"{V3}/ebox/messages").status == 401


def test_a_narrower_consent_narrows_the_tokens_that_are_out_at_the_next_request(noor: CitizenId) -> None:
    program = portal(noor, "show", "notify")
    assert program.get(f"{V3}/ebox/messages").status == 200
    consents.give(noor, programs.READER, SCOPES, TRACE, Details(frozenset({"notify"}), clock.today() + MONTH))
    assert program.get(f"{V3}/ebox/messages").status == 403
    consents.give(noor, programs.READER, SCOPES, TRACE, Details(frozenset({"show"}), clock.today() + MONTH))
    assert program.get(f"{V3}/ebox/messages").status == 200


def test_a_wider_consent_gives_no_more_to_the_tokens_that_are_out(noor: CitizenId) -> None:
    program = portal(noor, "notify")
    consents.give(noor, programs.READER, SCOPES, TRACE, Details(frozenset({"show"}), clock.today() + MONTH))
    assert program.get(f"{V3}/ebox/messages").status == 403


def test_a_portal_of_the_government_needs_no_purpose(noor: CitizenId) -> None:
    assert programs.reader(noor, SCOPES).told(f"{V3}/ebox/messages")["totalItems"] == 1
