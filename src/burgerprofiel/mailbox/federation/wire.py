"""What registries answer, in the words of v2.1 and of v3 (contracts/ebox.md A.3, A.4), as our own types.

What is optional in the contract is optional here. A message of which a part cannot be read is still a message, as long
as it says its name and when it came.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import InvalidOperation
from typing import Any

import msgspec

from burgerprofiel.kit.packing import from_json, from_plain
from burgerprofiel.mailbox.federation import shapes
from burgerprofiel.mailbox.federation.contract import Attached, Cause, Entry, Place, SilentError, Sum, Texts, Whole

LANGUAGES = ("nl", "fr", "de", "en")
LONGEST_ID, LONGEST_TEXT = 200, 2000
_WHERE = re.compile(r"at `\$\.(\w+)")
"""In what msgspec says is wrong: the part of the message."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def listed(content: bytes, registry: str, before: int) -> tuple[list[Entry], int]:
    """Read a page of a list, of which `before` messages stand on earlier pages. Raises SilentError."""
    try:
        page = from_json(content, shapes.Listed)
        entries = [_entry(_message(raw), registry, before + number) for number, raw in enumerate(page.items, 1)]
    except (msgspec.DecodeError, ValueError) as error:
        raise SilentError(Cause.BROKEN, "its list cannot be read") from error
    return entries, max(page.total, before + len(entries))


def whole(content: bytes, registry: str) -> Whole:
    """Read one message with its files. Raises SilentError."""
    try:
        message = _message(content)
        entry = _entry(message, registry, 0)
    except (msgspec.DecodeError, ValueError) as error:
        raise SilentError(Cause.BROKEN, "its message cannot be read") from error
    business = message.business.items if isinstance(message.business, shapes.BusinessList) else message.business or []
    told = [(_texts(each.name) or {"nl": _short(each.key)}, [_texts(one) for one in each.values]) for each in business]
    has_body = message.body2 is not None or message.body3 is not None
    return Whole(entry, _attached(_files(message)), told, has_body=has_body)


def files(content: bytes) -> Sequence[Attached]:
    """Read a list of files. Raises SilentError."""
    try:
        return _attached(from_json(content, shapes.Files).items)
    except (msgspec.DecodeError, ValueError) as error:
        raise SilentError(Cause.BROKEN, "its files cannot be read") from error


def texts(content: bytes, longest: int = LONGEST_TEXT) -> Texts:
    """Read a text in several languages. Raises SilentError."""
    try:
        return _texts(from_json(content, dict[str, Any]), longest)
    except msgspec.DecodeError as error:
        raise SilentError(Cause.BROKEN, "its text cannot be read") from error


def reference(content: bytes, *names: str) -> Texts:
    """Read the first of these names of an organisation or a kind of message. Raises SilentError."""
    try:
        told = from_json(content, dict[str, Any])
    except msgspec.DecodeError as error:
        raise SilentError(Cause.BROKEN, "its reference data cannot be read") from error
    found = [told[name] for name in names if isinstance(told.get(name), dict)]
    return _texts(found[0]) if found else {}


def _message(raw: bytes | msgspec.Raw) -> shapes.Message:
    """Read a message without the parts that make no sense; its name and moment must. Raises msgspec.DecodeError."""
    try:
        return from_json(bytes(raw), shapes.Message)
    except msgspec.ValidationError:
        least, parts = from_json(bytes(raw), shapes.Name), from_json(bytes(raw), dict[str, Any])
    for _part in range(len(parts)):
        try:
            return from_plain(parts, shapes.Message)
        except msgspec.ValidationError as error:
            wrong = _WHERE.search(str(error))
            if wrong is None or parts.pop(wrong[1], None) is None:
                break
    return shapes.Message(message_id=least.message_id, received=least.received)


def _entry(message: shapes.Message, registry: str, index: int) -> Entry:
    """Raises ValueError for a name that is none."""
    if not 0 < len(message.message_id) <= LONGEST_ID or not message.message_id.isprintable():
        raise ValueError("messageId")
    received = _aware(message.received)
    at = int((received - _EPOCH) / timedelta(microseconds=1))
    found = _files(message)
    counted = message.attachments.total if isinstance(message.attachments, shapes.Files) else None
    return Entry(
        registry=registry,
        place=Place(at, message.message_id, index),
        received_at=received,
        expires_at=_aware(message.expires) if message.expires else None,
        subject=_texts(message.subject),
        read=message.read,
        visible=message.visible,
        registered=message.registered2 or message.registered3,
        message_type=_short(message.message_type, 100),
        organisation=_short(message.sender.number if message.sender else message.organisation, 20),
        application=_short(message.application, 100),
        files=counted if counted is not None and counted >= 0 else len(found),
        body_is_main=bool(message.body2 or message.body3),
        sum=_sum(message.payment),
    )


def _aware(moment: datetime) -> datetime:
    """Without an offset it is UTC; beyond the years we can write, the nearest that we can."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    year = aware.year
    return aware.astimezone(UTC) if 2 < year < 9998 else datetime(2000 if year < 3 else 9998, 1, 1, tzinfo=UTC)


def _files(message: shapes.Message) -> Sequence[shapes.File]:
    found = message.attachments
    return found.items if isinstance(found, shapes.Files) else found or []


def _attached(found: Sequence[shapes.File]) -> list[Attached]:
    return [
        Attached(
            id=each.id,
            title=_texts({"nl": each.title} if isinstance(each.title, str) else each.title or {}, 400),
            file_name=_short(each.name, 255),
            media_type=_short(each.media_type, 100),
            octets=int(each.kilobytes * 1024) if 0 <= each.kilobytes < 2**40 else 0,
            is_main=each.main2 or each.main3,
            digest=_digest(each.digest),
        )
        for each in found
        if 0 < len(each.id) <= LONGEST_ID and each.id.isprintable()
    ]


def _digest(told: shapes.Digest | None) -> bytes:
    """Return the SHA-256; empty when there is none that can be checked."""
    if told is None or told.method.lower().replace("-", "_") not in ("sha_256", "sha256"):
        return b""
    try:
        value = base64.urlsafe_b64decode(told.value + "=" * (-len(told.value) % 4))
    except (binascii.Error, ValueError):
        return b""
    return value if len(value) == 32 else b""


def _sum(payment: shapes.Payment | None) -> Sum | None:
    if payment is None:
        return None
    try:
        cents = int(((payment.amount + payment.vat) * 100).to_integral_value())
    except (InvalidOperation, OverflowError, ValueError):
        return None
    if not 0 < cents < 10**12:
        return None
    due = _aware(payment.due) if payment.due else None
    currency = _short(payment.currency, 3)
    told = payment.reference if isinstance(payment.reference, str) else next(iter(payment.reference.values()), "")
    return Sum(cents, currency, due, _short(payment.iban, 34), _short(payment.bic, 11), _short(told, 140))


def _texts(told: Mapping[str, object], longest: int = LONGEST_TEXT) -> Texts:
    return {code: _short(text, longest) for code in LANGUAGES if isinstance(text := told.get(code), str) and text}


def _short(text: str, longest: int = LONGEST_TEXT) -> str:
    """Without what would break a page or a log, and not longer than it may be."""
    return "".join(letter for letter in text[:longest] if letter.isprintable() or letter in "\n\t")
