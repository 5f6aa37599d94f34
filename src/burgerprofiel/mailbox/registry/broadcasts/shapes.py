"""A broadcast as a sender writes it: `messageToPublish` of v3, with `recipients` instead of `recipient`."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from burgerprofiel.mailbox.broadcast.draft import Audience
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.registry.publish.shapes import (
    AttachmentV3,
    AttentionV3,
    BoxKind,
    Common,
    MessageV3,
    RecipientV3,
    SenderV3,
)


class Recipients(Struct, rename="camel", forbid_unknown_fields=True):
    """For whom: a list that follows, or everybody with an active box of this kind."""

    ebox_type: BoxKind
    everybody: bool = False
    languages: Annotated[list[Literal["nl", "fr", "de", "en"]], Meta(max_length=4)] = []
    """Of everybody: only whose who are written to in one of these."""

    @property
    def audience(self) -> Audience:
        """As the room speaks of it."""
        return Audience(Kind(self.ebox_type), self.everybody, tuple(dict.fromkeys(self.languages)))


class ToMany(Common, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """The part `messageToPublish`."""

    recipients: Recipients
    sender: SenderV3
    attachments: list[AttachmentV3] = field(default_factory=list)
    for_the_attention_of: AttentionV3 | UnsetType = UNSET
    is_body_main_content: bool = False
    is_reply_authorized: bool = False
    is_registered_mail: bool = False

    def to_one(self) -> MessageV3:
        """The same for one recipient, who is nobody yet."""
        alike = {name: getattr(self, name) for name in self.__struct_fields__ if name != "recipients"}
        return MessageV3(recipient=RecipientV3(self.recipients.ebox_type), **alike)
