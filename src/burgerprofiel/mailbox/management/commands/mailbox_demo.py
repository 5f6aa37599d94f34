"""Put believable mail in the demo's mailboxes: published as any sender would, in the past. Safe to run again."""

import argparse
import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from babel.dates import format_date
from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import F

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, ids, typesetting
from burgerprofiel.kit.formats import money
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.ogm import PaymentReference
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.kit.storage import objects
from burgerprofiel.mailbox import counts
from burgerprofiel.mailbox.events import ContentOpened
from burgerprofiel.mailbox.models import Box, Message, SenderOrganisation
from burgerprofiel.mailbox.models.boxes import Kind, State
from burgerprofiel.mailbox.own.handling import What, handle
from burgerprofiel.mailbox.payments import Payment
from burgerprofiel.mailbox.publishing.actions import publish
from burgerprofiel.mailbox.publishing.message import BoxOf, FileToPublish, Sender, ToPublish
from burgerprofiel.mailbox.publishing.withdrawing import Reason, withdraw
from burgerprofiel.mailbox.registered.actions import confirm
from burgerprofiel.mailbox.work import demo_office
from burgerprofiel.people import actions as people
from burgerprofiel.people.profile import greeting
from burgerprofiel.people.profile.contact import Kind as Contact
from burgerprofiel.people.profile.contacts.actions import take_over

_IBAN = "BE72000000001616"
_SENDS = Trace(actor="system", client_id="demo")
_DOES = Trace(actor="citizen")
Entry = Mapping[str, Any]


class Command(BaseCommand):
    """`./manage mailbox_demo FILE.toml`, with `letter.typ` beside it."""

    help = "Fills the mailboxes of the demo's people, unless there is mail in them already."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the argument."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run."""
        content = tomllib.loads(options["file"].read_text())
        letters = Letters(options["file"].with_name("letter.typ"), content["senders"])
        for owner in content["box"]:
            entries = [each for each in _entries(content) if each["to"] == owner["given"]]
            with transaction.atomic():
                box_id = opened(owner)
                if box_id and not Message.objects.filter(box_id=box_id).exists():
                    fill(box_id, owner, entries, letters)
        for office in content.get("office", []):
            with transaction.atomic():
                demo_office.fill(office, lambda *told: sent(*told, kind=Kind.ENTERPRISE), letters)


def opened(owner: Entry) -> UUID | None:
    """Return the person's box, activated more than a year ago; None when they did something with it themselves."""
    citizen_id = people.meet(Ssin(owner["person"]))
    then = clock.now() - timedelta(days=800)
    box, made = Box.objects.get_or_create(
        box_id=citizen_id,
        defaults={
            "kind": Kind.CITIZEN,
            "state": State.ACTIVE,
            "since": then,
            "activated_at": then,
            "consulted_at": clock.now() - timedelta(days=1),
        },
    )
    if made:
        take_over(citizen_id, Contact.EMAIL, owner["email"], then, _DOES)
        greeting.keep(citizen_id, owner["given"], _DOES)
    return citizen_id if made or box.state == State.ACTIVE else None


def _entries(content: Entry) -> Iterator[Entry]:
    """Every message; of a series one a month, the older ones read."""
    yield from content["message"]
    for series in content["series"]:
        for number in range(series["count"]):
            days = series["first"] + series["every"] * number
            month = format_date(clock.today() - timedelta(days=days), "MMMM y", locale="nl_BE")
            yield {
                **series,
                "days": days,
                "subject": series["subject"].format(month=month),
                "read": days - 1 if number else None,
            }


class Letters:
    """Makes the documents."""

    def __init__(self, template: Path, senders: Mapping[str, list[str]]) -> None:
        """Remember how they look and who sends."""
        self._template, self.senders = template, senders
        rows = SenderOrganisation.objects.all()
        self._names = {row.enterprise_number: row.names["nl"] for row in rows}

    def made(self, owner: Entry, entry: Entry, title: str, *, main: bool) -> FileToPublish:
        """Return a letter to this person, kept in the store."""
        pairs = []
        if main and "cents" in entry:
            pairs = [
                ("Te betalen", money(Money(entry["cents"]))),
                ("Op rekening", "BE72 0000 0000 1616"),
                ("Mededeling", str(PaymentReference.of(int(entry["reference"][:10])))),
            ]
        sender = self._names[self.senders[entry["sender"]][0]]
        content = {
            "title": title,
            "sender": sender,
            "date": format_date(clock.today(), "d MMMM y", locale="nl_BE"),
            "address": owner["address"],
            "text": entry["text"] if main else ["Dit document hoort bij de brief."],
            "pairs": pairs,
            "foot": f"{sender} · een verzonnen brief van de demonstratie",
        }
        stored = objects.keep([typesetting.pdf(self._template, content)])
        name = "".join(letter if letter.isalnum() else "-" for letter in title.casefold())[:60].strip("-")
        return FileToPublish(stored, f"{name}.pdf", "application/pdf", title, is_main=main)


def fill(box_id: UUID, owner: Entry, entries: list[Entry], letters: Letters) -> None:
    """Publish them, the oldest first, and do with them what was done since."""
    now = clock.now()
    published: list[tuple[UUID, Entry]] = []
    for entry in sorted(entries, key=lambda each: -each["days"]):
        then = now - timedelta(days=entry["days"])
        with clock.frozen_at(then), ids.made_at(then):
            published.append((sent(box_id, owner, entry, letters, then), entry))
    _read(box_id, [message_id for message_id, entry in published if entry.get("read") is not None])
    for what in (What.PAID, What.ARCHIVED):
        handle(box_id, [message_id for message_id, entry in published if entry.get(what.value)], what, _DOES)
    for label in sorted({label for _id, entry in published for label in entry.get("labels", [])}):
        mine = [message_id for message_id, entry in published if label in entry.get("labels", [])]
        handle(box_id, mine, What.LABELLED, _DOES, label=label)
    for message_id, entry in published:
        _since(box_id, message_id, entry, now, letters.senders[entry["sender"]][0])


def _read(box_id: UUID, messages: list[UUID]) -> None:
    """They were opened a day after they came: all at once, for the first start waits for this."""
    rows = Message.objects.filter(box_id=box_id, id__in=messages)
    rows.update(read_at=F("published_at") + timedelta(days=1), unread=False)
    counts.change(box_id, unread=-len(messages))
    opened = (ContentOpened(message=str(each), attachment="", main=True) for each in messages)
    record(CitizenId(box_id), _DOES, *opened)


def sent(
    box_id: UUID, owner: Entry, entry: Entry, letters: Letters, then: datetime, *, kind: Kind = Kind.CITIZEN
) -> UUID:
    """Publish one message at that moment."""
    organisation, application, message_type = letters.senders[entry["sender"]]
    is_text = entry.get("plain", False) or entry.get("html", False)
    main = [] if is_text else [letters.made(owner, entry, entry["subject"], main=True)]
    more = [letters.made(owner, entry, title, main=False) for title in entry.get("extra", [])]
    payment = None
    if "cents" in entry:
        payment = Payment(
            id=f"demo-{entry['reference']}",
            cents=entry["cents"],
            iban=_IBAN,
            reference=PaymentReference.of(int(entry["reference"][:10])).digits,
            due=then + timedelta(days=entry["due"]),
        )
    message = ToPublish(
        BoxOf(kind, box_id),
        message_type,
        "nl",
        entry["subject"],
        body="\n\n".join(entry["text"]) if is_text else "",
        body_is_main=is_text,
        business=entry.get("business", {}),
        registered=entry["sender"] == "aangetekend",
        reply_allowed=entry.get("reply", False),
        payment=payment,
    )
    return publish(Sender(organisation, application), message, [*main, *more], _SENDS).message_id


def _since(box_id: UUID, message_id: UUID, entry: Entry, now: datetime, organisation: str) -> None:
    """Its owner confirmed it, or its sender withdrew it."""
    if "confirmed" in entry:
        with clock.frozen_at(now - timedelta(days=entry["confirmed"])):
            confirm(box_id, message_id, _DOES)
    if "withdrawn" in entry:
        with clock.frozen_at(now - timedelta(days=entry["withdrawn"])):
            withdraw(organisation, message_id, Reason(entry["why"]), _SENDS)
