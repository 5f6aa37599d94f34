"""`messageToPublish` as the two surfaces write it, name for name (contracts/ebox.md A.3; the v2.1 swagger).

Nothing may be null, and what is not named here is refused.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

BoxKind = Literal["citizen", "enterprise"]
Reference = str | dict[str, str]


class Texts(Struct, rename="camel", forbid_unknown_fields=True):
    """A text in the message's language."""

    nl: str = ""
    fr: str = ""
    de: str = ""


class Digest(Struct, rename="camel", forbid_unknown_fields=True):
    """What the sender reckoned of a file."""

    digest_method: Literal["sha_256"]
    digest_value: str


class Business(Struct, rename="camel", forbid_unknown_fields=True):
    """Business data; name and description are those of the message type, whatever the sender says."""

    key: str
    values: Annotated[list[Texts], Meta(min_length=1, max_length=100)]
    name: Texts | UnsetType = UNSET
    description: Texts | UnsetType = UNSET


class Payment(Struct, rename="camel", forbid_unknown_fields=True):
    """What there is to pay."""

    payment_data_id: Annotated[str, Meta(min_length=1, max_length=100)]
    amount: Decimal
    vat_amount: Decimal
    currency: str
    due_date: Annotated[datetime, Meta(tz=True)]
    iban: str
    bic: str = ""
    reference: Reference = ""


class Common(Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """What both surfaces call the same."""

    subject: Texts
    message_type_id: str
    sender_application_id: str
    body_content: Texts | UnsetType = UNSET
    business_data_list: Annotated[list[Business], Meta(max_length=100)] = []
    original_message_id: str = ""
    payment_data: Payment | UnsetType = UNSET
    expiration_date: str = ""
    """Ignored: how long a message stays is its type's."""


class RecipientV2(Struct, rename="camel", forbid_unknown_fields=True):
    """`EboxId`."""

    ebox_type: BoxKind
    ebox_id_value: str


class AttentionV2(Struct, rename="camel", forbid_unknown_fields=True):
    """Whom in an organisation it is for."""

    type: str = ""
    id: str = ""
    name: str = ""


class AttachmentV2(Struct, rename="camel", forbid_unknown_fields=True):
    """What is said of a file part."""

    http_part_name: str
    main_content: bool
    attachment_title: Texts | UnsetType = UNSET
    digest: Digest | UnsetType = UNSET
    attachment_signed: bool = False


class MessageV2(Common, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """v2.1."""

    recipient: RecipientV2
    sender_organization_id: str = ""
    attachments: list[AttachmentV2] = []
    for_the_attention_of: AttentionV2 | UnsetType = UNSET
    body_main_content: bool = False
    reply_authorized: bool = False
    registered_mail: bool = False


class RecipientV3(Struct, rename="camel", forbid_unknown_fields=True):
    """A citizen or an enterprise."""

    ebox_type: BoxKind
    ssin: str = ""
    enterprise_number: str = ""


class SenderV3(Struct, rename="camel", forbid_unknown_fields=True):
    """Who sends."""

    enterprise_number: str
    ebox_type: Literal["enterprise"] = "enterprise"
    partition: Annotated[str, Meta(max_length=100)] = ""


class AttentionV3(Struct, rename="camel", forbid_unknown_fields=True):
    """Whom in an organisation it is for."""

    ssin: str = ""
    label: str = ""


class AttachmentV3(Struct, rename="camel", forbid_unknown_fields=True):
    """What is said of a file part."""

    http_part_name: str
    is_main_content: bool = False
    attachment_title: Texts | UnsetType = UNSET
    digest: Digest | UnsetType = UNSET
    is_attachment_signed: bool = False


class MessageV3(Common, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """v3."""

    recipient: RecipientV3
    sender: SenderV3
    attachments: list[AttachmentV3] = []
    for_the_attention_of: AttentionV3 | UnsetType = UNSET
    is_body_main_content: bool = False
    is_reply_authorized: bool = False
    is_registered_mail: bool = False


def as_v3(told: MessageV2) -> MessageV3:
    """Say a v2.1 message in the words of v3."""
    kind, value = told.recipient.ebox_type, told.recipient.ebox_id_value
    attention = told.for_the_attention_of
    common = {name: getattr(told, name) for name in Common.__struct_fields__}
    return MessageV3(
        **common,
        recipient=RecipientV3(kind, ssin=value) if kind == "citizen" else RecipientV3(kind, enterprise_number=value),
        sender=SenderV3(told.sender_organization_id),
        attachments=[
            AttachmentV3(
                each.http_part_name,
                is_main_content=each.main_content,
                attachment_title=each.attachment_title,
                digest=each.digest,
                is_attachment_signed=each.attachment_signed,
            )
            for each in told.attachments
        ],
        for_the_attention_of=UNSET if attention is UNSET else AttentionV3(attention.id, attention.name),
        is_body_main_content=told.body_main_content,
        is_reply_authorized=told.reply_authorized,
        is_registered_mail=told.registered_mail,
    )
