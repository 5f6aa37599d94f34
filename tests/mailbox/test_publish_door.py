"""Senders publish through the door of the registry: parts in any order, and a clear word for what is wrong."""

from __future__ import annotations

from itertools import permutations
from typing import Any
from uuid import UUID

import pytest

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import remembered
from burgerprofiel.mailbox import queries, reading
from burgerprofiel.mailbox.models import Attachment, Box, Message, Publication, Repeat, SenderClient
from burgerprofiel.mailbox.models.boxes import Kind, State
from burgerprofiel.mailbox.registry.scopes import CONSUMER, PUBLISH_FOR_OTHERS
from tests.mailbox import boxes, letters, multipart, programs, stores
from tests.mailbox.multipart import MAIN, Part, body, metadata, pdf, v2, v3
from tests.mailbox.programs import Program
from tests.programs import Answer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_connection", "folder")]
V3, V2 = f"{programs.V3}/ebox/messages", f"{programs.V2}/publishMessage"


@pytest.fixture
def municipality(db: None) -> Program:
    letters.sender()
    return programs.of_enterprise("zonnegem-post", letters.ORGANISATION)


folder = stores.folder


def sent(program: Program, *parts: Part, to: str = V3, **headers: str) -> Answer:
    return program.ask("POST", to, body(*parts), content_type=multipart.FORM, **headers)


def told_kinds(answer: Answer) -> dict[str, str]:
    return {issue["name"]: issue["type"].rpartition(":")[2] for issue in answer.json["issues"]}


def nothing_is_there() -> bool:
    return not (Message.objects.exists() or Publication.objects.exists() or Repeat.objects.exists())


@pytest.mark.parametrize("order", permutations(range(3)))
def test_the_parts_come_in_any_order(municipality: Program, order: tuple[int, ...]) -> None:
    noor = boxes.citizen(letters.NOOR)
    annex = {"httpPartName": "bijlage", "digest": multipart.digest(b"%PDF-1.7 kaart")}
    parts = [metadata(v3(attachments=[MAIN, annex])), pdf(), pdf("bijlage", b"%PDF-1.7 kaart", "kaart.pdf")]
    answer = sent(municipality, *(parts[place] for place in order))
    assert (answer.status, answer.json.keys()) == (201, {"messageId", "expirationDate"}), answer
    row = queries.message(noor, UUID(answer.json["messageId"]))
    assert row
    assert [(file.file_name, file.is_main) for file in queries.files(row)] == [
        ("brief.pdf", True),
        ("kaart.pdf", False),
    ]
    assert answer.headers["Location"].endswith(f"/v3/ebox/messages/{row.id}")


@pytest.mark.parametrize(
    "head", [{}, {"file_name": "messageToPublish.json", "media_type": "application/json"}, {"media_type": "text/plain"}]
)
def test_the_part_with_the_message_may_look_like_a_file(municipality: Program, head: dict[str, str]) -> None:
    assert sent(municipality, metadata(v3(), **head)).status == 201


def test_v2_1_has_its_own_words(municipality: Program) -> None:
    noor = boxes.citizen(letters.NOOR)
    attachment = {
        "httpPartName": "upfile1",
        "mainContent": True,
        "digest": multipart.digest(),
        "attachmentSigned": True,
    }
    told = v2(attachments=[attachment], replyAuthorized=True, forTheAttentionOf={"name": "Dienst parkeren"})
    answer = sent(municipality, pdf(), metadata(told), to=V2)
    assert answer.status == 201, answer
    row = queries.message(noor, UUID(answer.json["messageId"]))
    assert row
    assert (row.reply_allowed, row.attention_label) == (True, "Dienst parkeren")
    assert [file.signed for file in queries.files(row)] == [True]
    refused = sent(municipality, pdf(), to=V2)
    assert (refused.status, refused.json.keys()) == (400, {"id", "code", "message"})


def test_somebody_without_a_box_is_told_with_the_message(municipality: Program) -> None:
    answer = sent(municipality, metadata(v3()))
    assert (answer.status, answer.json["code"]) == (201, "NO_DIGITAL_USER")
    assert "paper" in answer.json["message"]


def test_who_cannot_be_reached_is_told_without_one(municipality: Program) -> None:
    Box.objects.filter(box_id=boxes.citizen(letters.NOOR)).update(state=State.STOPPED)
    answer = sent(municipality, pdf(), metadata(v3(attachments=[MAIN])))
    assert (answer.status, answer.json["code"]) == (400, "NOT_REACHABLE")
    assert nothing_is_there()


def test_the_trail_says_who_published_and_through_which_door(municipality: Program) -> None:
    noor = boxes.citizen(letters.NOOR)
    sent(municipality, metadata(v3()))
    row = AuditEvent.objects.get(citizen_id=noor, tag="mailbox.message.received")
    assert (row.client_id, row.method, row.url, row.response_code) == ("zonnegem-post", "POST", V3, 201)
    assert len(row.subject_token_hash) == 64


def test_the_same_key_is_told_what_it_published_whatever_comes_with_it(municipality: Program) -> None:
    key = {"Idempotency-Key": '"5b0d-1"'}
    first = sent(municipality, pdf(), metadata(v3(attachments=[MAIN])), **key)
    wrong_digest = {**MAIN, "digest": multipart.digest(b"else")}
    for parts in (
        [pdf(), metadata(v3(attachments=[MAIN]))],
        [metadata(v3(letters.ARNE))],
        [pdf(), metadata(v3(attachments=[wrong_digest]))],
    ):
        again = sent(municipality, *parts, **key)
        assert (again.status, again.json["code"]) == (409, "ALREADY_PUBLISHED")
        assert again.json["messageId"] == first.json["messageId"]
    assert Message.objects.count() == 1


@pytest.mark.parametrize("key", ["5b0d", '"open', '""', '"é"', f'"{"x" * 256}"', '"a";b'])
def test_a_key_is_a_string_of_rfc_8941(municipality: Program, key: str) -> None:
    answer = sent(municipality, metadata(v3()), **{"Idempotency-Key": key})
    assert (answer.status, answer.json["issues"][0]["in"]) == (400, "header")


def test_another_senders_token_does_not_speak_for_this_sender(municipality: Program) -> None:
    stranger = programs.of_enterprise("tweede-afzender", "0206731645")
    answer = sent(stranger, metadata(v3()))
    assert (answer.status, answer.json["code"]) == (400, "INVALID_SENDER")
    assert nothing_is_there()


def test_a_service_provider_publishes_for_those_who_asked_it_to(municipality: Program) -> None:
    SenderClient.objects.create(
        client_id="post-bv", enterprise_number="0206731645", on_behalf=True, principals=[letters.ORGANISATION]
    )
    provider = programs.of_enterprise("post-bv", "0206731645", (PUBLISH_FOR_OTHERS,))
    for_whom = {"On-Behalf-Of-Enterprise-Number": letters.ORGANISATION}
    assert sent(provider, metadata(v3()), **for_whom).status == 201
    assert sent(provider, metadata(v3())).status == 403
    assert sent(provider, metadata(v3()), **{"On-Behalf-Of-Enterprise-Number": "0765432146"}).status == 403


def test_without_the_scope_nobody_publishes(municipality: Program) -> None:
    reader = programs.of_enterprise("brood-consumer", "0765432146", (CONSUMER,))
    answer = sent(reader, metadata(v3()))
    assert (answer.status, answer.json["type"]) == (403, "urn:problem-type:belgif:missingScope")
    assert sent(Program("no-token"), metadata(v3())).status == 401


def test_a_digest_that_is_not_the_files_is_refused(municipality: Program) -> None:
    for value in ("x", "", multipart.digest(b"else")["digestValue"], "é" * 43, "+" * 43):
        attachment = {**MAIN, "digest": {"digestMethod": "sha_256", "digestValue": value}}
        answer = sent(municipality, pdf(), metadata(v3(attachments=[attachment])))
        assert (answer.status, answer.json["code"]) == (400, "DIGEST_DO_NOT_MATCH")
    assert nothing_is_there()


def test_a_digest_may_leave_its_padding_out(municipality: Program) -> None:
    told = multipart.digest()
    unpadded = {**told, "digestValue": told["digestValue"].rstrip("=")}
    assert sent(municipality, pdf(), metadata(v3(attachments=[{**MAIN, "digest": unpadded}]))).status == 201


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("br%C3%BCgge.pdf", "brügge.pdf"),
        ("brügge.pdf", "brügge.pdf"),
        ("100% zeker.pdf", "100% zeker.pdf"),
        ("aanslag 2026.pdf", "aanslag 2026.pdf"),
        ("%E0%A4%A.pdf", "%E0%A4%A.pdf"),
    ],
)
def test_file_names_are_read_as_utf_8(municipality: Program, written: str, read: str) -> None:
    assert sent(municipality, pdf(file_name=written), metadata(v3(attachments=[MAIN]))).status == 201
    assert Attachment.objects.get().file_name == read


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "a%2Fb.pdf", "%2e%2e%5cx.pdf", "..", "a\\b.pdf", "a%00.pdf", "a%E2%80%AEfdp.exe", "x" * 256],
)
def test_a_file_name_is_a_name_and_nothing_more(municipality: Program, name: str) -> None:
    answer = sent(municipality, pdf(file_name=name), metadata(v3(attachments=[MAIN])))
    assert answer.status == 400, answer
    assert nothing_is_there()


BARE = {"httpPartName": "upfile1", "isMainContent": True}
TWICE = {**MAIN, "isMainContent": False}
WRONG_PARTS: dict[str, tuple[list[Part], str]] = {
    "no message": ([pdf()], "messageToPublish"),
    "no parts": ([], "messageToPublish"),
    "two messages": ([metadata(v3()), metadata(v3())], "messageToPublish"),
    "no JSON": ([Part("messageToPublish", b"{")], "messageToPublish"),
    "JSON that is no object": ([Part("messageToPublish", b"[1]")], "messageToPublish"),
    "deep JSON": ([Part("messageToPublish", b"[" * 100_000)], "messageToPublish"),
    "half a character": ([Part("messageToPublish", b'{"subject": "\xff"}')], "messageToPublish"),
    "a lone surrogate": ([Part("messageToPublish", b'{"messageTypeId": "\\ud800"}')], "messageToPublish"),
    "a file that is not there": ([metadata(v3(attachments=[MAIN]))], "attachments"),
    "a file too many": ([metadata(v3()), pdf()], "attachments"),
    "another name": ([metadata(v3(attachments=[MAIN])), pdf("upfile2")], "attachments[0].httpPartName"),
    "the same file twice": ([metadata(v3(attachments=[MAIN, TWICE])), pdf()], "attachments[1].httpPartName"),
    "two parts of one name": ([metadata(v3(attachments=[MAIN])), pdf(), pdf()], "upfile1"),
    "no file name": ([metadata(v3(attachments=[MAIN])), Part("upfile1", b"x", None, "application/pdf")], "upfile1"),
    "no media type": ([metadata(v3(attachments=[MAIN])), Part("upfile1", b"x", "a.pdf")], "upfile1"),
    "no main content": ([metadata(v3(attachments=[TWICE])), pdf()], "attachments"),
    "two main contents": (
        [metadata(v3(attachments=[MAIN], bodyContent={"nl": "x"}, isBodyMainContent=True)), pdf()],
        "attachments",
    ),
    "an empty file": ([metadata(v3(attachments=[BARE])), pdf(content=b"")], "attachments[0]"),
    "a kind that is not taken": (
        [metadata(v3(attachments=[BARE])), Part("upfile1", b"<svg/>", "a.png", "image/svg+xml")],
        "attachments[0]",
    ),
}


@pytest.mark.parametrize("wrong", WRONG_PARTS)
def test_wrong_parts_are_named(municipality: Program, wrong: str) -> None:
    parts, name = WRONG_PARTS[wrong]
    for ordered in (parts, parts[::-1]):
        answer = sent(municipality, *ordered)
        assert answer.status == 400, answer
        assert name in told_kinds(answer), answer.json
    assert nothing_is_there()


BILL: dict[str, Any] = {
    "paymentDataId": "A-1",
    "amount": 100.1,
    "vatAmount": 21.02,
    "currency": "EUR",
    "dueDate": "2199-01-31T12:00:00+01:00",
    "iban": "BE68 5390 0754 7034",
    "bic": "GKCCBEBB",
    "reference": "+++090/9337/55493+++",
}
WRONG_WORDS: dict[str, tuple[dict[str, Any], str]] = {
    "null": ({"originalMessageId": None}, "originalMessageId"),
    "unknown": ({"colour": "red"}, "colour"),
    "unknown inside": (
        {"recipient": {"eboxType": "citizen", "ssin": letters.NOOR, "partition": "x"}},
        "recipient.partition",
    ),
    "a number for a text": ({"messageTypeId": 5}, "messageTypeId"),
    "a text for a boolean": ({"isRegisteredMail": "true"}, "isRegisteredMail"),
    "no language": ({"subject": {}}, "subject"),
    "another language": ({"subject": {"en": "Parking"}}, "subject.en"),
    "a subject too long": ({"subject": {"nl": "x" * 401}}, "subject"),
    "a blank subject": ({"subject": {"nl": " "}}, "subject"),
    "NUL": ({"subject": {"nl": "a\0b"}}, "messageToPublish"),
    "NUL in a partition": (
        {"sender": {"enterpriseNumber": letters.ORGANISATION, "partition": "\0"}},
        "messageToPublish",
    ),
    "a wrong number": ({"recipient": {"eboxType": "citizen", "ssin": "85631441237"}}, "recipient.ssin"),
    "an unknown enterprise": (
        {"recipient": {"eboxType": "enterprise", "enterpriseNumber": "0765432146"}},
        "recipient.enterpriseNumber",
    ),
    "a number of a citizen for an enterprise": (
        {"recipient": {"eboxType": "enterprise", "ssin": letters.NOOR}},
        "recipient.enterpriseNumber",
    ),
    "undeclared business data": ({"businessDataList": [{"key": "jaar", "values": [{"nl": "1"}]}]}, "businessDataList"),
    "long business data": (
        {"businessDataList": [{"key": "dossier", "values": [{"nl": "x" * 257}]}]},
        "businessDataList",
    ),
    "business data without values": (
        {"businessDataList": [{"key": "dossier", "values": []}]},
        "businessDataList[0].values",
    ),
    "registered, which this type is not": ({"isRegisteredMail": True}, "isRegisteredMail"),
    "a payment, which this type has not": ({"paymentData": BILL}, "paymentData"),
    "no such original": ({"originalMessageId": "7"}, "originalMessageId"),
    "an original of somebody else": ({"originalMessageId": str(UUID(int=1))}, "originalMessageId"),
    "attention for nobody": ({"forTheAttentionOf": {"ssin": "1"}}, "forTheAttentionOf.ssin"),
}


@pytest.mark.parametrize("wrong", WRONG_WORDS)
def test_wrong_words_are_named(municipality: Program, wrong: str) -> None:
    told, name = WRONG_WORDS[wrong]
    answer = sent(municipality, metadata(v3(**told)))
    assert answer.status == 400, answer
    assert name in told_kinds(answer), answer.json
    assert letters.NOOR not in answer.content.decode()
    assert nothing_is_there()


def test_everything_that_is_wrong_is_told_at_once(municipality: Program) -> None:
    told = v3(colour="red", isRegisteredMail=None, subject=5, attachments=[{"isMainContent": True, "x": 1}])
    kinds = told_kinds(sent(municipality, metadata(told), pdf()))
    assert kinds == {
        "colour": "unknownInput",
        "isRegisteredMail": "schemaViolation",
        "subject": "schemaViolation",
        "attachments[0].httpPartName": "requiredInput",
        "attachments[0].x": "unknownInput",
    }


def test_two_languages_are_one_too_many(municipality: Program) -> None:
    answer = sent(municipality, metadata(v3(subject={"nl": "Kaart", "fr": "Carte"})))
    assert (answer.status, answer.json["code"]) == (400, "NOT_IMPLEMENTED")
    mixed = sent(municipality, metadata(v3(subject={"fr": "Carte"})))
    assert (mixed.status, mixed.json["code"]) == (400, "NOT_IMPLEMENTED")


def test_the_senders_own_expiry_is_not_looked_at(municipality: Program) -> None:
    answer = sent(municipality, metadata(v3(expirationDate="1999-01-01T00:00:00Z")))
    assert answer.status == 201
    assert not answer.json["expirationDate"].startswith("1999")


def test_a_payment_is_kept_in_whole_cents(municipality: Program) -> None:
    letters.sender(payment_allowed=True)
    answer = sent(municipality, metadata(v3(paymentData=BILL)))
    assert answer.status == 201, answer
    row = Message.objects.get()
    assert row.amount == 12112
    bill = reading.payment(row, Kind.CITIZEN)
    assert bill
    assert (bill.cents, bill.vat_cents) == (10010, 2102)
    assert (bill.iban, bill.reference) == ("BE68539007547034", "090933755493")


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("amount", -1),
        ("amount", 1.005),
        ("amount", 1e300),
        ("amount", "NaN"),
        ("vatAmount", 10**12),
        ("currency", "euro"),
        ("iban", "BE68539007547035"),
        ("bic", "bank"),
        ("reference", "+++090/9337/55494+++"),
        ("reference", {"text": "x"}),
        ("reference", "x" * 141),
        ("dueDate", "2026-01-31"),
        ("dueDate", "2020-01-31T12:00:00Z"),
        ("dueDate", "9999-12-31T23:59:59-14:00"),
        ("dueDate", "0001-01-01T00:00:00+14:00"),
        ("dueDate", "2199-01-31T12:00:00"),
    ],
)
def test_a_payment_that_cannot_be_paid_is_refused(municipality: Program, part: str, value: object) -> None:
    letters.sender(payment_allowed=True)
    answer = sent(municipality, metadata(v3(paymentData={**BILL, part: value})))
    assert (answer.status, answer.json["code"]) == (400, "INVALID_INPUT"), answer
    assert f"paymentData.{part}" in told_kinds(answer), answer.json


def test_an_announcement_does_not_go_into_the_box(municipality: Program) -> None:
    letters.sender(announcement=True)
    answer = sent(municipality, metadata(v3()))
    assert (answer.status, answer.json["code"]) == (400, "ANNOUNCEMENT")


def test_ten_thousand_attachments_are_too_many_and_are_not_read(municipality: Program) -> None:
    parts = [pdf(f"file{number}", b"%PDF") for number in range(10_000)]
    assert sent(municipality, *parts).status == 400
    assert nothing_is_there()


def test_v2_1_takes_six_files(municipality: Program) -> None:
    parts = [pdf(f"upfile{number}") for number in range(1, 8)]
    attachments = [{"httpPartName": part.name, "mainContent": part.name == "upfile1"} for part in parts]
    assert sent(municipality, metadata(v2(attachments=attachments)), *parts, to=V2).status == 400
    six = sent(municipality, metadata(v2(attachments=attachments[:6])), *parts[:6], to=V2)
    assert six.status == 201, six


def test_a_file_that_is_too_large_is_told_the_limit(municipality: Program) -> None:
    letters.sender(max_octets=1000)
    remembered.forget()
    answer = sent(municipality, pdf(), metadata(v3(attachments=[MAIN])))
    assert (answer.status, answer.json["limit"]) == (413, 1000)
    assert nothing_is_there()


@pytest.mark.parametrize(
    "form",
    ["application/json", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=é"],
)
def test_what_is_no_multipart_is_told_so(municipality: Program, form: str) -> None:
    answer = municipality.ask("POST", V3, body(metadata(v3())), content_type=form)
    assert (answer.status, answer.json["code"]) == (400, "INVALID_INPUT")


def test_a_beginner_hears_what_was_wrong_in_words_that_are_true(municipality: Program) -> None:
    misnamed = body(Part("message", metadata(v3()).content, "message.json", "application/json"))
    absent = municipality.ask("POST", V3, misnamed, content_type=multipart.FORM)
    assert "no part “messageToPublish”" in absent.json["detail"]
    bare = sent(municipality, metadata(v3(subject="Uw parkeerkaart")))
    assert bare.json["detail"].startswith("subject: an object is expected here")
    capital = sent(municipality, metadata(v3(recipient={"eboxType": "Citizen", "ssin": letters.NOOR})))
    assert "'Citizen'" in capital.json["detail"]
    assert nothing_is_there()


def test_what_breaks_off_leaves_nothing(municipality: Program) -> None:
    whole = body(pdf(), metadata(v3(attachments=[MAIN])))
    for cut in (1, 60, 200, len(whole) // 2, len(whole) - 10):
        answer = municipality.ask("POST", V3, whole[:cut], content_type=multipart.FORM)
        assert answer.status == 400
    assert nothing_is_there()


def test_a_message_may_follow_one_that_its_sender_sent(municipality: Program) -> None:
    first = sent(municipality, metadata(v3())).json["messageId"]
    second = sent(municipality, metadata(v3(originalMessageId=first)))
    assert second.status == 201
    assert Message.objects.get(id=second.json["messageId"]).original_message_id == UUID(first)
