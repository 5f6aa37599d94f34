"""The feed at the registry's door: who sees which events, and how programs page through them."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from burgerprofiel.access.models import Client, Consent
from burgerprofiel.access.provider.subject import subject
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox import actions
from burgerprofiel.mailbox.feed import forgetting, reading
from burgerprofiel.mailbox.models import Box, DocumentEvent, Message, Publication
from burgerprofiel.mailbox.models.boxes import Kind, State
from burgerprofiel.mailbox.models.events import EventKind
from burgerprofiel.mailbox.publishing import expiry
from burgerprofiel.mailbox.publishing.message import BoxOf
from burgerprofiel.mailbox.registry.scopes import CONSUMER, MESSAGES, PUBLISH
from burgerprofiel.organisations import actions as organisations
from burgerprofiel.organisations.groups import TargetGroup
from tests.conftest import lacking
from tests.mailbox import boxes, letters, programs
from tests.mailbox.programs import OURS, Program

pytestmark = pytest.mark.usefixtures("one_connection")
CITIZENS = "/EventServices/Ebox/v2/citizen/document/events"
ENTERPRISE = "/EventServices/Ebox/v2/enterprise/document/events"
SENDERS = f"{OURS}/events"
START = "?lastSequenceNbr=0&pageSize=100"
TRACE = Trace(actor="test")
BAKERY = "0765432146"


@pytest.fixture
def noor() -> CitizenId:
    letters.sender()
    return boxes.citizen(letters.NOOR)


@pytest.fixture
def arne(noor: CitizenId) -> CitizenId:
    return boxes.citizen(letters.ARNE)


def _portal(name: str = "gilde-app") -> Program:
    """A portal of somebody else, speaking for itself."""
    return programs.by_itself(name, (MESSAGES,), third_party=True)


def _let(citizen_id: CitizenId, portal: str = "gilde-app", purpose: str = "notify", days: int = 30) -> None:
    until = clock.today() + timedelta(days=days)
    detail = {"type": "be.burgerprofiel.mailbox", "purposes": [purpose], "until": until.isoformat()}
    Consent.objects.update_or_create(
        citizen_id=citizen_id,
        client_id=portal,
        defaults={"scopes": [MESSAGES], "details": [detail], "given_at": clock.now(), "until": None},
    )


def _kinds(told: dict[str, Any], name: str = "EboxCitizenDocumentEvents") -> list[str]:
    return [each["eventData"]["eventType"] for each in told[name]]


def test_a_portal_hears_of_the_citizens_who_let_it_and_calls_them_as_at_signing_in(
    noor: CitizenId, arne: CitizenId
) -> None:
    portal = _portal()
    _let(noor)
    message = letters.published()
    letters.published(letters.letter(letters.ARNE))
    (event,) = portal.told(CITIZENS + START)["EboxCitizenDocumentEvents"]
    data = event["eventData"]
    assert data["eboxId"] == subject(Client.objects.get(client_id="gilde-app"), noor)
    assert (data["eventType"], data["messageId"]) == ("newDocument", str(message.message_id))
    assert data["senderOrganizationId"] == letters.ORGANISATION
    assert "subject" not in data
    assert letters.NOOR not in str(event)


def test_what_is_withdrawn_or_over_is_heard_no_more_at_the_very_next_page(noor: CitizenId) -> None:
    portal = _portal()
    letters.published()
    assert _kinds(portal.told(CITIZENS + START)) == []
    _let(noor)
    assert len(_kinds(portal.told(CITIZENS + START))) == 1
    Consent.objects.update(until=clock.now())
    assert _kinds(portal.told(CITIZENS + START)) == []
    _let(noor, days=-1)
    assert _kinds(portal.told(CITIZENS + START)) == []
    _let(noor, purpose="show")
    assert _kinds(portal.told(CITIZENS + START)) == []


def test_a_portal_hears_nothing_of_who_let_another(noor: CitizenId) -> None:
    portal, other = _portal(), _portal("other-app")
    _let(noor)
    letters.published()
    assert len(_kinds(portal.told(CITIZENS + START))) == 1
    assert _kinds(other.told(CITIZENS + START)) == []


def test_a_citizens_own_token_shows_that_citizens_events_alone(noor: CitizenId, arne: CitizenId) -> None:
    letters.published()
    letters.published(letters.letter(letters.ARNE))
    told = programs.reader(arne).told(CITIZENS + START)
    assert len(_kinds(told)) == 1
    assert programs.reader(noor).get(ENTERPRISE + START).status == 403


def test_a_closed_box_is_silent(noor: CitizenId) -> None:
    portal = _portal()
    _let(noor)
    letters.published()
    Box.objects.filter(box_id=noor).update(state=State.CLOSED)
    assert _kinds(portal.told(CITIZENS + START)) == []


def test_an_enterprise_sees_its_own_box(noor: CitizenId) -> None:
    bakery = organisations.register(TargetGroup.ENTREPRENEUR, BAKERY, {"nl": "Brood & Zo"})
    boxes.box(bakery, Kind.ENTERPRISE)
    letters.published()
    done = letters.published(letters.letter(to=BoxOf(Kind.ENTERPRISE, bakery)))
    (event,) = programs.of_enterprise("brood-consumer", BAKERY, (CONSUMER,)).told(ENTERPRISE + START)[
        "EboxEnterpriseDocumentEvents"
    ]
    required = {"eventType", "enterpriseId", "messageId", "receiptDate", "expirationDate", "registeredMail"}
    assert required <= event["eventData"].keys()
    assert (event["eventData"]["enterpriseId"], event["eventData"]["messageId"]) == (BAKERY, str(done.message_id))


@pytest.mark.shared
def test_a_page_for_enterprises_is_one_of_the_public_contract(noor: CitizenId) -> None:
    file = Path(os.environ["MAGDA_MOCK_DATA"]).parent / "openapi" / "ebox-enterprise-event-api-1.1.1.yaml"
    if not file.is_file():
        lacking("the public contract is not among the shared data")
    definitions = yaml.safe_load(file.read_text().rpartition("---")[2])["definitions"]
    closed = {name: {**each, "additionalProperties": False} for name, each in definitions.items()}
    schema = {"$ref": "#/definitions/EboxEnterpriseDocumentEventPage", "definitions": closed}
    bakery = organisations.register(TargetGroup.ENTREPRENEUR, BAKERY, {"nl": "Brood & Zo"})
    boxes.box(bakery, Kind.ENTERPRISE)
    for _each in range(3):
        letters.published(letters.letter(to=BoxOf(Kind.ENTERPRISE, bakery)))
    told = programs.of_enterprise("brood-consumer", BAKERY, (CONSUMER,)).told(
        f"{ENTERPRISE}?lastSequenceNbr=0&pageSize=2"
    )
    assert [error.message for error in jsonschema_rs.iter_errors(schema, told, draft=jsonschema_rs.Draft4)] == []


def test_a_sender_sees_what_happened_to_what_it_sent_and_not_to_whom(noor: CitizenId) -> None:
    sender = programs.of_enterprise("zonnegem-post", letters.ORGANISATION)
    other = programs.of_enterprise("tweede-afzender", "0206731645", (PUBLISH,))
    done = letters.published()
    actions.opened(noor, done.message_id, None, TRACE, main=True)
    told = sender.told(SENDERS + START)
    assert _kinds(told, "events") == ["newDocument", "readDocument"]
    assert {each["eventData"]["messageId"] for each in told["events"]} == {str(done.message_id)}
    assert "eboxId" not in told["events"][0]["eventData"]
    assert other.told(SENDERS + START) == {
        "events": [],
        "pageInfo": {"lastSequenceNbr": reading.head(), "hasNext": False},
    }
    assert other.get(CITIZENS + START).status == 403


def test_pages_go_on_behind_the_last_number_and_end(noor: CitizenId) -> None:
    for _each in range(5):
        letters.published()
    reader, after, got = programs.reader(noor), 0, []
    for _page in range(3):
        told = reader.told(f"{CITIZENS}?lastSequenceNbr={after}&pageSize=2")
        got += [each["eventSequenceNbr"] for each in told["EboxCitizenDocumentEvents"]]
        after = told["pageInfo"]["lastSequenceNbr"]
    assert not told["pageInfo"]["hasNext"]
    assert got == sorted(set(got))
    assert len(got) == 5


def test_a_portal_with_few_citizens_gets_on_through_the_events_of_all_others(
    noor: CitizenId, arne: CitizenId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LOOK_AT", 2)
    monkeypatch.setattr(reading, "LOOKS", 2)
    portal = _portal()
    _let(arne)
    for _each in range(9):
        letters.published()
    letters.published(letters.letter(letters.ARNE))
    after, pages, got = 0, 0, 0
    more = True
    while more:
        told = portal.told(f"{CITIZENS}?lastSequenceNbr={after}&pageSize=10")
        assert told["pageInfo"]["lastSequenceNbr"] >= after
        after, more = told["pageInfo"]["lastSequenceNbr"], told["pageInfo"]["hasNext"]
        got, pages = got + len(told["EboxCitizenDocumentEvents"]), pages + 1
    assert (got, pages) == (1, 3)


def test_own_kinds_come_only_when_they_are_named(noor: CitizenId) -> None:
    done = letters.published()
    actions.tell(noor, done.message_id, EventKind.WITHDRAWN)
    reader = programs.reader(noor)
    assert _kinds(reader.told(CITIZENS + START)) == ["newDocument"]
    assert _kinds(reader.told(f"{CITIZENS}{START}&filter=withdrawnDocument,newDocument")) == [
        "newDocument",
        "withdrawnDocument",
    ]


def test_only_what_is_as_late_as_asked(noor: CitizenId) -> None:
    with clock.frozen_at(clock.now() - timedelta(days=2)):
        letters.published()
    letters.published()
    since = (clock.now() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert len(_kinds(programs.reader(noor).told(f"{CITIZENS}{START}&startTime={since}"))) == 1


def test_what_expired_is_not_told_any_more(noor: CitizenId) -> None:
    letters.published()
    Message.objects.update(expires_at=clock.now())
    assert _kinds(programs.reader(noor).told(CITIZENS + START)) == []


def test_a_sender_hears_that_its_message_expired_after_all_of_it_is_gone(noor: CitizenId) -> None:
    sender = programs.of_enterprise("zonnegem-post", letters.ORGANISATION)
    done = letters.published()
    Message.objects.update(expires_at=clock.now())
    Publication.objects.update(expires_at=clock.now())
    expiry.expire()
    assert not Publication.objects.exists()
    (event,) = sender.told(f"{SENDERS}{START}&filter=expiredDocument")["events"]
    assert event["eventData"]["messageId"] == str(done.message_id)


def test_the_feed_goes_back_ninety_days(noor: CitizenId) -> None:
    with clock.frozen_at(clock.now() - timedelta(days=91)):
        letters.published()
    letters.published()
    reader = programs.reader(noor)
    assert len(_kinds(reader.told(CITIZENS + START))) == 2
    assert forgetting.forget() == 1
    assert forgetting.forget() == 0
    assert len(_kinds(reader.told(CITIZENS + START))) == 1
    assert DocumentEvent.objects.count() == 1


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?lastSequenceNbr=0",
        "?pageSize=10",
        "?lastSequenceNbr=-1&pageSize=10",
        "?lastSequenceNbr=1.5&pageSize=10",
        "?lastSequenceNbr=9223372036854775808&pageSize=10",
        f"?lastSequenceNbr={'9' * 400}&pageSize=10",
        "?lastSequenceNbr=٣&pageSize=10",
        "?lastSequenceNbr=0&pageSize=0",
        "?lastSequenceNbr=0&pageSize=1001",
        "?lastSequenceNbr=0&pageSize=-5",
        "?lastSequenceNbr=0&pageSize=10&startTime=gisteren",
        "?lastSequenceNbr=0&pageSize=10&startTime=2026-01-01",
        "?lastSequenceNbr=0&pageSize=10&startTime=2026-01-01T00:00:00",
        "?lastSequenceNbr=0&pageSize=10&startTime=99999-01-01T00:00:00Z",
        "?lastSequenceNbr=0&pageSize=10&filter=alles",
        "?lastSequenceNbr=0&pageSize=10&filter=newDocument,",
        "?lastSequenceNbr=0&pageSize=10&filter=%00",
        "?lastSequenceNbr=0&pageSize=10&filter=' OR 1=1",
        "?lastSequenceNbr=0&pageSize=10&boxId=1",
    ],
)
@pytest.mark.parametrize("path", [CITIZENS, SENDERS])
def test_an_odd_question_gets_a_clear_refusal(noor: CitizenId, path: str, query: str) -> None:
    who = programs.reader(noor) if path == CITIZENS else programs.of_enterprise("zonnegem-post", letters.ORGANISATION)
    answer = who.get(path + query)
    assert answer.status == 400
    assert answer.json["type"].startswith("urn:problem-type:belgif:")
    assert answer.json["issues"][0]["in"] == "query"


def test_a_number_far_ahead_gives_nothing_and_stays(noor: CitizenId) -> None:
    letters.published()
    told = programs.reader(noor).told(f"{CITIZENS}?lastSequenceNbr={2**63 - 1}&pageSize=10")
    assert told == {"EboxCitizenDocumentEvents": [], "pageInfo": {"lastSequenceNbr": 2**63 - 1, "hasNext": False}}


def test_clientid_is_the_tokens_own_or_refused(noor: CitizenId) -> None:
    reader = programs.reader(noor)
    assert reader.get(f"{CITIZENS}{START}&clientId={programs.READER}").status == 200
    assert reader.get(f"{CITIZENS}{START}&clientId=somebody-else").status == 403


def test_a_token_of_no_enterprise_and_one_without_the_scope_see_nothing() -> None:
    nobody = programs.by_itself("nobody", (PUBLISH, CONSUMER, MESSAGES))
    assert nobody.get(SENDERS + START).status == 403
    assert nobody.get(ENTERPRISE + START).status == 403
    assert nobody.get(CITIZENS + START).status == 403
    assert programs.by_itself("nobody", (CONSUMER,)).get(SENDERS + START).status == 403
