"""What our own registry answers to programs reads, as another registry's would, as what it holds: v3 and v2.1."""

from __future__ import annotations

from datetime import timedelta

import pytest

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox.federation import wire
from burgerprofiel.mailbox.federation.contract import Question, Reader
from burgerprofiel.mailbox.federation.own import Own
from tests.mailbox import boxes, letters, programs
from tests.mailbox.programs import V2, V3

pytestmark = pytest.mark.usefixtures("one_connection")


@pytest.fixture
def noor() -> CitizenId:
    """A box with files, something to pay, and a text."""
    letters.sender(payment_allowed=True)
    noor = boxes.citizen(letters.NOOR)
    letters.published(letters.letter(), [letters.file(title="De brief")])
    due = clock.now() + timedelta(days=30)
    bill = {"id": "F1", "cents": 12_34, "vat_cents": 2_59, "iban": "BE72000000001616", "due": due.isoformat()}
    boxes.message(noor, "Aanslag", payment=bill | {"reference": "010806817183", "bic": ""}, amount=14_93, due_at=due)
    return noor


@pytest.mark.parametrize("base", [V2, V3])
def test_it_is_the_same_list(noor: CitizenId, base: str) -> None:
    program = programs.reader(noor)
    answer = program.get(f"{base}/ebox/messages?page=1&pageSize=50")
    told, total = wire.listed(answer.content, "self", 0)
    own = Own(Trace(actor="citizen"), {})
    page = own.ask(Reader(noor, lambda _audience: ""), Question(), None, 50, insist=False)()
    assert total == page.total == 2
    for theirs, ours in zip(told, page.entries, strict=True):
        assert (theirs.message_id, theirs.subject) == (ours.message_id, dict(ours.subject))
        assert (theirs.organisation, theirs.message_type) == (ours.organisation, ours.message_type)
        assert (theirs.read, theirs.visible, theirs.registered) == (ours.read, ours.visible, ours.registered)
        assert theirs.files == ours.files
        assert abs(theirs.received_at - ours.received_at) < timedelta(seconds=1)
    assert [entry.sum.cents for entry in told if entry.sum] == [14_93]


@pytest.mark.parametrize("base", [V2, V3])
def test_it_is_the_same_message(noor: CitizenId, base: str) -> None:
    program, own = programs.reader(noor), Own(Trace(actor="citizen"), {})
    reader = Reader(noor, lambda _audience: "")
    for entry in own.ask(reader, Question(), None, 50, insist=False)().entries:
        theirs = wire.whole(program.get(f"{base}/ebox/messages/{entry.message_id}").content, "self")
        ours = own.message(reader, entry.message_id)
        assert [(f.id, f.file_name, f.media_type, f.is_main, f.digest) for f in theirs.files] == [
            (f.id, f.file_name, f.media_type, f.is_main, f.digest) for f in ours.files
        ]
