"""Publishing puts a message into a box whole, or leaves nothing behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import clock
from burgerprofiel.kit.cbe import CbeNumber
from burgerprofiel.kit.storage import objects
from burgerprofiel.mailbox import counts, models, queries, sealed
from burgerprofiel.mailbox.models import Attachment, Box, DocumentEvent, Message, Publication, Repeat
from burgerprofiel.mailbox.models.boxes import Kind, State
from burgerprofiel.mailbox.publishing import expiry, tasks
from burgerprofiel.mailbox.publishing.refusals import RefusedError, RepeatedError
from burgerprofiel.organisations.models import Organisation
from tests.mailbox import boxes, letters

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_sender(db: None) -> None:
    letters.sender()


def nothing_is_stored() -> bool:
    tables = (Message, Attachment, Publication, Repeat, DocumentEvent)
    return not any(table.objects.exists() for table in tables)


def test_a_letter_lies_in_the_box_with_its_file_its_count_its_event_and_its_line_in_the_trail() -> None:
    noor = boxes.citizen(letters.NOOR)
    file = letters.file(main=True)
    done = letters.published(letters.letter(body="", business={"dossier": ["P-1"]}), [file])
    row = queries.message(noor, done.message_id)
    assert row and (row.subject, row.unread, row.expires_at) == ("Uw parkeerkaart", True, done.expires_at)
    (kept,) = queries.files(row)
    key = sealed.unseal(Kind.CITIZEN, noor, kept.key, f"mailbox.attachment.key:{kept.id}")
    assert b"".join(objects.pieces(kept.object_name, key)) == letters.PDF
    box = Box.objects.get(box_id=noor)
    assert (box.messages, box.hidden, box.unread) == counts.counted(noor) == (1, 0, 1)
    assert box.octets == len(letters.PDF)
    assert DocumentEvent.objects.get(box_id=noor).message_id == done.message_id
    (event,) = AuditEvent.objects.filter(citizen_id=noor, tag="mailbox.message.received")
    assert str(done.message_id) in event.details


def test_a_body_is_sealed_for_its_citizen() -> None:
    noor = boxes.citizen(letters.NOOR)
    row = Message.objects.get(id=letters.published().message_id)
    assert b"kaart" not in bytes(row.body)
    plain = sealed.unseal(Kind.CITIZEN, noor, bytes(row.body), f"mailbox.message.body:{row.id}")
    assert plain.decode() == "Uw kaart ligt klaar."


def test_somebody_whom_nobody_ever_wrote_to_gets_it_and_the_sender_hears_that_they_do_not_read_here() -> None:
    assert letters.published().code == "NO_DIGITAL_USER"
    assert letters.published().code == "NO_DIGITAL_USER"
    assert Box.objects.get().state == State.UNOPENED
    assert Box.objects.get().messages == 2


@pytest.mark.parametrize("state", [State.STOPPED, State.CLOSED])
def test_a_box_that_takes_no_mail_gets_none_and_its_files_are_removed(state: State) -> None:
    noor = boxes.citizen(letters.NOOR)
    Box.objects.filter(box_id=noor).update(state=state)
    file = letters.file(main=True)
    with pytest.raises(RefusedError) as refused:
        letters.published(letters.letter(body=""), [file])
    assert refused.value.code == "NOT_REACHABLE"
    assert nothing_is_stored()
    with pytest.raises(objects.GoneError):
        objects.pieces(file.stored.object_name, file.stored.key)


def test_an_enterprise_has_an_active_box_from_its_first_message() -> None:
    bakery = Organisation.objects.create(id=uuid4(), group="EA", code="0765432146", names={"nl": "Brood & Zo"}).id
    done = letters.published(letters.letter(to=CbeNumber("0765432146")))
    assert done.code == ""
    box = Box.objects.get()
    assert (box.box_id, box.kind, box.state) == (bakery, Kind.ENTERPRISE, State.ACTIVE)


def test_an_unknown_enterprise_is_refused() -> None:
    with pytest.raises(RefusedError) as refused:
        letters.published(letters.letter(to=CbeNumber("0765432146")))
    assert refused.value.code == "INVALID_INPUT"
    assert nothing_is_stored()


def test_the_same_key_twice_is_one_message_also_when_the_second_says_something_else() -> None:
    first = letters.published(key="a")
    file = letters.file(main=True)
    for again in (letters.letter(), letters.letter(letters.ARNE), letters.letter(subject="x" * 500)):
        with pytest.raises(RepeatedError) as repeated:
            letters.published(again, [file] if again.body else [], key="a")
        assert (repeated.value.message_id, repeated.value.expires_at) == (first.message_id, first.expires_at)
    assert Message.objects.count() == 1
    assert letters.published(key="b").message_id != first.message_id


def test_who_may_not_send_this_is_told_so() -> None:
    wrong = replace(letters.letter(), message_type="wonen-premie")
    with pytest.raises(RefusedError) as refused:
        letters.published(wrong)
    assert refused.value.code == "INVALID_SENDER"


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(RefusedError) as refused:
        letters.published(
            letters.letter(subject="x" * 401, registered=True, attention_label="y" * 101, business={"jaar": ["1"]}),
            [letters.file(main=True, media_type="image/svg+xml"), letters.file(b"")],
        )
    parts = {flaw.part for flaw in refused.value.flaws}
    assert {"subject", "isRegisteredMail", "forTheAttentionOf.label", "attachments", "attachments[0]"} <= parts
    assert nothing_is_stored()


def test_a_file_that_is_too_large_is_told_the_limit() -> None:
    letters.sender(max_octets=1000)
    with pytest.raises(RefusedError) as refused:
        letters.published(letters.letter(body=""), [letters.file(b"x" * 1001, main=True)])
    assert (refused.value.code, refused.value.limit) == ("TOO_LARGE", 1000)


def test_a_message_is_there_until_its_type_says() -> None:
    letters.sender(validity_number=30, validity_unit="day")
    row = models.Message.objects.get(id=letters.published().message_id)
    assert (row.expires_at - row.published_at).days == 30


def test_a_key_is_remembered_longer_than_its_message() -> None:
    letters.sender(validity_number=1, validity_unit="day")
    first = letters.published(key="a")
    with clock.frozen_at(clock.now() + timedelta(days=2)):
        expiry.expire()
        with pytest.raises(RepeatedError) as repeated:
            letters.published(key="a")
    assert (repeated.value.message_id, repeated.value.expires_at) == (first.message_id, None)


@pytest.mark.usefixtures("one_connection")
def test_a_publication_takes_five_statements(django_assert_num_queries: Any) -> None:
    """The recipient, the box, the message with everything of it, and two for the trail."""
    boxes.citizen(letters.NOOR)
    letters.published()
    savepoint = 2
    with django_assert_num_queries(5 + savepoint, connection=connection):
        letters.published()


def test_the_regular_work_is_safe_to_run_twice() -> None:
    letters.published()
    for _time in range(2):
        tasks.expire(0)
        tasks.sweep_orphans(0)
        tasks.note_withdrawal(str(uuid4()), 0)
    assert Message.objects.count() == 1


def test_a_national_number_stands_in_no_open_part_of_a_message() -> None:
    number = "Dossier 85.07.30-033.28"
    message = letters.letter(subject=number, attention_label=number)
    file = letters.file(file_name="brief-85073003328.pdf", title=number)
    with pytest.raises(RefusedError) as refused:
        letters.published(message, [file])
    parts = {flaw.part for flaw in refused.value.flaws}
    assert parts == {
        "subject",
        "forTheAttentionOf.label",
        "attachments[0].fileName",
        "attachments[0].attachmentTitle",
    }
    assert not any("033" in flaw.sentence for flaw in refused.value.flaws)
    assert not Message.objects.exists()
