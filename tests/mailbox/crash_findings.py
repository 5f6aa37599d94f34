"""What is wrong in a registry after a storm: nothing may be lost, there twice, half there, or counted wrongly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Sum

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.mailbox import counts, reading
from burgerprofiel.mailbox.models import Attachment, Box, DocumentEvent, Message, Publication, Repeat
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.queries import files
from tests.mailbox import letters

if TYPE_CHECKING:
    from tests.mailbox.crashing import Letter


def found(told: Sequence[Letter]) -> list[str]:
    """Return a sentence for everything that is wrong."""
    return [*_of_letters(told), *_of_rows(), *_of_boxes(), *_of_files()]


def _of_letters(told: Sequence[Letter]) -> Iterator[str]:
    there: dict[str, list[UUID]] = {}
    for subject, message_id in Message.objects.values_list("subject", "id"):
        there.setdefault(subject, []).append(message_id)
    for letter in told:
        ids = there.pop(letter.key, [])
        if len(ids) > 1:
            yield f"{letter.key} is there {len(ids)} times"
        if letter.told and [str(each) for each in ids] != [letter.told]:
            yield f"{letter.key} was acknowledged as {letter.told}, and {ids} is there"
        if not letter.told and not letter.gives_up:
            yield f"{letter.key} was never acknowledged, although its sender went on"
    for subject in there:
        yield f"{subject} was never sent"


def _of_rows() -> Iterator[str]:
    """Whatever belongs to a message is there exactly when the message is."""
    messages = Counter(Message.objects.values_list("id", flat=True))
    others = {
        "publications": Publication.objects.values_list("message_id", flat=True),
        "keys": Repeat.objects.values_list("message_id", flat=True),
        "events": DocumentEvent.objects.filter(kind="newDocument").values_list("message_id", flat=True),
    }
    for what, ids in others.items():
        if Counter(ids) != messages:
            yield f"{what}: {len(ids)} for {len(messages)} messages, or of others"
    lines = AuditEvent.objects.filter(tag="mailbox.message.received").count()
    if lines != len(messages):
        yield f"the trail tells of {lines} messages, and {len(messages)} are there"
    strays = Attachment.objects.exclude(message_id__in=list(messages))
    if strays.exists():
        yield f"{strays.count()} files of no message"


def _of_boxes() -> Iterator[str]:
    for box in Box.objects.all():
        if (box.messages, box.hidden, box.unread) != counts.counted(box.box_id):
            yield f"a box counts {box.messages}, {box.hidden}, {box.unread} for {counts.counted(box.box_id)}"
        octets = Attachment.objects.filter(box_id=box.box_id).aggregate(sum=Sum("octets"))["sum"] or 0
        if box.octets != octets:
            yield f"a box counts {box.octets} bytes for {octets}"


def _of_files() -> Iterator[str]:
    for row in Message.objects.all():
        own = files(row)
        if len(own) != int(int(row.subject.split()[1]) % 2):
            yield f"{row.subject} has {len(own)} files"
        for file in own:
            content = b"".join(reading.pieces(row, Kind.CITIZEN, file))
            if content != letters.PDF or sha256(content).digest() != file.digest:
                yield f"the file of {row.subject} is another one"
