"""After a new root key nothing of the mailbox needs the old one any more."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import connection

from burgerprofiel.kit import clock
from burgerprofiel.kit.cbe import CbeNumber
from burgerprofiel.kit.root_keys import root_keys
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox import linking, queries, reading, resealing
from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.own import arranging
from burgerprofiel.mailbox.own.handling import What, handle
from burgerprofiel.mailbox.payments import Payment
from burgerprofiel.mailbox.replies import actions as replies
from burgerprofiel.mailbox.replies import queries as answers
from burgerprofiel.organisations.models import Organisation
from tests.mailbox import boxes, letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def secrets(tmp_path: Path, settings: LazySettings) -> Iterator[Path]:
    """Secrets that this test may replace."""
    for path in settings.CONFIG.secrets.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    settings.CONFIG = dataclasses.replace(settings.CONFIG, secrets=tmp_path)
    root_keys.cache_clear()
    yield tmp_path
    root_keys.cache_clear()


def test_mail_of_organisations_and_what_many_share_open_without_the_old_root_key(secrets: Path) -> None:
    letters.sender(payment_allowed=True)
    boxes.citizen(letters.NOOR), boxes.citizen(letters.ARNE)
    Organisation.objects.create(id=uuid4(), group="EA", code="0765432146", names={"nl": "Brood & Zo"})
    bill = Payment(id="F-1", cents=1234, iban="BE68539007547034", due=clock.now() + timedelta(days=30))
    bakery = letters.published(
        letters.letter(to=CbeNumber("0765432146"), payment=bill, reply_allowed=True), [letters.file()]
    )
    box_id = Message.objects.get(id=bakery.message_id).box_id
    handle(box_id, [bakery.message_id], What.LABELLED, letters.TRACE, label="Huur", kind=Kind.ENTERPRISE)
    replies.send(box_id, bakery.message_id, "Wij betalen", letters.TRACE, kind=Kind.ENTERPRISE)
    first = letters.published(files=[letters.file()])
    message = linking.prepare(first.message_id, [letters.ORGANISATION])
    assert message
    linking.link(message, Ssin(letters.ARNE), letters.TRACE)

    (secrets / "root_key_previous").write_bytes((secrets / "root_key").read_bytes())
    (secrets / "root_key").write_bytes(b"n" * 32)
    root_keys.cache_clear()
    call_command("reseal_citizen_keys")
    call_command("reseal_mailbox")
    assert resealing.reseal() == 0
    (secrets / "root_key_previous").unlink()
    root_keys.cache_clear()

    office = Message.objects.get(id=bakery.message_id)
    assert reading.payment(office, Kind.ENTERPRISE)
    assert arranging.of(box_id, Kind.ENTERPRISE).kept.names(office.labels) == ("Huur",)
    assert [each.text for each in answers.to(letters.ORGANISATION, after=None, message_id=None, many=9)] == [
        "Wij betalen"
    ]
    for row in Message.objects.filter(id__in=[bakery.message_id, first.message_id]):
        kind = Kind.ENTERPRISE if row.id == bakery.message_id else Kind.CITIZEN
        assert reading.body(row, kind) == "Uw kaart ligt klaar."
        (file,) = queries.files(row)
        assert b"".join(reading.pieces(row, kind, file)) == letters.PDF


def test_every_column_that_is_named_is_there() -> None:
    for what in resealing.WHERE:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {what.column} FROM {what.table} LIMIT 0")  # noqa: S608 - names of our own
