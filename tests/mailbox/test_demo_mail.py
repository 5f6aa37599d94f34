"""The demo's mailboxes are believable from the first start, and a second start adds nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

import burgerprofiel
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox import counts, reading
from burgerprofiel.mailbox.models import Box, Message
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.queries import files
from burgerprofiel.people import actions as people
from tests.mailbox import letters

pytestmark = pytest.mark.django_db(transaction=True)
DEMO = Path(burgerprofiel.__file__).parent / "site" / "launch" / "demo"


def test_mail_of_the_past_lies_in_order_once_with_documents_that_open() -> None:
    call_command("mailbox_senders", str(DEMO / "senders.toml"), verbosity=0)
    for _start in range(2):
        call_command("mailbox_demo", str(DEMO / "mail.toml"))
    noor = people.meet(Ssin(letters.NOOR))
    rows = list(Message.objects.filter(box_id=noor).order_by("id"))
    assert 60 < len(rows) < 120
    assert [row.published_at for row in rows] == sorted(row.published_at for row in rows)
    box = Box.objects.get(box_id=noor)
    assert (box.messages, box.hidden, box.unread) == counts.counted(noor)
    assert 3 < box.unread < 15
    assert [row for row in rows if row.withdrawn_at]
    assert [row for row in rows if row.registered and not row.confirmed_at]
    bill = next(row for row in rows if row.subject.startswith("Aanslag: inname"))
    assert b"".join(reading.pieces(bill, Kind.CITIZEN, files(bill)[0])).startswith(b"%PDF-")
    assert Box.objects.filter(state="active").count() == 3
