"""Reading a box at the registry: lists, messages, contents, and what reading changes."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from burgerprofiel.access import consents
from burgerprofiel.access.models import Client
from burgerprofiel.access.provider.details import Details
from burgerprofiel.audit.events import Trace
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import clock, remembered
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox import counts, linking, reading
from burgerprofiel.mailbox.models import Box, Message, Reply
from burgerprofiel.mailbox.models.boxes import Kind, State
from burgerprofiel.mailbox.publishing import expiry
from burgerprofiel.mailbox.registry.wire import messages as wire
from burgerprofiel.mailbox.replies import actions as replies
from burgerprofiel.organisations import actions as organisations
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.organisations.models import Organisation
from tests.mailbox import boxes, letters, programs
from tests.mailbox.programs import V2, V3, Program

pytestmark = pytest.mark.usefixtures("one_connection")


@pytest.fixture
def noor() -> CitizenId:
    letters.sender()
    remembered.forget()
    return boxes.citizen(letters.NOOR)


@pytest.fixture
def portal(noor: CitizenId) -> Program:
    return programs.reader(noor)


def _letter(noor: CitizenId, name: str = "brief.pdf", content: bytes = letters.PDF) -> tuple[str, str, str]:
    """Publish a letter whose main content is a file; returns its id, the file's, and the address of the content."""
    file = letters.file(content, main=True, file_name=name)
    done = letters.published(letters.letter(body="Zie bijlage."), [file])
    (kept,) = programs.reader(noor).told(f"{V3}/ebox/messages/{done.message_id}/attachments")["items"]
    return str(done.message_id), kept["attachmentId"], kept["contentHref"].partition(programs.HOST)[2]


def _tags(noor: CitizenId) -> list[str]:
    return list(AuditEvent.objects.filter(citizen_id=noor).order_by("seq").values_list("tag", flat=True))


@pytest.mark.parametrize("surface", [V2, V3])
def test_a_list_is_newest_first_and_paged(noor: CitizenId, portal: Program, surface: str) -> None:
    for number in range(5):
        boxes.message(noor, f"Bericht {number}", at=clock.now() - timedelta(days=5 - number))
    first, last = (portal.told(f"{surface}/ebox/messages?pageSize=2&page={page}") for page in (1, 3))
    assert [each["subject"]["nl"] for each in first["items"]] == ["Bericht 4", "Bericht 3"]
    assert [each["subject"]["nl"] for each in last["items"]] == ["Bericht 0"]
    assert first["totalItems"] == last["totalItems"] == 5


def test_on_v3_a_list_goes_on_from_where_one_was_whatever_came_meanwhile(noor: CitizenId, portal: Program) -> None:
    for number in range(5):
        boxes.message(noor, f"Bericht {number}", at=clock.now() - timedelta(days=5 - number))
    page = portal.told(f"{V3}/ebox/messages?pageSize=2&visible=true")
    boxes.message(noor, "Nieuw")
    seen = [each["subject"]["nl"] for each in page["items"]]
    while "next" in page:
        page = portal.told(page["next"].partition(programs.HOST)[2])
        seen += [each["subject"]["nl"] for each in page["items"]]
    assert seen == [f"Bericht {number}" for number in (4, 3, 2, 1, 0)]


def test_a_cursor_of_another_box_is_refused(noor: CitizenId, portal: Program) -> None:
    arne = boxes.citizen(letters.ARNE)
    for _each in range(2):
        boxes.message(arne)
        boxes.message(noor)
    theirs = programs.reader(arne).told(f"{V3}/ebox/messages?pageSize=1")["next"]
    answer = portal.get(theirs.partition(programs.HOST)[2])
    assert (answer.status, answer.json["issues"][0]["name"]) == (400, "after")
    assert portal.get(f"{V3}/ebox/messages?after=AAAA").status == 400


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=kaart", 400),
        ("q=kaart&qlang=nl", 200),
        ("q=kaart&qlang=xx", 400),
        ("q=%00&qlang=nl", 400),
        ("page=0", 400),
        ("page=2147483647", 200),
        ("page=2147483648", 400),
        ("pageSize=101", 400),
        ("pageSize=٣", 400),
        ("receivedBefore=0001-01-01", 200),
        ("receivedAfter=9999-12-31", 200),
        ("receivedAfter=31-12-2026", 400),
        ("expiredBefore=2026-02-30", 400),
        ("expiredBefore=1999-01-01&expiredAfter=9999-01-01", 200),
        ("readStatus=perhaps", 400),
        ("visible=true&visible=false", 400),
        ("sort=subject", 400),
        ("messageTypeId=does-not-exist", 200),
        ("senderOrganizationId=%00", 400),
    ],
)
@pytest.mark.parametrize("surface", [V2, V3])
def test_what_can_be_read_is_answered_and_what_cannot_is_told(
    portal: Program, surface: str, query: str, status: int
) -> None:
    answer = portal.get(f"{surface}/ebox/messages?{query}")
    assert answer.status == status, answer
    if status == 200:
        assert answer.json["items"] == []
    else:
        assert answer.json["code"] == "INVALID_INPUT"


def test_a_search_looks_in_the_names_of_who_sent_it_in_the_language_that_was_asked(
    noor: CitizenId, portal: Program
) -> None:
    boxes.message(noor, "Uw parkeerkaart")
    for query, found in (("q=zonnegem&qlang=fr", 1), ("q=parkeer&qlang=fr", 0), ("q=PARKEER&qlang=nl", 1)):
        told = portal.told(f"{V2}/ebox/messages?{query}")
        assert (len(told["items"]), told["totalItems"]) == (found, found), query


def test_days_are_those_of_belgium(noor: CitizenId, portal: Program) -> None:
    row = boxes.message(noor)
    day = row.published_at.astimezone(clock.BRUSSELS).date()
    for query, found in (
        (f"receivedAfter={day}", 0),
        (f"receivedAfter={day - timedelta(days=1)}&receivedBefore={day + timedelta(days=1)}", 1),
        (f"receivedBefore={day}", 0),
    ):
        assert portal.told(f"{V2}/ebox/messages?{query}")["totalItems"] == found, query


def test_looking_opens_nothing_and_opening_the_main_content_makes_it_read(noor: CitizenId, portal: Program) -> None:
    message_id, file_id, content = _letter(noor)
    one = f"{V3}/ebox/messages/{message_id}"
    for path in (one, f"{one}/attachments", f"{one}/attachments/{file_id}", f"{V3}/ebox/messages"):
        portal.told(path)
    assert portal.get(f"{one}/body").json == {"nl": "Zie bijlage."}
    assert portal.ask("HEAD", content).status == 200
    assert portal.told(one)["readStatus"] is False
    answer = portal.get(content)
    assert answer.content == letters.PDF
    assert portal.told(one)["readStatus"] is True
    box = Box.objects.get(box_id=noor)
    assert (box.messages, box.hidden, box.unread) == counts.counted(noor) == (1, 0, 0)
    tags = _tags(noor)
    assert tags.count("mailbox.content.opened") == 2
    assert {"mailbox.list.seen", "mailbox.message.seen"} <= set(tags)


def test_a_file_is_a_download_that_can_be_checked_and_never_a_page_of_ours(noor: CitizenId, portal: Program) -> None:
    _message, _file, content = _letter(noor, "../../../etc/brief “ü”\u202egpj.html", b"<script>alert(1)</script>")
    answer = portal.get(content)
    headers = answer.headers
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["X-Content-Type-Options"] == "nosniff"
    shown = headers["Content-Disposition"]
    assert shown.startswith('attachment; filename="') and "filename*=UTF-8''" in shown
    assert "/" not in shown.partition("UTF-8''")[0] and "%E2%80%AE" not in shown and ".." not in shown
    assert headers["Content-Length"] == str(len(answer.content))
    assert headers["ETag"].strip('"') and headers["Repr-Digest"].startswith("sha-256=:")
    assert headers["Cache-Control"] == "private, no-store"


def test_what_has_expired_is_gone_everywhere(noor: CitizenId, portal: Program) -> None:
    row = boxes.message(noor, expires_at=clock.now() - timedelta(seconds=1))
    assert portal.told(f"{V2}/ebox/messages") == {"items": [], "totalItems": 0}
    assert portal.told(f"{V2}/ebox")["numberOfMessages"] == 0
    assert portal.get(f"{V2}/ebox/messages/{row.id}").status == 404
    assert portal.get(f"{V2}/ebox/messages/{row.id}/body").status == 404


def test_a_withdrawn_message_is_a_tombstone_without_contents(noor: CitizenId, portal: Program) -> None:
    message_id, _file, content = _letter(noor)
    Message.objects.filter(box_id=noor, id=message_id).update(withdrawn_at=clock.now(), withdrawn_why="mistake")
    told = portal.told(f"{V3}/ebox/messages/{message_id}")
    assert told["withdrawn"]["reason"] == "mistake"
    assert told["attachments"] == {"items": [], "totalItems": 0}
    assert portal.get(content).status == portal.get(f"{V3}/ebox/messages/{message_id}/body").status == 404
    assert "withdrawn" not in portal.told(f"{V2}/ebox/messages/{message_id}")


def test_what_is_somebody_else_s_is_not_there(noor: CitizenId) -> None:
    message_id, file_id, content = _letter(noor)
    other = programs.reader(boxes.citizen(letters.ARNE))
    one = f"{V3}/ebox/messages/{message_id}"
    for path in (one, f"{one}/body", f"{one}/attachments/{file_id}", content, f"{one}/paymentData"):
        assert other.get(path).status == 404, path
    patch = {"items": [{"messageId": message_id, "visible": False}]}
    assert other.ask("PATCH", f"{V3}/ebox/messages", patch).status == 404
    assert Message.objects.get(id=message_id).visible


def test_a_box_that_was_never_opened_looks_empty_and_a_closed_one_is_not_there(
    noor: CitizenId, portal: Program
) -> None:
    row = boxes.message(noor)
    Box.objects.filter(box_id=noor).update(state=State.UNOPENED)
    assert portal.told(f"{V3}/ebox/messages")["totalItems"] == 0
    assert portal.told(f"{V3}/ebox/statistics")["numberOfMessages"] == 0
    assert portal.get(f"{V3}/ebox/messages/{row.id}").status == 404
    Box.objects.filter(box_id=noor).update(state=State.CLOSED)
    for path in ("ebox/messages", "ebox/statistics", f"ebox/messages/{row.id}"):
        assert portal.get(f"{V3}/{path}").status == 404
    Box.objects.filter(box_id=noor).update(state=State.STOPPED)
    assert portal.told(f"{V3}/ebox/messages")["totalItems"] == 1


def test_a_portal_of_somebody_else_reads_only_what_the_citizen_allowed(noor: CitizenId) -> None:
    details = [{"type": "be.burgerprofiel.mailbox", "purposes": ["show"], "until": "2999-01-01"}]
    stranger = programs.reader(noor, third_party=True)
    assert stranger.get(f"{V3}/ebox/messages").status == 403
    allowed = programs.reader(noor, third_party=True, details=details)
    assert allowed.get(f"{V3}/ebox/messages").status == 403, "no consent stands for this token"
    until = clock.today() + timedelta(days=30)
    consents.give(noor, programs.READER, ["openid"], Trace(actor="citizen"), Details(frozenset({"show"}), until))
    assert allowed.get(f"{V3}/ebox/messages").status == 200


def test_messages_are_hidden_and_shown_again_all_or_none(noor: CitizenId, portal: Program) -> None:
    one, two = (str(boxes.message(noor).id) for _each in range(2))
    hide = [{"messageId": each, "visible": False} for each in (one, two)]
    assert (
        portal.ask(
            "PATCH", f"{V2}/ebox/messages", {"items": [*hide, {"messageId": str(uuid4()), "visible": True}]}
        ).status
        == 404
    )
    assert portal.told(f"{V2}/ebox/messages?visible=false")["totalItems"] == 0
    media_type = "application/merge-patch+json"
    assert portal.ask("PATCH", f"{V2}/ebox/messages", {"items": hide}, content_type=media_type).status == 200
    assert portal.told(f"{V2}/ebox/messages?visible=false")["totalItems"] == 2
    again = {"items": [{"messageId": one, "visible": True, "isUnread": False}]}
    assert portal.ask("PATCH", f"{V3}/ebox/messages", again).status == 200
    assert portal.told(f"{V3}/ebox/messages?visible=true&isUnread=false")["totalItems"] == 1
    assert portal.told(f"{V3}/ebox/statistics")["numberOfHiddenMessages"] == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"items": [{"messageId": "x", "visible": None}]}, 400),
        ({"items": [{"messageId": "x", "visible": True}]}, 404),
        ({"items": [{"messageId": "x", "visible": True, "color": 1}]}, 400),
        ({"items": "x"}, 400),
        (b"{", 400),
        (b"\xff", 400),
        (b"", 415),
        (b" " * 1_000_001, 413),
    ],
)
def test_a_change_that_makes_no_sense_is_told_so(portal: Program, body: object, status: int) -> None:
    assert portal.ask("PATCH", f"{V3}/ebox/messages", body).status == status


@pytest.mark.parametrize("shared", [False, True])
def test_the_size_of_a_box_is_without_what_expired_at_this_moment(
    noor: CitizenId, portal: Program, shared: bool
) -> None:
    letters.published(files=[letters.file()])
    gone = letters.published(files=[letters.file(letters.PDF * 3)])
    if shared:
        linking.prepare(gone.message_id, [letters.ORGANISATION])
    size = wire.kilobytes(len(letters.PDF))
    assert portal.told(f"{V3}/ebox/statistics")["eboxSize"] == wire.kilobytes(4 * len(letters.PDF))
    Message.objects.filter(id=gone.message_id).update(expires_at=clock.now())
    assert portal.told(f"{V3}/ebox/statistics")["eboxSize"] == size
    assert portal.told(f"{V2}/ebox")["eboxSize"] == size
    expiry.expire()
    assert portal.told(f"{V3}/ebox/statistics")["eboxSize"] == size


def test_labels_are_replaced_by_those_that_are_said(noor: CitizenId, portal: Program) -> None:
    row = boxes.message(noor)
    path = f"{programs.OURS}/messages/{row.id}/labels"
    assert portal.ask("PUT", path, {"labels": ["Auto", "Belangrijk"]}).json["labels"] == ["Auto", "Belangrijk"]
    assert portal.ask("PUT", path, {"labels": ["Belangrijk"]}).json["labels"] == ["Belangrijk"]
    assert portal.told(f"{V3}/ebox/messages?label=Belangrijk")["totalItems"] == 1
    assert portal.ask("PUT", path, {"labels": [""]}).status == 400
    assert portal.ask("PUT", path, {"labels": []}).json["labels"] == []


def test_an_enterprise_reads_its_own_box(noor: CitizenId) -> None:
    program = programs.of_enterprise("brood-consumer", "0765432146")
    assert program.get(f"{V3}/ebox/messages").status == 404
    group = TargetGroup.ENTREPRENEUR.value
    found = Organisation.objects.create(group=group, code="0765432146", names={"nl": "Brood & Zo"})
    assert program.told(f"{V3}/ebox/messages")["items"] == []
    boxes.box(found.id, Kind.ENTERPRISE)
    boxes.message(found.id, "Aan de bakker", attention_label="De baas", attention_citizen=noor)
    (told,) = program.told(f"{V3}/ebox/messages")["items"]
    assert told["subject"]["nl"] == "Aan de bakker"
    assert told["forTheAttentionOf"] == {"label": "De baas"}
    one = program.told(f"{V3}/ebox/messages/{told['messageId']}")
    assert one["forTheAttentionOf"] == {"label": "De baas", "ssin": letters.NOOR}


def test_an_answer_reaches_the_sender_where_it_allows_that_and_nobody_else(noor: CitizenId, portal: Program) -> None:
    done = letters.published(letters.letter(reply_allowed=True))
    path = f"{V3}/ebox/messages/{done.message_id}/replies"
    key = {"Idempotency-Key": '"een"'}
    first, again = (portal.ask("POST", path, {"text": "Dank u, Noor"}, **key) for _each in range(2))
    assert (first.status, first.json) == (again.status, again.json) == (201, first.json)
    assert portal.told(path)["items"] == [first.json]
    sender = programs.of_enterprise("zonnegem-post", letters.ORGANISATION)
    assert sender.told(f"{programs.OURS}/replies")["items"] == [first.json]
    assert sender.told(f"{programs.OURS}/replies?messageId={done.message_id}")["items"] == [first.json]
    assert sender.told(f"{programs.OURS}/replies?after={first.json['replyId']}")["items"] == []
    assert programs.of_enterprise("tweede-afzender", "0206731645").told(f"{programs.OURS}/replies")["items"] == []
    other = programs.reader(boxes.citizen(letters.ARNE))
    assert other.get(path).status == other.ask("POST", path, {"text": "Ik"}).status == 404
    assert "mailbox.reply.sent" in _tags(noor)
    assert b"Dank" not in bytes(Reply.objects.get().text)


def test_answers_are_fetched_page_by_page_each_once(noor: CitizenId, portal: Program) -> None:
    done = letters.published(letters.letter(reply_allowed=True))
    for number in range(3):
        portal.ask("POST", f"{V3}/ebox/messages/{done.message_id}/replies", {"text": f"Antwoord {number}"})
    sender, seen = programs.of_enterprise("zonnegem-post", letters.ORGANISATION), []
    page = sender.told(f"{programs.OURS}/replies?pageSize=1")
    while True:
        seen += [each["text"] for each in page["items"]]
        if "next" not in page:
            break
        page = sender.told(page["next"].partition(programs.HOST)[2])
    assert seen == ["Antwoord 0", "Antwoord 1", "Antwoord 2"]


@pytest.mark.parametrize(
    ("body", "status"), [({"text": ""}, 400), ({"text": "x" * 4001}, 400), ({}, 400), ({"text": "x"}, 403)]
)
def test_what_is_no_answer_or_is_not_wanted_is_told_so(
    noor: CitizenId, portal: Program, body: object, status: int
) -> None:
    row = boxes.message(noor)
    assert portal.ask("POST", f"{V3}/ebox/messages/{row.id}/replies", body).status == status


def test_an_answer_goes_with_its_message(noor: CitizenId, portal: Program) -> None:
    done = letters.published(letters.letter(reply_allowed=True))
    portal.ask("POST", f"{V3}/ebox/messages/{done.message_id}/replies", {"text": "Dank u"})
    assert replies.forget() == 0
    with clock.frozen_at(done.expires_at + timedelta(days=1)):
        assert replies.forget() == 1
    assert not Reply.objects.exists()


@pytest.mark.parametrize(
    "moment", ["2026-01-01T00:00:00-18:24", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59"]
)
def test_a_moment_of_an_odd_offset_is_a_moment_or_is_refused(portal: Program, moment: str) -> None:
    query = urlencode({"lastSequenceNbr": 0, "pageSize": 10, "startTime": moment})
    assert portal.get(f"/EventServices/Ebox/v2/citizen/document/events?{query}").status in (200, 400)


@pytest.mark.parametrize(
    ("application", "role", "context", "opens"),
    [
        ("burgerprofiel_balie", "Postbeheerder", "", True),
        ("burgerprofiel_balie", "Postbehandelaar", "", True),
        ("burgerprofiel_balie", "Postbehandelaar", "GENERAL", False),
        ("burgerprofiel_balie", "Loketmedewerker", "", False),
        ("iets_anders", "Postbeheerder", "", False),
    ],
)
def test_an_organisations_box_opens_for_a_person_who_may_handle_all_of_its_mail(
    noor: CitizenId, application: str, role: str, context: str, opens: bool
) -> None:
    group = TargetGroup.LOCAL_AUTHORITY
    town = organisations.register(group, letters.ORGANISATION, {"nl": "Gemeente Zonnegem"})
    boxes.box(town, Kind.ENTERPRISE)
    boxes.message(town)
    organisations.give_role(noor, town, application, role, letters.TRACE, context=context)
    for_town = programs.reader(noor, capacity={"group": group.value, "organisation": str(town)})
    Client.objects.filter(client_id=programs.READER).update(target_groups=[group.value])
    for address in (
        f"{V3}/ebox/messages",
        f"{V2}/ebox",
        "/EventServices/Ebox/v2/enterprise/document/events?lastSequenceNbr=0&pageSize=9",
    ):
        assert for_town.get(address).status == (200 if opens else 403), address


def test_a_document_that_cannot_be_read_just_now_is_not_opened(
    noor: CitizenId, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_given: object) -> None:
        raise OSError

    done = letters.published(files=[letters.file(main=True)], message=letters.letter(body="", body_is_main=False))
    portal = programs.reader(noor)
    where = f"{V3}/ebox/messages/{done.message_id}"
    (file,) = portal.told(f"{where}/attachments")["items"]
    monkeypatch.setattr(reading, "pieces", fails)
    answer = portal.get(f"{where}/attachments/{file['attachmentId']}/content")
    assert (answer.status, answer.json["code"]) == (503, "SERVICE_UNAVAILABLE")
    assert Message.objects.get(id=done.message_id).read_at is None
