"""What there is to pay, ready for one's bank: account, reference, a code to scan, a day for the calendar (C9).

The code is the European Payments Council's (EPC069-12, contracts/ebox.md B.4): where a Belgian reference goes in it is
not laid down; in the free line most banks' applications read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import segno

from burgerprofiel.kit.clock import BRUSSELS
from burgerprofiel.kit.iban import Iban
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.ogm import PaymentReference
from burgerprofiel.mailbox import reading
from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.models.boxes import Kind

_LARGEST = 331
"""Bytes of the code's content."""


@dataclass(frozen=True)
class Bill:
    """Something to pay."""

    money: Money
    due: date | None
    payee: str
    iban: Iban | None
    """None: the sender gave no account that can be one; then there is no code either."""
    bic: str
    reference: str
    """As on a transfer form."""
    currency: str = "EUR"


def bill(row: Message, payee: str) -> Bill | None:
    """Return what a citizen has to pay for a message, to whom its sender is called. At most one SQL statement."""
    if row.amount is None:
        return None
    told = reading.payment(row, Kind.CITIZEN)
    due = row.due_at.astimezone(BRUSSELS).date() if row.due_at else None
    return Bill(
        Money(row.amount),
        due,
        payee,
        _iban(told.iban) if told else None,
        _plain(told.bic) if told else "",
        _reference(_plain(told.reference)) if told else "",
        told.currency if told else "EUR",
    )


def epc(bill: Bill) -> str:
    """Return the content of the code to scan; empty when the bill cannot be one."""
    if bill.iban is None or bill.currency != "EUR" or not 1 <= bill.money.cents <= 99_999_999_999:
        return ""
    lines = [
        "BCD",
        "002",
        "1",
        "SCT",
        bill.bic,
        bill.payee[:70],
        bill.iban.characters,
        f"EUR{bill.money.amount:.2f}",
        "",
    ]
    told = "\n".join([*lines, "", bill.reference[:140]])
    return told if len(told.encode()) <= _LARGEST else ""


def code(bill: Bill) -> str:
    """Return the code to scan as a picture (a data address); empty when there is none. Version 13 at most, level M."""
    content = epc(bill)
    if not content:
        return ""
    made = segno.make(content, error="m", boost_error=False, encoding="utf-8", micro=False)
    return made.svg_data_uri(scale=4, border=4, light="#fff", dark="#000")


def calendar(bill: Bill, message: str, title: str, words: str, now: datetime) -> str:
    """Return the due day as a calendar file (RFC 5545), with an alarm two days before, at nine in the morning."""
    day = bill.due or now.astimezone(BRUSSELS).date()
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Mijn Burgerprofiel//Mailbox//NL",
        "BEGIN:VEVENT",
        f"UID:{message}@mailbox",
        f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(title)}",
        f"DESCRIPTION:{_escaped(words)}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(title)}",
        "TRIGGER:-P1DT15H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "")


def _folded(line: str) -> str:
    """No line is longer than 75 bytes, and no letter is cut (RFC 5545 §3.1)."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > 74:
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])


def _plain(text: str) -> str:
    return " ".join(text.split())


def _iban(text: str) -> Iban | None:
    try:
        return Iban.parse(text)
    except ValueError:
        return None


def _reference(text: str) -> str:
    try:
        return str(PaymentReference.parse(text))
    except ValueError:
        return text
