"""The tables of the mailbox, a file per side.

What grows with messages leads with the box: a citizen's id, or an organisation's. So a box lies on one machine
(architecture, decision 2).
"""

from burgerprofiel.mailbox.models.arrangements import Arrangement
from burgerprofiel.mailbox.models.borrowed import ToldElsewhere, Waiting
from burgerprofiel.mailbox.models.boxes import Box
from burgerprofiel.mailbox.models.broadcasts import Broadcast, BroadcastRange, BroadcastRecipient
from burgerprofiel.mailbox.models.events import DocumentEvent, Sweep
from burgerprofiel.mailbox.models.mails import MailMark
from burgerprofiel.mailbox.models.messages import (
    Attachment,
    Message,
    Publication,
    Repeat,
    SharedAttachment,
    SharedMessage,
)
from burgerprofiel.mailbox.models.replies import Reply
from burgerprofiel.mailbox.models.senders import (
    Logo,
    MessageType,
    SenderApplication,
    SenderChange,
    SenderClient,
    SenderOrganisation,
    SenderRight,
)
from burgerprofiel.mailbox.models.webhooks import RegistryKey, Subscription, Undelivered
from burgerprofiel.mailbox.models.work import Partition, RoutingRule, RuleSuggestion, Work, WorkNote

__all__ = [
    "Arrangement",
    "Attachment",
    "Box",
    "Broadcast",
    "BroadcastRange",
    "BroadcastRecipient",
    "DocumentEvent",
    "Logo",
    "MailMark",
    "Message",
    "MessageType",
    "Partition",
    "Publication",
    "RegistryKey",
    "Repeat",
    "Reply",
    "RoutingRule",
    "RuleSuggestion",
    "SenderApplication",
    "SenderChange",
    "SenderClient",
    "SenderOrganisation",
    "SenderRight",
    "SharedAttachment",
    "SharedMessage",
    "Subscription",
    "Sweep",
    "ToldElsewhere",
    "Undelivered",
    "Waiting",
    "Work",
    "WorkNote",
]
