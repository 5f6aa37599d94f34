"""From what a sender wrote to a message: everything that is wrong is told at once, in the words of v3.

Rules: contracts/ebox.md A.3. A text is in exactly one language, and it is the same one everywhere (language laws).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar
from uuid import UUID

import msgspec

from burgerprofiel.kit import packing
from burgerprofiel.kit.cbe import CbeNumber
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox.publishing.message import BoxOf, Sender, ToPublish
from burgerprofiel.mailbox.publishing.refusals import Flaw, RefusedError
from burgerprofiel.mailbox.registry.publish import bills, flaws
from burgerprofiel.mailbox.registry.publish.shapes import AttachmentV3, MessageV2, MessageV3, Texts, as_v3
from burgerprofiel.mailbox.registry.surfaces import Surface

T = TypeVar("T")
S = TypeVar("S", bound=msgspec.Struct)
LANGUAGES = ("nl", "fr", "de")


def told(content: bytes, surface: Surface) -> MessageV3:
    """Read the part with the message. Raises RefusedError."""
    return as_v3(shaped(content, MessageV2)) if surface is Surface.V2 else shaped(content, MessageV3)


def shaped(content: bytes, shape: type[S]) -> S:
    """Read JSON of this shape. Raises RefusedError with everything that is wrong."""
    if rb"\u0000" in content:
        raise RefusedError(Flaw("messageToPublish", "No text holds the character U+0000.", "schemaViolation"))
    try:
        read = packing.from_json(content, shape)
        content.decode()
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise RefusedError(*flaws.found(content, shape, error)) from error
    return read


def sender(message: MessageV3, organisation: str, key: str) -> Sender:
    """Return who sends. Raises RefusedError when the message says it is somebody else than `organisation`."""
    if message.sender.enterprise_number not in ("", organisation):
        raise RefusedError(
            Flaw(
                "sender.enterpriseNumber",
                "The token does not speak for this sender.",
                "rejectedInput",
                "INVALID_SENDER",
            )
        )
    return Sender(organisation, message.sender_application_id, message.sender.partition, key)


def message(told: MessageV3, to: BoxOf | None = None) -> ToPublish:
    """Return the message; `to`: for whom, when it does not say so. Raises RefusedError with all that is wrong."""
    wrong: list[Flaw] = []
    language = _language(told, wrong)
    business: dict[str, list[str]] = {}
    for number, each in enumerate(told.business_data_list):
        if each.key in business:
            wrong.append(Flaw(f"businessDataList[{number}].key", "This key is there twice.", "rejectedInput"))
        business[each.key] = [getattr(value, language) for value in each.values]
    attention = told.for_the_attention_of or None
    payment = bills.payment(told.payment_data, wrong) if told.payment_data else None
    for_box = to or _recipient(told, wrong)
    for_whom = _read(wrong, "forTheAttentionOf.ssin", Ssin, attention.ssin) if attention and attention.ssin else None
    original = told.original_message_id
    following = _read(wrong, "originalMessageId", UUID, original) if original else None
    if wrong or for_box is None:
        raise RefusedError(*wrong)
    return ToPublish(
        to=for_box,
        message_type=told.message_type_id,
        language=language,
        subject=getattr(told.subject, language),
        body=getattr(told.body_content, language) if told.body_content else "",
        body_is_main=told.is_body_main_content,
        business=business,
        attention_label=attention.label if attention else "",
        attention=for_whom,
        registered=told.is_registered_mail,
        reply_allowed=told.is_reply_authorized,
        original_message_id=following,
        payment=payment,
    )


def title(attachment: AttachmentV3) -> str:
    """Return what a file is called, in whatever language it is."""
    texts = attachment.attachment_title
    return next(iter(_languages(texts).values()), "") if texts else ""


def _recipient(told: MessageV3, wrong: list[Flaw]) -> Ssin | CbeNumber | None:
    recipient = told.recipient
    if recipient.ebox_type == "citizen":
        if recipient.enterprise_number:
            wrong.append(Flaw("recipient.enterpriseNumber", "A citizen has none.", "rejectedInput"))
        return _read(wrong, "recipient.ssin", Ssin, recipient.ssin)
    if recipient.ssin:
        wrong.append(Flaw("recipient.ssin", "An enterprise has none.", "rejectedInput"))
    return _read(wrong, "recipient.enterpriseNumber", CbeNumber, recipient.enterprise_number)


def _read(wrong: list[Flaw], part: str, kind: Callable[[str], T], text: str) -> T | None:
    try:
        return kind(text)
    except ValueError:
        wrong.append(Flaw(part, f"{part}: this is not a valid number or identifier.", "invalidStructure"))
    return None


def _language(told: MessageV3, wrong: list[Flaw]) -> str:
    """Return the one language of all texts; with none or several that is a flaw."""
    used = {language: where for where, texts in _texts(told) for language in _languages(texts)}
    if len(used) > 1:
        said = ", ".join(sorted(used))
        sentence = f"A message is in exactly one language (language laws); here are {said}."
        wrong.append(Flaw(next(iter(used.values())), sentence, "exactlyOneOfExpected", "NOT_IMPLEMENTED"))
    empty = [where for where, texts in _texts(told) if not _languages(texts)]
    wrong.extend(Flaw(where, f"{where}: there is no text in nl, fr or de.", "requiredInput") for where in empty[:10])
    return next(iter(used), "nl")


def _texts(told: MessageV3) -> Iterator[tuple[str, Texts]]:
    yield "subject", told.subject
    if told.body_content:
        yield "bodyContent", told.body_content
    for number, each in enumerate(told.business_data_list):
        for place, value in enumerate(each.values):
            yield f"businessDataList[{number}].values[{place}]", value
    for number, attachment in enumerate(told.attachments):
        if attachment.attachment_title:
            yield f"attachments[{number}].attachmentTitle", attachment.attachment_title


def _languages(texts: Texts) -> Mapping[str, str]:
    return {language: text for language in LANGUAGES if (text := getattr(texts, language))}
