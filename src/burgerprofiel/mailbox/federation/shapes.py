"""What registries answer, name for name in the words of v2.1 and of v3 together (contracts/ebox.md A.3, A.4).

What is optional in the contract is optional here; `wire` makes our own types of it.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import msgspec


class Name(msgspec.Struct):
    """What every message says."""

    message_id: str = msgspec.field(name="messageId")
    received: datetime = msgspec.field(name="receiptDate")


class Sender(msgspec.Struct):
    """Who sent it, as v2.1 says it."""

    number: str = msgspec.field(name="enterpriseNumber", default="")


class Digest(msgspec.Struct):
    """The digest of a file."""

    method: str = msgspec.field(name="digestMethod", default="")
    value: str = msgspec.field(name="digestValue", default="")


class File(msgspec.Struct):
    """A file."""

    id: str = msgspec.field(name="attachmentId", default="")
    title: dict[str, str] | str | None = msgspec.field(name="attachmentTitle", default=None)
    name: str = msgspec.field(name="fileName", default="")
    media_type: str = msgspec.field(name="mediaType", default="")
    kilobytes: float = msgspec.field(name="size", default=0.0)
    main2: bool = msgspec.field(name="mainContent", default=False)
    main3: bool = msgspec.field(name="isMainContent", default=False)
    digest: Digest | None = None


class Files(msgspec.Struct):
    """The files of a message."""

    items: list[File] = []
    total: int | None = msgspec.field(name="totalItems", default=None)


class Payment(msgspec.Struct):
    """What there is to pay."""

    amount: Decimal = Decimal(0)
    vat: Decimal = msgspec.field(name="vatAmount", default=Decimal(0))
    currency: str = "EUR"
    due: datetime | None = msgspec.field(name="dueDate", default=None)
    iban: str = ""
    bic: str = ""
    reference: dict[str, str] | str = ""


class Business(msgspec.Struct):
    """A piece of business data."""

    key: str = ""
    name: dict[str, str] = {}
    values: list[dict[str, str]] = []


class BusinessList(msgspec.Struct):
    """All business data of a message."""

    items: list[Business] = []


class Message(Name):
    """A message, of a list or by itself."""

    subject: dict[str, str] = {}
    expires: datetime | None = msgspec.field(name="expirationDate", default=None)
    read: bool = msgspec.field(name="readStatus", default=False)
    visible: bool = True
    registered2: bool = msgspec.field(name="registeredMail", default=False)
    registered3: bool = msgspec.field(name="isRegisteredMail", default=False)
    message_type: str = msgspec.field(name="messageTypeId", default="")
    organisation: str = msgspec.field(name="senderOrganizationId", default="")
    sender: Sender | None = None
    application: str = msgspec.field(name="senderApplicationId", default="")
    attachments: Files | list[File] | None = None
    body2: bool | None = msgspec.field(name="bodyMainContent", default=None)
    body3: bool | None = msgspec.field(name="isBodyMainContent", default=None)
    payment: Payment | None = msgspec.field(name="paymentData", default=None)
    business: BusinessList | list[Business] | None = msgspec.field(name="businessDataList", default=None)


class Listed(msgspec.Struct):
    """A page of a list; each message is read by itself."""

    items: list[msgspec.Raw]
    total: int = msgspec.field(name="totalItems")
