"""Publications as senders send them: parts in the order in which they are given."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec

from tests.mailbox import letters

BOUNDARY = "----grens-7f3a"
FORM = f"multipart/form-data; boundary={BOUNDARY}"


@dataclass(frozen=True)
class Part:
    """One part; without `file_name` it is a plain field."""

    name: str
    content: bytes
    file_name: str | None = None
    media_type: str = ""

    def written(self) -> bytes:
        """As it goes over the wire."""
        file = "" if self.file_name is None else f'; filename="{self.file_name}"'
        kind = f"Content-Type: {self.media_type}\r\n" if self.media_type else ""
        head = f'Content-Disposition: form-data; name="{self.name}"{file}\r\n{kind}\r\n'
        return b"".join([f"--{BOUNDARY}\r\n{head}".encode(), self.content, b"\r\n"])


def body(*parts: Part) -> bytes:
    """A whole body."""
    return b"".join([*(part.written() for part in parts), f"--{BOUNDARY}--\r\n".encode()])


def pdf(name: str = "upfile1", content: bytes = letters.PDF, file_name: str = "brief.pdf") -> Part:
    """A PDF."""
    return Part(name, content, file_name, "application/pdf")


def metadata(told: Mapping[str, Any], **head: str) -> Part:
    """The part with the message."""
    return Part("messageToPublish", msgspec.json.encode(told), **head)


def v3(digits: str = letters.NOOR, attachments: Sequence[Mapping[str, Any]] = (), **told: Any) -> dict[str, Any]:
    """A message in the words of v3; without attachments its body is the main content."""
    content: dict[str, Any] = {"attachments": list(attachments)}
    if not attachments:
        content = {"bodyContent": {"nl": "Uw kaart ligt klaar."}, "isBodyMainContent": True}
    return {
        "recipient": {"eboxType": "citizen", "ssin": digits},
        "sender": {"eboxType": "enterprise", "enterpriseNumber": letters.ORGANISATION},
        "subject": {"nl": "Uw parkeerkaart"},
        "messageTypeId": letters.TYPE,
        "senderApplicationId": letters.APPLICATION,
        **content,
        **told,
    }


def v2(digits: str = letters.NOOR, attachments: Sequence[Mapping[str, Any]] = (), **told: Any) -> dict[str, Any]:
    """A message in the words of v2.1."""
    return {
        "recipient": {"eboxType": "citizen", "eboxIdValue": digits},
        "subject": {"nl": "Uw parkeerkaart"},
        "messageTypeId": letters.TYPE,
        "senderOrganizationId": letters.ORGANISATION,
        "senderApplicationId": letters.APPLICATION,
        "attachments": list(attachments),
        "bodyMainContent": False,
        "replyAuthorized": False,
        **told,
    }


def digest(content: bytes = letters.PDF) -> dict[str, str]:
    """As the contract writes it."""
    return {"digestMethod": "sha_256", "digestValue": urlsafe_b64encode(sha256(content).digest()).decode()}


MAIN = {"httpPartName": "upfile1", "isMainContent": True, "digest": digest()}
"""What v3 says of the one file that is the message."""
