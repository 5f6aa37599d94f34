"""A sender makes, fills, starts, watches and halts a broadcast at the registry's door; it is nobody else's."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from burgerprofiel.audit.queries import events_of
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox.broadcast import actions, queries
from burgerprofiel.mailbox.models import Broadcast, Message, Repeat, SharedAttachment, SharedMessage
from burgerprofiel.mailbox.registry.scopes import CONSUMER, MESSAGES
from tests.mailbox import boxes, letters, multipart, programs
from tests.mailbox.multipart import MAIN, Part, body, metadata, pdf
from tests.mailbox.programs import OURS, V3, Program
from tests.programs import Answer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_connection")]
AT = f"{OURS}/broadcasts"
LIST = f"recipient;reference\n{letters.NOOR};a\n53480200724;b\n85631441237;c\n".encode()


@pytest.fixture
def municipality(db: None) -> Program:
    letters.sender()
    return programs.of_enterprise("zonnegem-post", letters.ORGANISATION)


def to_many(recipients: dict[str, Any] | None = None, **told: Any) -> dict[str, Any]:
    one = multipart.v3(attachments=[MAIN], **told)
    del one["recipient"]
    return {"recipients": recipients or {"eboxType": "citizen"}, **one}


def made(program: Program, told: dict[str, Any] | None = None, *parts: Part, **headers: str) -> Answer:
    content = body(metadata(told or to_many()), *(parts or [pdf()]))
    return program.ask("POST", AT, content, content_type=multipart.FORM, **headers)


def filled(program: Program, lines: bytes = LIST, media_type: str = "text/csv") -> str:
    at = f"{AT}/{made(program).json['broadcastId']}"
    assert program.ask("POST", f"{at}/recipients", lines, content_type=media_type).status == 200
    return at


def work() -> None:
    """What the worker does."""
    for part in queries.BroadcastRange.objects.filter(done_at=None):
        actions.send_range(part.broadcast_id, part.number)


def test_from_file_and_list_to_boxes_and_report(municipality: Program) -> None:
    noor = boxes.citizen(letters.NOOR)
    answer = made(municipality)
    assert (answer.status, answer.json["state"]) == (201, "draft")
    at = f"{AT}/{answer.json['broadcastId']}"
    assert answer.headers["Location"].endswith(at)
    listed = municipality.ask("POST", f"{at}/recipients", LIST, content_type="text/csv; charset=utf-8").json
    assert (listed["lines"], listed["listed"], listed["unknown"], listed["invalid"]) == (3, 1, 1, 1)
    assert listed["issues"] == [{"line": 4, "reference": "c", "detail": "This is not a valid national number."}]
    assert municipality.ask("POST", f"{at}/start").json["state"] == "running"
    work()
    done = municipality.told(at)
    assert (done["state"], done["progress"]["delivered"], done["progress"]["boxes"]) == ("done", 1, 1)
    lines = municipality.get(f"{at}/report").content.splitlines()
    assert sorted((line["reference"], line["code"], line["stored"]) for line in map(msgspec.json.decode, lines)) == [
        ("b", "NO_DIGITAL_USER", False),
        ("c", "INVALID_INPUT", False),
    ]
    reader = programs.reader(noor)
    (message,) = reader.told(f"{V3}/ebox/messages")["items"]
    assert message["messageId"] == done["messageId"]
    (file,) = message["attachments"]["items"]
    content = reader.get(f"{V3}/ebox/messages/{done['messageId']}/attachments/{file['attachmentId']}/content")
    assert content.content == letters.PDF
    assert reader.told(f"{V3}/ebox/messages/{done['messageId']}")["readStatus"] is True


def test_a_body_alone_is_readable_in_every_box(municipality: Program) -> None:
    noor = boxes.citizen(letters.NOOR)
    told = to_many() | {"attachments": [], "isBodyMainContent": True, "bodyContent": {"nl": "Uw straat gaat open."}}
    answer = municipality.ask("POST", AT, body(metadata(told)), content_type=multipart.FORM)
    at = f"{AT}/{answer.json['broadcastId']}"
    municipality.ask("POST", f"{at}/recipients", letters.NOOR.encode(), content_type="text/csv")
    message = municipality.ask("POST", f"{at}/start").json["messageId"]
    work()
    answer = programs.reader(noor).get(f"{V3}/ebox/messages/{message}/body")
    assert answer.status == 200
    assert "Uw straat gaat open." in answer.content.decode()


def test_no_answer_and_no_trail_holds_a_national_number(municipality: Program) -> None:
    boxes.citizen(letters.NOOR)
    at = f"{AT}/{made(municipality).json['broadcastId']}"
    answers = [municipality.ask("POST", f"{at}/recipients", LIST, content_type="text/csv")]
    answers += [municipality.ask("POST", f"{at}/start"), municipality.get(at), municipality.get(AT)]
    work()
    answers.append(municipality.get(f"{at}/report"))
    trail = events_of(CitizenId(Broadcast.objects.get().id)).events
    for text in [str(answer) for answer in answers] + [str(trail)]:
        assert not [digits for digits in (letters.NOOR, "53480200724", "85631441237") if digits in text]


def test_the_same_key_makes_one_broadcast(municipality: Program) -> None:
    first = made(municipality, None, **{"Idempotency-Key": '"een"'})
    again = made(municipality, None, **{"Idempotency-Key": '"een"'})
    assert (first.status, again.status) == (201, 409)
    assert again.json["broadcastId"] == first.json["broadcastId"]
    assert (Broadcast.objects.count(), SharedMessage.objects.count(), Repeat.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    ("told", "part"),
    [
        ({"isRegisteredMail": True}, "isRegisteredMail"),
        ({"originalMessageId": "01937c00-0000-7000-8000-000000000000"}, "originalMessageId"),
        ({"recipients": {"eboxType": "martian"}}, "recipients.eboxType"),
        ({"recipient": {"eboxType": "citizen", "ssin": letters.NOOR}}, "recipient"),
        ({"messageTypeId": "zonnegem-vlag"}, "messageTypeId"),
    ],
)
def test_what_is_about_one_or_not_allowed_is_refused_and_nothing_is_kept(
    municipality: Program, told: dict[str, Any], part: str
) -> None:
    letters.sender(registered_allowed=True)
    answer = made(municipality, to_many() | told)
    assert answer.status == 400
    assert part in [issue["name"] for issue in answer.json["issues"]]
    assert not SharedAttachment.objects.exists()
    assert not Broadcast.objects.exists()


def test_a_broadcast_is_nobody_elses(municipality: Program) -> None:
    at = filled(municipality)
    other = programs.of_enterprise("tweede-afzender", "0206731645")
    consumer = programs.of_enterprise("lezer", letters.ORGANISATION, (CONSUMER, MESSAGES))
    for method, path in (
        ("GET", at),
        ("GET", f"{at}/report"),
        ("POST", f"{at}/recipients"),
        ("POST", f"{at}/start"),
        ("POST", f"{at}/pause"),
        ("POST", f"{at}/cancel"),
    ):
        assert other.ask(method, path, LIST, content_type="text/csv").status == 404
        assert consumer.ask(method, path, LIST, content_type="text/csv").status == 403
    assert other.told(AT)["items"] == []
    assert Broadcast.objects.get().stage == "draft"


def test_what_cannot_be_now_is_a_conflict_with_a_sentence(municipality: Program) -> None:
    boxes.citizen(letters.NOOR)
    at = filled(municipality)
    assert municipality.ask("POST", f"{at}/pause").status == 409
    empty = f"{AT}/{made(municipality).json['broadcastId']}"
    assert "add recipients first" in municipality.ask("POST", f"{empty}/start").json["detail"]
    assert municipality.ask("POST", f"{at}/start").status == 200
    assert municipality.ask("POST", f"{at}/start").status == 200, "once more is the same"
    late = municipality.ask("POST", f"{at}/recipients", LIST, content_type="text/csv")
    assert (late.status, late.json["detail"]) == (409, "This broadcast has started: nobody can be added any more.")
    assert municipality.ask("POST", f"{at}/pause").json["state"] == "paused"
    assert municipality.ask("POST", f"{at}/cancel").json["state"] == "cancelled"
    assert municipality.ask("POST", f"{at}/start").status == 409
    work()
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(LIST, "application/json"), (b"naam\nNoor\n", "text/csv"), (b"", "text/csv"), (b"recipient\n\n", "text/csv")],
)
def test_a_list_that_cannot_be_read_is_refused(municipality: Program, content: bytes, media_type: str) -> None:
    at = f"{AT}/{made(municipality).json['broadcastId']}"
    answer = municipality.ask("POST", f"{at}/recipients", content, content_type=media_type)
    assert answer.status == 400
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_the_list_of_broadcasts_goes_on_page_by_page(municipality: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("burgerprofiel.mailbox.registry.broadcasts.doors.PAGE", 2)
    ids = [made(municipality).json["broadcastId"] for _each in range(5)]
    seen, path = [], AT
    while path:
        page = municipality.told(path)
        seen += [item["broadcastId"] for item in page["items"]]
        path = (
            page.get("next", "").partition("localhost:8000")[2] or page.get("next", "")[len("http://ebox.localhost") :]
        )
    assert seen == ids[::-1]


def test_everybody_with_an_active_box_is_reached_without_a_list(municipality: Program) -> None:
    boxes.citizen(letters.NOOR)
    boxes.citizen(letters.ARNE)
    answer = made(municipality, to_many({"eboxType": "citizen", "everybody": True}))
    at = f"{AT}/{answer.json['broadcastId']}"
    assert "recipients" not in answer.json
    assert municipality.ask("POST", f"{at}/recipients", LIST, content_type="text/csv").status == 409
    assert municipality.ask("POST", f"{at}/start").json["progress"]["boxes"] == 2
    work()
    assert municipality.told(at)["progress"]["delivered"] == 2


def test_a_broadcast_that_is_withdrawn_stops_and_is_gone_for_everybody(municipality: Program) -> None:
    noor = boxes.citizen(letters.NOOR)
    at = filled(municipality)
    message = municipality.ask("POST", f"{at}/start").json["messageId"]
    work()
    status = {"messageIds": [message]}
    assert municipality.ask("POST", f"{OURS}/statuses/query", status).json["items"][0]["status"] == "linked"
    assert municipality.ask("POST", f"{OURS}/messages/{message}/withdraw", {"reason": "replaced"}).status == 200
    (item,) = municipality.ask("POST", f"{OURS}/statuses/query", status).json["items"]
    assert (item["status"], "withdrawalDate" in item) == ("withdrawn", True)
    reader = programs.reader(noor)
    assert reader.told(f"{V3}/ebox/messages/{message}/attachments")["items"] == []
    assert not SharedAttachment.objects.exists()
