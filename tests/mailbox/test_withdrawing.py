"""A withdrawn message says who withdrew it, when and why, and nothing of what it held is left (C8)."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import clock
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox import counts, linking, queries
from burgerprofiel.mailbox.models import Box, DocumentEvent, Message, Publication, SharedMessage
from burgerprofiel.mailbox.publishing import noting, withdrawing
from burgerprofiel.mailbox.publishing.withdrawing import Reason
from tests.mailbox import boxes, letters, programs, stores
from tests.mailbox.programs import Program

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_connection", "folder")]
folder = stores.folder
WRONG = {"reason": "wrong_recipient"}


@pytest.fixture
def municipality(db: None) -> Program:
    letters.sender()
    return programs.of_enterprise("zonnegem-post", letters.ORGANISATION)


def address(message_id: UUID) -> str:
    return f"{programs.OURS}/messages/{message_id}/withdraw"


def agrees(box_id: UUID) -> bool:
    box = Box.objects.get(box_id=box_id)
    return (box.messages, box.hidden, box.unread) == counts.counted(box_id)


def test_its_contents_are_gone_and_a_tombstone_stays(
    municipality: Program, folder: Path, django_capture_on_commit_callbacks: object
) -> None:
    noor = boxes.citizen(letters.NOOR)
    done = letters.published(letters.letter(body=""), [letters.file(main=True)])
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        answer = municipality.ask("POST", address(done.message_id), WRONG)
    assert answer.status == 200, answer
    assert (answer.json["messageId"], answer.json["reason"]) == (str(done.message_id), "wrong_recipient")
    row = queries.message(noor, done.message_id)
    assert row
    assert (row.subject, row.withdrawn_why, row.body, queries.files(row)) == (
        "Uw parkeerkaart",
        "wrong_recipient",
        None,
        [],
    )
    assert stores.kept_in(folder) == set()
    box = Box.objects.get(box_id=noor)
    assert (box.messages, box.unread, box.octets) == (1, 0, 0)
    assert agrees(noor)
    assert DocumentEvent.objects.filter(box_id=noor, kind="withdrawnDocument").count() == 1
    assert AuditEvent.objects.filter(citizen_id=noor, tag="mailbox.message.withdrawn").count() == 1


def test_asked_again_it_answers_the_same(municipality: Program) -> None:
    noor = boxes.citizen(letters.NOOR)
    done = letters.published()
    first = municipality.ask("POST", address(done.message_id), WRONG)
    again = municipality.ask("POST", address(done.message_id), {"reason": "duplicate"})
    assert (again.status, again.content) == (200, first.content)
    assert agrees(noor)
    assert AuditEvent.objects.filter(citizen_id=noor, tag="mailbox.message.withdrawn").count() == 1


def test_nobody_withdraws_what_another_sent(municipality: Program) -> None:
    done = letters.published()
    stranger = programs.of_enterprise("tweede-afzender", "0206731645")
    assert stranger.ask("POST", address(done.message_id), WRONG).status == 404
    assert municipality.ask("POST", address(uuid4()), WRONG).status == 404
    assert Message.objects.get().withdrawn_at is None


@pytest.mark.parametrize("body", [{}, {"reason": "spite"}, {"reason": None}, {**WRONG, "note": "x"}, b"{", b"[]"])
def test_a_reason_is_one_of_four(municipality: Program, body: object) -> None:
    done = letters.published()
    assert municipality.ask("POST", address(done.message_id), body).status == 400
    assert Message.objects.get().withdrawn_at is None


def test_an_archived_or_read_message_is_withdrawn_without_a_wrong_count(municipality: Program) -> None:
    noor = boxes.citizen(letters.NOOR)
    for changed in ({"visible": False}, {"unread": False}, {"visible": False, "unread": False}):
        row = boxes.message(noor, **changed)
        withdraw_row(row)
        assert agrees(noor)


def withdraw_row(row: Message) -> None:
    Publication.objects.create(
        message_id=row.id,
        organisation=row.organisation,
        application=row.application,
        message_type_id=row.message_type_id,
        box_id=row.box_id,
        published_at=row.published_at,
        expires_at=row.expires_at,
    )
    withdrawing.withdraw(row.organisation, row.id, Reason.DUPLICATE, letters.TRACE)


def test_what_many_share_is_withdrawn_from_all_of_them(
    municipality: Program, folder: Path, django_capture_on_commit_callbacks: object
) -> None:
    noor, arne = boxes.citizen(letters.NOOR), boxes.citizen(letters.ARNE)
    done = letters.published(letters.letter(body=""), [letters.file(main=True)])
    message = linking.prepare(done.message_id, [letters.ORGANISATION])
    assert message
    assert linking.link(message, Ssin(letters.ARNE), letters.TRACE)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert municipality.ask("POST", address(done.message_id), WRONG).status == 200
    for box_id in (noor, arne):
        row = queries.message(box_id, done.message_id)
        assert row, "at once, before each box was gone through"
        assert row.withdrawn_at
        assert queries.files(row) == []
    assert stores.kept_in(folder) == set()
    size = len(letters.PDF)
    assert noting.note(done.message_id, size) == 2
    assert noting.note(done.message_id, size) == 0
    for box_id in (noor, arne):
        row = Message.objects.get(box_id=box_id)
        assert (row.withdrawn_at, row.withdrawn_why) == (SharedMessage.objects.get().withdrawn_at, "wrong_recipient")
        assert Box.objects.get(box_id=box_id).octets == 0
        assert agrees(box_id)
        assert DocumentEvent.objects.filter(box_id=box_id, kind="withdrawnDocument").count() == 1


def test_nothing_of_what_many_were_told_can_be_found_or_paid_any_more(municipality: Program) -> None:
    noor = boxes.citizen(letters.NOOR)
    done = letters.published(letters.letter(business={"dossier": ["geheim"]}))
    assert linking.prepare(done.message_id, [letters.ORGANISATION])
    SharedMessage.objects.update(payment=b"sealed")
    Message.objects.update(amount=1000, due_at=clock.now(), payment=b"sealed", paid="to_pay")
    assert municipality.ask("POST", address(done.message_id), WRONG).status == 200
    assert not queries.messages(noor, queries.Filter(text="geheim")).exists()
    assert queries.messages(noor, queries.Filter(text="parkeerkaart")).exists(), "the tombstone is"
    assert SharedMessage.objects.get().payment is None
    noting.note(done.message_id, 0)
    row = Message.objects.get()
    assert (row.business, row.payment, row.amount, row.due_at, row.paid) == ([], None, None, None, "")
