"""What senders ask afterwards: what became of their messages, and the same message for more recipients."""

from __future__ import annotations

from typing import Any

import pytest

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox import actions, counts
from burgerprofiel.mailbox.models import Box, Message, SenderClient, SharedMessage
from burgerprofiel.mailbox.models.boxes import State
from burgerprofiel.mailbox.registry.scopes import PUBLISH, PUBLISH_FOR_OTHERS
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.organisations.models import Organisation
from burgerprofiel.people import actions as people
from tests.mailbox import boxes, letters, programs
from tests.mailbox.programs import OURS, V2, V3, Program

pytestmark = pytest.mark.usefixtures("one_connection")
ANOTHER = "0206731645"


@pytest.fixture
def noor() -> CitizenId:
    letters.sender()
    return boxes.citizen(letters.NOOR)


@pytest.fixture
def zonnegem(noor: CitizenId) -> Program:
    return programs.of_enterprise("zonnegem-post", letters.ORGANISATION)


@pytest.fixture
def wonen(noor: CitizenId) -> Program:
    return programs.of_enterprise("tweede-afzender", ANOTHER)


def _v2(digits: str) -> dict[str, str]:
    return {"eboxType": "citizen", "eboxIdValue": digits}


def _read(box_id: CitizenId, message_id: Any) -> None:
    actions.opened(box_id, message_id, None, letters.TRACE, main=True)


def test_a_sender_hears_whether_its_messages_were_read(noor: CitizenId, zonnegem: Program) -> None:
    done = letters.published()
    asked = [{"messageId": str(done.message_id), "eboxId": _v2(letters.NOOR)}]
    answer = zonnegem.ask("POST", f"{V2}/searchMessageStatus", asked)
    assert answer.status == 201
    assert [(each["readStatus"], each["visible"]) for each in answer.json] == [(False, True)]
    _read(noor, done.message_id)
    items = [{"messageId": str(done.message_id), "eboxId": {"eboxType": "citizen", "ssin": letters.NOOR}}]
    answer = zonnegem.ask("POST", f"{V3}/searchMessageStatus", {"items": items})
    assert answer.json["items"][0]["readStatus"] is True
    (told,) = zonnegem.ask("POST", f"{OURS}/statuses/query", {"messageIds": [str(done.message_id)]}).json["items"]
    assert told["status"] == "read" and told["readDate"]


def test_nobody_hears_of_another_sender_s_messages_or_of_other_boxes(
    noor: CitizenId, wonen: Program, zonnegem: Program
) -> None:
    boxes.citizen(letters.ARNE)
    name = str(letters.published().message_id)
    for program, digits in ((wonen, letters.NOOR), (zonnegem, letters.ARNE), (zonnegem, "85073003328")):
        asked = [{"messageId": name, "eboxId": _v2(digits)}]
        assert program.ask("POST", f"{V2}/searchMessageStatus", asked).json == []
    assert wonen.ask("POST", f"{OURS}/statuses/query", {"messageIds": [name, "x"]}).json == {"items": []}
    link = {"messageId": name, "recipients": [_v2(letters.ARNE)]}
    assert wonen.ask("POST", f"{V2}/linkEboxMessage", link).status == 404


def test_a_message_is_linked_to_more_boxes_and_who_cannot_be_reached_is_named(
    noor: CitizenId, zonnegem: Program
) -> None:
    arne = boxes.citizen(letters.ARNE)
    done = letters.published(letters.letter(body="Voor u allen."), [letters.file(main=True)])
    unknown = {"eboxType": "citizen", "eboxIdValue": "85073003329"}
    link = {"messageId": str(done.message_id), "recipients": [_v2(letters.ARNE), _v2(letters.NOOR), unknown]}
    for _twice in range(2):
        answer = zonnegem.ask("POST", f"{V2}/linkEboxMessage", link)
        assert (answer.status, answer.json["nbSuccessLinks"], answer.json["errorCases"]) == (201, 2, [unknown])
    for box_id in (arne, noor):
        portal = programs.reader(box_id)
        one = f"{V2}/ebox/messages/{done.message_id}"
        (file,) = portal.told(one)["attachments"]["items"]
        assert portal.get(file["contentHref"].partition(programs.HOST)[2]).content == letters.PDF
        assert portal.get(f"{one}/body").json == {"nl": "Voor u allen."}
        assert portal.told(f"{V2}/ebox/messages?q=parkeer&qlang=nl")["totalItems"] == 1
        box = Box.objects.get(box_id=box_id)
        assert (box.messages, box.hidden, box.unread) == counts.counted(box_id) == (1, 0, 0)
        assert box.octets == len(letters.PDF)


def test_what_was_withdrawn_for_all_shows_in_every_box_as_a_tombstone(noor: CitizenId, zonnegem: Program) -> None:
    arne = boxes.citizen(letters.ARNE)
    done = letters.published()
    link = {"messageId": str(done.message_id), "recipients": [_v2(letters.ARNE)]}
    assert zonnegem.ask("POST", f"{V3}/linkEboxMessage", link).status == 201
    SharedMessage.objects.update(withdrawn_at=done.expires_at)
    told = programs.reader(arne).told(f"{V3}/ebox/messages")["items"][0]
    assert "withdrawn" in told
    assert programs.reader(arne).get(f"{V3}/ebox/messages/{done.message_id}/body").status == 404


@pytest.mark.parametrize("state", [State.STOPPED, State.CLOSED])
def test_who_takes_no_mail_gets_no_link(noor: CitizenId, zonnegem: Program, state: State) -> None:
    arne = people.meet(Ssin(letters.ARNE))
    boxes.box(arne, state=state)
    link = {"messageId": str(letters.published().message_id), "recipients": [_v2(letters.ARNE)]}
    assert zonnegem.ask("POST", f"{V2}/linkEboxMessage", link).json["errorCases"] == [_v2(letters.ARNE)]
    assert not Message.objects.filter(box_id=arne).exists()


def test_personal_mail_is_not_linked(noor: CitizenId, zonnegem: Program) -> None:
    name = letters.published().message_id
    Message.objects.filter(id=name).update(registered=True)
    link = {"messageId": str(name), "recipients": [_v2(letters.ARNE)]}
    assert zonnegem.ask("POST", f"{V3}/linkEboxMessage", link).status == 400
    assert not SharedMessage.objects.exists()


@pytest.mark.parametrize(("scope", "status", "told"), [(PUBLISH, 404, 0), (PUBLISH_FOR_OTHERS, 201, 1)])
def test_for_others_one_speaks_with_the_scope_for_that_alone(
    noor: CitizenId, scope: str, status: int, told: int
) -> None:
    boxes.citizen(letters.ARNE)
    printer = programs.of_enterprise("drukker", ANOTHER, (scope,))
    SenderClient.objects.update(on_behalf=True, principals=[letters.ORGANISATION])
    name = str(letters.published().message_id)
    link = {"messageId": name, "recipients": [_v2(letters.ARNE)]}
    assert printer.ask("POST", f"{V2}/linkEboxMessage", link).status == status
    answer = printer.ask("POST", f"{OURS}/statuses/query", {"messageIds": [name]})
    assert len(answer.json["items"]) == told


def test_an_enterprise_gets_a_link_in_the_box_that_is_always_active(noor: CitizenId, zonnegem: Program) -> None:
    Organisation.objects.create(group=TargetGroup.ENTREPRENEUR.value, code="0765432146", names={"nl": "Brood & Zo"})
    recipient = {"eboxType": "enterprise", "enterpriseNumber": "0765432146"}
    link = {"messageId": str(letters.published().message_id), "recipients": [recipient]}
    assert zonnegem.ask("POST", f"{V3}/linkEboxMessage", link).json["nbSuccessLinks"] == 1
    bakery = programs.of_enterprise("brood-consumer", "0765432146")
    assert bakery.told(f"{V3}/ebox/messages")["totalItems"] == 1
