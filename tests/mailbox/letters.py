"""Messages and files to publish with in tests, and a sender who may send them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import remembered
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.kit.storage import objects
from burgerprofiel.mailbox.models import MessageType, SenderApplication, SenderOrganisation, SenderRight
from burgerprofiel.mailbox.publishing.actions import publish
from burgerprofiel.mailbox.publishing.message import FileToPublish, Published, Sender, ToPublish

NOOR, ARNE = "85631441236", "85633113396"
ORGANISATION, APPLICATION, TYPE = "0812345603", "zonnegem-post", "zonnegem-brief"
TRACE = Trace(actor="zonnegem-post", client_id="zonnegem-post", method="POST", path="/test")
PDF = b"%PDF-1.7\n" + b"x" * 1000


def sender(**policy: Any) -> Sender:
    """The municipality, which may send letters to citizens and enterprises; `policy` are columns of the type."""
    text = {"nl": "Zonnegem"}
    organisation, _new = SenderOrganisation.objects.get_or_create(
        enterprise_number=ORGANISATION, defaults={"names": text}
    )
    application, _new = SenderApplication.objects.get_or_create(application_id=APPLICATION, defaults={"names": text})
    usual = {"names": text, "reply_allowed": True, "business_keys": {"dossier": {"names": text}}}
    kind, _new = MessageType.objects.update_or_create(message_type_id=TYPE, defaults=usual | policy)
    for box_kind in ("citizen", "enterprise"):
        SenderRight.objects.get_or_create(
            organisation=organisation, application=application, message_type=kind, box_kind=box_kind
        )
    remembered.forget()
    return Sender(ORGANISATION, APPLICATION)


def letter(digits: str = NOOR, **parts: Any) -> ToPublish:
    """A letter with a body."""
    usual = {"to": Ssin(digits), "message_type": TYPE, "language": "nl", "subject": "Uw parkeerkaart"}
    main = {} if "body" in parts else {"body": "Uw kaart ligt klaar.", "body_is_main": True}
    return ToPublish(**usual | main | parts)


def file(content: bytes = PDF, *, main: bool = False, **parts: Any) -> FileToPublish:
    """A PDF that was kept."""
    usual = {"file_name": "brief.pdf", "media_type": "application/pdf", "is_main": main}
    return FileToPublish(objects.keep([content]), **usual | parts)


def published(message: ToPublish | None = None, files: Sequence[FileToPublish] = (), key: str = "") -> Published:
    """Publish it as the municipality."""
    return publish(Sender(ORGANISATION, APPLICATION, key=key), message or letter(), files, TRACE)
