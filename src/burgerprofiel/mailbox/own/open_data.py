"""Messages as open data: named as the contract names them, in a table or as JSON, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from burgerprofiel.kit import clock, tables
from burgerprofiel.mailbox.federation.contract import Entry
from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.senders.texts import in_language

COLUMNS = (
    "messageId", "receiptDate", "expirationDate", "sender", "senderOrganizationId", "subject", "read", "archived",
    "registered", "withdrawn", "labels", "amount", "dueDate", "paid", "registry",
)  # fmt: skip
Line = dict[str, Any]


def of_own(row: Message, sender: str, labels: Sequence[str], registry: str) -> Line:
    """Return a message of our own registry; `labels` by name."""
    return {
        "messageId": str(row.id),
        "receiptDate": _at(row.published_at),
        "expirationDate": _at(row.expires_at),
        "sender": sender,
        "senderOrganizationId": row.organisation,
        "subject": row.subject,
        "read": row.read_at is not None,
        "archived": not row.visible,
        "registered": row.registered,
        "withdrawn": row.withdrawn_at is not None,
        "labels": list(labels),
        "amount": f"{row.amount / 100:.2f}" if row.amount is not None else None,
        "dueDate": _day(row.due_at),
        "paid": row.paid == "paid" if row.amount is not None else None,
        "registry": registry,
    }


def of_other(entry: Entry, sender: str, registry: str, language: str) -> Line:
    """Return a message of another registry; whether it is withdrawn or paid is not known here."""
    return {
        "messageId": entry.message_id,
        "receiptDate": _at(entry.received_at),
        "expirationDate": _at(entry.expires_at) if entry.expires_at else None,
        "sender": sender,
        "senderOrganizationId": entry.organisation,
        "subject": in_language(entry.subject, language),
        "read": entry.read,
        "archived": not entry.visible,
        "registered": entry.registered,
        "withdrawn": None,
        "labels": [],
        "amount": f"{entry.sum.cents / 100:.2f}" if entry.sum and entry.sum.currency == "EUR" else None,
        "dueDate": _day(entry.sum.due) if entry.sum else None,
        "paid": None,
        "registry": registry,
    }


def as_json(lines: Iterable[Line], missing: Callable[[], Sequence[str]]) -> Iterator[bytes]:
    """Yield JSON; `missing`, asked at the end, names the registries of which something is not in it."""
    yield b'{"items": ['
    for number, line in enumerate(lines):
        yield (b",\n" if number else b"\n") + msgspec.json.encode(line)
    yield b'\n],\n"missing": ' + msgspec.json.encode(list(missing())) + b"}\n"


def as_csv(lines: Iterable[Line], remarks: Callable[[], Sequence[str]]) -> Iterator[bytes]:
    """Yield a table, and below it what `remarks` says at the end."""
    yield tables.head(COLUMNS)
    for line in lines:
        yield tables.line(_cell(line[name]) for name in COLUMNS)
    for each in remarks():
        yield tables.line([each])


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    return ", ".join(value) if isinstance(value, list) else str(value)


def _at(moment: datetime) -> str:
    return moment.astimezone(clock.BRUSSELS).isoformat(timespec="seconds")


def _day(moment: datetime | None) -> str | None:
    return moment.astimezone(clock.BRUSSELS).date().isoformat() if moment else None
