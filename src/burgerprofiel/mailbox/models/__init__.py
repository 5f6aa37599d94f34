"""The tables of the mailbox, a file per side.

What grows with messages leads with the box: a citizen's id, or an organisation's. So a box lies on one machine
(architecture, decision 2).
"""

from burgerprofiel.mailbox.models.boxes import Box, EmailProof
from burgerprofiel.mailbox.models.events import DocumentEvent
from burgerprofiel.mailbox.models.messages import (
    Attachment,
    Message,
    Publication,
    Repeat,
    SharedAttachment,
    SharedMessage,
)
from burgerprofiel.mailbox.models.senders import (
    Logo,
    MessageType,
    SenderApplication,
    SenderClient,
    SenderOrganisation,
    SenderRight,
)

__all__ = [
    "Attachment",
    "Box",
    "DocumentEvent",
    "EmailProof",
    "Logo",
    "Message",
    "MessageType",
    "Publication",
    "Repeat",
    "SenderApplication",
    "SenderClient",
    "SenderOrganisation",
    "SenderRight",
    "SharedAttachment",
    "SharedMessage",
]
