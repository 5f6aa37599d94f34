"""Reading a report about a letter (RFC 3464, RFC 5965, both in RFC 6522): which letter, and what is said of it.

A letter is known by the address that it comes back to, which only we can make. Without such addresses (no
`MBP_BOUNCE_ADDRESS`), and in complaints, which hide it, by the `Message-ID` of the letter that lies in the report: who
never saw that letter does not know it. Whoever forges a report about somebody else's letter names none of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from uuid import UUID

from django.conf import settings

from burgerprofiel.notices.bounces.returned import NOTHING, Returned, Word
from burgerprofiel.notices.outbox import returns

LARGEST = 1_000_000
"""Bytes of a report."""
_TO = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
_STATUS = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})\b")
_ID = re.compile(r"<([0-9a-f]{32})(?:\.[A-Za-z0-9._-]*)?@([^>\s]+)>")
_WORDS = {"failed": Word.FAILED, "delivered": Word.DELIVERED}
_COMPLAINTS = frozenset({"abuse", "fraud"})


def read(raw: bytes, to: str = "") -> Returned:
    """Return what a report says; `to`: the address to which it came, where its mail server tells that apart."""
    if len(raw) > LARGEST:
        return NOTHING
    try:
        report = message_from_bytes(raw, policy=policy.compat32)
        return _read(report, to)
    except (RecursionError, ValueError, LookupError, TypeError):
        return NOTHING


def _read(report: Message, to: str) -> Returned:
    inside = report.get_payload()
    if report.get_content_type() != "multipart/report" or not isinstance(inside, list):
        return NOTHING
    parts = {
        part.get_content_type().replace("message/global-", "message/"): part
        for part in inside
        if isinstance(part, Message)
    }
    back = next(_letters([to, *_values(report, _TO)]), None)
    if "message/feedback-report" in parts:
        return _complaint(parts, back)
    if "message/delivery-status" in parts:
        return _status(parts, back)
    return NOTHING


def _status(parts: dict[str, Message], back: UUID | None) -> Returned:
    said = _blocks(parts["message/delivery-status"])
    block = next((each for each in said if each.get("Action")), None)
    if block is None:
        return NOTHING
    word = _WORDS.get(str(block["Action"]).strip().lower(), Word.NOTHING)
    code = _STATUS.match(str(block.get("Status", "")))
    letter = back or (None if settings.CONFIG.bounce_address else _named(parts))
    return Returned(word, letter, code[1] if code else "")


def _complaint(parts: dict[str, Message], back: UUID | None) -> Returned:
    said = _blocks(parts["message/feedback-report"])
    kinds = {str(each.get("Feedback-Type", "")).strip().lower() for each in said}
    if not kinds & _COMPLAINTS:
        return NOTHING
    hidden = _letters(value for each in said for value in _values(each, ("Original-Mail-From",)))
    return Returned(Word.COMPLAINT, back or next(hidden, None) or _named(parts))


def _blocks(part: Message) -> list[Message]:
    """Return the blocks of fields of a report; parsers take them for messages, or leave them as text."""
    content = part.get_payload()
    if isinstance(content, list):
        return [each for each in content if isinstance(each, Message)] + [
            message_from_bytes(text.encode("ascii", "replace"), policy=policy.compat32)
            for text in (each.get_payload() for each in content if isinstance(each, Message))
            if isinstance(text, str) and ":" in text
        ]
    plain = part.get_payload(decode=True)
    text = plain if isinstance(plain, bytes) else b""
    return [message_from_bytes(each, policy=policy.compat32) for each in re.split(rb"\r?\n\r?\n", text)]


def _named(parts: dict[str, Message]) -> UUID | None:
    """Return the letter that lies in the report: whole, or its head."""
    domain = settings.CONFIG.mail_sender.rpartition("@")[2].lower()
    for kind in ("message/rfc822", "text/rfc822-headers"):
        for each in _blocks(parts[kind]) if kind in parts else []:
            found = _ID.search(str(each.get("Message-ID", "")))
            if found and found[2].lower() == domain:
                return UUID(found[1])
    return None


def _letters(addresses: Iterator[str] | list[str]) -> Iterator[UUID]:
    for each in addresses:
        if letter := returns.letter_of(each[:1000]):
            yield letter


def _values(part: Message, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        yield from (str(value) for value in part.get_all(name, [])[:10])
