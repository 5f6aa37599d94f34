"""What has expired is removed with everything of it; what is not spoken of is removed too, and never more than that."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import clock
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.kit.storage import objects, orphans
from burgerprofiel.mailbox import counts, linking, queries
from burgerprofiel.mailbox.models import (
    Attachment,
    Box,
    DocumentEvent,
    Message,
    Publication,
    Repeat,
    SharedAttachment,
    SharedMessage,
    Work,
    WorkNote,
)
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.publishing import expiry
from burgerprofiel.mailbox.publishing.message import BoxOf
from burgerprofiel.mailbox.work import actions as work
from burgerprofiel.mailbox.work.rights import Rights
from burgerprofiel.organisations import actions as organisations
from burgerprofiel.organisations.groups import TargetGroup
from tests.mailbox import boxes, letters, stores

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder")]
folder = stores.folder


@pytest.fixture(autouse=True)
def _a_sender(db: None) -> None:
    letters.sender(validity_number=30, validity_unit="day")


def later(days: int) -> object:
    return clock.frozen_at(clock.now() + timedelta(days=days))


def test_an_expired_message_is_gone_with_its_files_its_counts_and_its_key(folder: Path) -> None:
    noor = boxes.citizen(letters.NOOR)
    letters.published(letters.letter(body=""), [letters.file(main=True), letters.file()])
    boxes.message(noor, "blijft", expires_at=clock.now() + timedelta(days=400))
    with later(31):
        assert queries.messages(noor, queries.Filter()).count() == 1, "nobody sees it any more, also before the sweep"
        assert expiry.expire() == 1
        assert expiry.expire() == 0
    assert Message.objects.get().subject == "blijft"
    assert not Attachment.objects.exists()
    assert not Publication.objects.exists()
    assert stores.kept_in(folder) == set()
    box = Box.objects.get(box_id=noor)
    assert (box.messages, box.hidden, box.unread) == counts.counted(noor) == (1, 0, 1)
    assert box.octets == 0
    assert DocumentEvent.objects.filter(box_id=noor, kind="expiredDocument").count() == 1
    assert AuditEvent.objects.filter(citizen_id=noor, tag="mailbox.messages.expired").count() == 1


def test_what_colleagues_wrote_about_a_message_goes_with_it() -> None:
    town = organisations.register(TargetGroup.LOCAL_AUTHORITY, letters.ORGANISATION, {"nl": "Gemeente Zonnegem"})
    done = letters.published(letters.letter(to=BoxOf(Kind.ENTERPRISE, town)))
    rights = Rights(town, uuid4(), manages=True, everything=True, partitions=frozenset(), general=True)
    work.note(rights, done.message_id, "Gebeld met mevrouw Vandenbos.", letters.TRACE)
    with later(31):
        assert expiry.expire() == 1
    assert not Work.objects.exists()
    assert not WorkNote.objects.exists()


def test_counts_stay_right_whatever_was_done_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expiry, "AT_ONCE", 3)
    noor, arne = boxes.citizen(letters.NOOR), boxes.citizen(letters.ARNE)
    soon, now = clock.now() + timedelta(days=1), clock.now()
    for box_id in (noor, arne):
        for visible in (True, False):
            for unread in (True, False):
                for withdrawn_at in (None, now):
                    kept = {"visible": visible, "unread": unread, "withdrawn_at": withdrawn_at}
                    boxes.message(box_id, expires_at=soon, **kept)
                    boxes.message(box_id, **kept)
    with later(2):
        assert expiry.expire() == 16
    for box_id in (noor, arne):
        box = Box.objects.get(box_id=box_id)
        assert (box.messages, box.hidden, box.unread) == counts.counted(box_id) == (8, 4, 1)


def test_what_many_share_goes_once_with_its_files(folder: Path) -> None:
    noor, arne = boxes.citizen(letters.NOOR), boxes.citizen(letters.ARNE)
    done = letters.published(letters.letter(body=""), [letters.file(main=True)])
    message = linking.prepare(done.message_id, [letters.ORGANISATION])
    assert message
    linking.link(message, Ssin(letters.ARNE), letters.TRACE)
    with later(31):
        assert expiry.expire() == 2
    assert not SharedMessage.objects.exists()
    assert not SharedAttachment.objects.exists()
    assert stores.kept_in(folder) == set()
    assert [Box.objects.get(box_id=box_id).octets for box_id in (noor, arne)] == [0, 0]


def test_keys_of_senders_are_forgotten_after_more_than_a_year() -> None:
    letters.published(key="a")
    with later(399):
        expiry.expire()
        assert Repeat.objects.exists()
    with later(401):
        expiry.expire()
        assert not Repeat.objects.exists()


def aged(place: Path, hours: int) -> None:
    then = (clock.now() - timedelta(hours=hours)).timestamp()
    for path in place.rglob("*"):
        if path.is_file():
            os.utime(path, (then, then))


def test_only_objects_that_nobody_speaks_of_are_orphans_and_only_old_ones(folder: Path) -> None:
    boxes.citizen(letters.NOOR), boxes.citizen(letters.ARNE)
    letters.published(letters.letter(body=""), [letters.file(main=True)])
    shared = letters.published(letters.letter(body=""), [letters.file(main=True)])
    linking.prepare(shared.message_id, [letters.ORGANISATION])
    spoken_of = stores.spoken_of()
    orphan = objects.keep([b"of a publication that broke off"])
    aged(folder, 30)
    running = objects.keep([b"of a publication that goes on"])
    assert orphans.sweep() == 1
    assert stores.kept_in(folder) == spoken_of | {running.object_name}
    assert orphans.sweep() == 0
    objects.remove(running.object_name)
    assert orphan.object_name not in stores.kept_in(folder)
