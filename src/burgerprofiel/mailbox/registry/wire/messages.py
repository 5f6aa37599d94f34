"""A message and its files as a surface writes them. What is not there is left out: nothing is ever null."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.payments import Payment
from burgerprofiel.mailbox.queries import File
from burgerprofiel.mailbox.registry.surfaces import Surface
from burgerprofiel.mailbox.senders.book import Book
from burgerprofiel.mailbox.senders.texts import filled

Told = dict[str, object]
NAMES: Mapping[Surface, Mapping[str, str]] = {
    Surface.V2: {
        "registered": "registeredMail",
        "reply": "replyAuthorized",
        "body": "bodyMainContent",
        "main": "mainContent",
        "signed": "attachmentSigned",
    },
    Surface.V3: {
        "registered": "isRegisteredMail",
        "reply": "isReplyAuthorized",
        "body": "isBodyMainContent",
        "main": "isMainContent",
        "signed": "isAttachmentSigned",
    },
}


class Opened(NamedTuple):
    """What is sealed of a message, readable."""

    bill: Payment | None = None
    """What it asks to pay."""
    labels: Sequence[str] = ()
    """What its labels are called."""
    attention: str = ""
    """The national number of whom it is for, when that is told."""


def message(row: Message, files: Sequence[File], surface: Surface, book: Book, opened: Opened) -> Told:
    """Write a message with its files."""
    attention = opened.attention
    names = NAMES[surface]
    told: Told = {
        "messageId": str(row.id),
        "subject": {row.language: row.subject},
        "receiptDate": moment(row.published_at),
        "expirationDate": moment(row.expires_at),
        "readStatus": row.read_at is not None,
        "visible": row.visible,
        names["registered"]: row.registered,
        "messageTypeId": row.message_type_id,
        **_sender(row, surface),
        "senderApplicationId": row.application,
        "attachments": attachments(row, files, surface),
        names["body"]: row.body_is_main,
        names["reply"]: row.reply_allowed and row.withdrawn_at is None,
    }
    if row.original_message_id:
        told["originalMessageId"] = str(row.original_message_id)
    if row.attention_label or attention:
        told["forTheAttentionOf"] = _attention(row.attention_label, attention, surface)
    if row.withdrawn_at is None:
        told |= _data(row, surface, book, opened.bill)
    elif surface is Surface.V3:
        told["withdrawn"] = {"date": moment(row.withdrawn_at), "reason": row.withdrawn_why}
    if surface is Surface.V3:
        told |= {"isUnread": row.unread, "labels": list(opened.labels)}
    return told


def attachments(row: Message, files: Sequence[File], surface: Surface) -> Told:
    """Write the list of a message's files."""
    return {"items": [attachment(row, each, surface) for each in files], "totalItems": len(files)}


def attachment(row: Message, file: File, surface: Surface) -> Told:
    """Write what a file is, and where its content is."""
    names = NAMES[surface]
    told: Told = {
        "attachmentId": str(file.id),
        "fileName": file.file_name,
        names["main"]: file.is_main,
        "mediaType": file.media_type,
        "size": kilobytes(file.octets),
        "digest": {"digestMethod": "sha_256", "digestValue": digest(file)},
        names["signed"]: file.signed,
        "contentHref": f"{surface.origin}/ebox/messages/{file.message_id}/attachments/{file.id}/content",
    }
    if file.title:
        told["attachmentTitle"] = {row.language: file.title}
    return told


def payment(bill: Payment, surface: Surface) -> Told:
    """Write what there is to pay. Amounts are doubles in the contract, whole cents with us."""
    told: Told = {
        "paymentDataId": bill.id,
        "amount": bill.cents / 100,
        "vatAmount": bill.vat_cents / 100,
        "currency": bill.currency,
        "dueDate": moment(bill.due),
        "iban": bill.iban,
    }
    if bill.bic:
        told["bic"] = bill.bic
    if bill.reference:
        told["reference"] = {"value": bill.reference} if surface is Surface.V2 else bill.reference
    return told


def moment(at: datetime) -> str:
    """Write a moment, in seconds, with its offset."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def kilobytes(octets: int) -> float:
    """Write a size: 1 kilobyte is 1024 bytes here."""
    return round(octets / 1024, 3)


def digest(file: File) -> str:
    """Write a file's SHA-256 as the contract does: base64url, with its padding (RFC 4648 §5)."""
    return urlsafe_b64encode(file.digest).decode()


def _sender(row: Message, surface: Surface) -> Told:
    if surface is Surface.V2:
        return {"senderOrganizationId": row.organisation}
    partition = {"partition": row.partition} if row.partition else {}
    return {"sender": {"eboxType": "enterprise", "enterpriseNumber": row.organisation, **partition}}


def _attention(label: str, number: str, surface: Surface) -> Told:
    id_name, label_name = ("id", "name") if surface is Surface.V2 else ("ssin", "label")
    told: Told = {"type": "ssin"} if surface is Surface.V2 and number else {}
    return told | ({id_name: number} if number else {}) | ({label_name: label} if label else {})


def _data(row: Message, surface: Surface, book: Book, bill: Payment | None) -> Told:
    told: Told = {"paymentData": payment(bill, surface)} if bill else {}
    if row.business:
        kind = book.message_types.get(row.message_type_id)
        keys = kind.business_keys if kind else {}
        items = [_business(each, keys.get(each["key"], {}), row.language) for each in row.business]
        told["businessDataList"] = {"items": items, "totalItems": len(items)}
    return told


def _business(kept: Mapping[str, Any], declared: Mapping[str, Mapping[str, str]], language: str) -> Told:
    told: Told = {
        "key": kept["key"],
        "name": filled(declared.get("names", {})) or {language: kept["key"]},
        "values": [{language: value} for value in kept["values"]],
    }
    description = filled(declared.get("descriptions", {}))
    return told | ({"description": description} if description else {})
