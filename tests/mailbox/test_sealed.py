"""What a citizen typed, what there is to pay and what was answered stands readably nowhere in the database."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox import queries, reading, sealed
from burgerprofiel.mailbox.broadcast import actions, draft
from burgerprofiel.mailbox.models import Broadcast, Message, Reply
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.own import arranging, handling
from burgerprofiel.mailbox.payments import Payment
from burgerprofiel.mailbox.publishing.message import Sender
from burgerprofiel.mailbox.replies import actions as replies
from burgerprofiel.mailbox.replies import queries as answers
from tests.mailbox import boxes, broadcasts, letters

pytestmark = pytest.mark.django_db
TRACE = Trace(actor="citizen")
IBAN, REFERENCE = "BE68539007547034", "090933755493"


def bill() -> Payment:
    """Something to pay."""
    return Payment(id="F-1", cents=1234, iban=IBAN, reference=REFERENCE, due=clock.now() + timedelta(days=30))


def everything() -> str:
    """Every row of every table of the mailbox, as who has the database reads it: bytes as the text they may be."""
    tables = [model._meta.db_table for model in apps.get_app_config("mailbox").get_models()]
    with connection.cursor() as cursor:
        lines = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - names of our own
            lines += [str([_shown(value) for value in row]) for row in cursor.fetchall()]
    return "\n".join(lines)


def _shown(value: object) -> object:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else value


@pytest.fixture
def noor() -> CitizenId:
    """Noor labelled a bill, saved a search and answered."""
    letters.sender(payment_allowed=True)
    noor = boxes.citizen(letters.NOOR)
    done = letters.published(letters.letter(payment=bill(), reply_allowed=True))
    handling.handle(noor, [done.message_id], handling.What.LABELLED, TRACE, label="Scheiding")
    arranging.save_search(noor, "Voor de advocaat", "toon=ongelezen", "alimentatie", TRACE)
    replies.send(noor, done.message_id, "Ik betwist dit", TRACE)
    return noor


def test_none_of_it_is_readable_in_the_database(noor: CitizenId) -> None:
    _for_many()
    found = everything()
    assert "Uw parkeerkaart" in found, "subjects are searched"
    for word in (IBAN, REFERENCE, "F-1", "Scheiding", "Voor de advocaat", "alimentatie", "Ik betwist dit"):
        assert word not in found, word


def test_whom_it_belongs_to_reads_all_of_it(noor: CitizenId) -> None:
    row = Message.objects.get()
    kept = arranging.of(noor).kept
    assert kept.names(row.labels) == ("Scheiding",)
    assert [(each.name, each.words) for each in kept.searches] == [("Voor de advocaat", "alimentatie")]
    told = reading.payment(row, Kind.CITIZEN)
    assert told
    assert (told.iban, told.cents) == (IBAN, 1234)
    assert [each.text for each in answers.of(noor, row.id)] == ["Ik betwist dit"]
    found = answers.to(letters.ORGANISATION, after=None, message_id=None, many=9)
    assert [each.text for each in found] == ["Ik betwist dit"]


def test_a_bill_for_many_is_sealed_once_and_read_in_each_box(noor: CitizenId) -> None:
    broadcast = actions.start(_for_many().id, TRACE)
    actions.send_range(broadcast.id, 1)
    row = Message.objects.get(box_id=noor, id=broadcast.message_id)
    told = reading.payment(row, Kind.CITIZEN)
    assert told
    assert (row.payment, row.amount, told.iban) == (None, 1234, IBAN)


def _for_many() -> Broadcast:
    """A bill for everybody, handed in."""
    audience = draft.Audience(Kind.CITIZEN, everybody=True)
    message = letters.letter(to=audience.anybody, payment=bill())
    return draft.make(Sender(letters.ORGANISATION, letters.APPLICATION), audience, message, [], TRACE)


def test_with_the_key_of_the_citizen_all_of_it_is_gone(noor: CitizenId) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_citizen_key WHERE citizen_id = %s", [noor])
    assert answers.to(letters.ORGANISATION, after=None, message_id=None, many=9) == []
    with pytest.raises(LookupError):
        arranging.of(noor)
    with pytest.raises(LookupError):
        reading.payment(Message.objects.get(), Kind.CITIZEN)


def test_what_lay_open_before_is_sealed_by_the_migration() -> None:
    letters.sender()
    noor, arne = boxes.citizen(letters.NOOR), boxes.citizen(letters.ARNE)
    first, second = boxes.message(noor, amount=1234), boxes.message(arne, labels=["Los"])
    shared = broadcasts.draft("Voor velen").message_id
    third = boxes.message(arne, id=shared, shared=True, amount=1234)
    reply = Reply.objects.create(
        box_id=noor,
        id=first.id,
        message_id=first.id,
        organisation=letters.ORGANISATION,
        text=sealed.seal_shared(b"Ja", f"mailbox.reply.text:{first.id}"),
        at=clock.now(),
        expires_at=first.expires_at,
    )
    _as_it_was(noor, [first.id, shared])
    before = import_module("burgerprofiel.mailbox.migrations.0014_sealed_for_their_owner")
    with connection.schema_editor() as editor:
        before.seal_all(apps, editor)
    _as_it_is()
    kept = arranging.of(noor).kept
    assert [each.name for each in kept.labels] == ["Auto & co"]
    assert kept.searches[0].wanted == urlencode({"toon": "archief", "label": kept.labels[0].id})
    assert queries.messages(noor, queries.Filter(label=kept.labels[0].id)).count() == 1
    assert arranging.of(arne).kept.names(Message.objects.get(id=second.id).labels) == ("Los",)
    for row, kind in ((Message.objects.get(id=first.id), Kind.CITIZEN), (third, Kind.CITIZEN)):
        told = reading.payment(row, kind)
        assert told
        assert told.iban == IBAN
    assert answers.seen(Reply.objects.get(id=reply.id), Kind.CITIZEN).text == "Ja"
    assert IBAN not in everything()


def _as_it_was(box_id: UUID, asking: list[UUID]) -> None:
    """The columns of before, with something readable in them."""
    told = f'{{"id": "F-1", "cents": 1234, "iban": "{IBAN}", "due": "2026-12-24T12:00:00+01:00"}}'
    searches = '[{"id": "1", "name": "Wagen", "wanted": "toon=archief&label=Auto+%26+co", "words": "boete"}]'
    with connection.cursor() as cursor:
        cursor.execute(_OLD_COLUMNS)
        cursor.execute("UPDATE mailbox_message SET payment = %s::jsonb WHERE id = ANY(%s)", [told, asking])
        cursor.execute("UPDATE mailbox_message SET labels = ARRAY['Auto & co'] WHERE box_id = %s", [box_id])
        keep = "INSERT INTO mailbox_arrangement (box_id, labels, searches) VALUES (%s, ARRAY['Auto & co'], %s::jsonb)"
        cursor.execute(keep, [box_id, searches])


_OLD_COLUMNS = """
ALTER TABLE mailbox_arrangement ADD labels varchar(50)[] NOT NULL DEFAULT '{}', ADD searches jsonb DEFAULT '[]';
ALTER TABLE mailbox_message RENAME payment TO sealed_payment;
ALTER TABLE mailbox_message ADD payment jsonb;
SET CONSTRAINTS ALL IMMEDIATE
"""


def _as_it_is() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE mailbox_arrangement DROP labels, DROP searches")
        cursor.execute("ALTER TABLE mailbox_message DROP payment")
        cursor.execute("ALTER TABLE mailbox_message RENAME sealed_payment TO payment")
