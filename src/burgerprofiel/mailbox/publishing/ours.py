"""Messages of the body whose portal this is: the test message, news of a certificate.

They are messages like every other, so their sender, program and kind stand in the reference data, where portals of
others look them up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import structlog
from django.conf import settings
from django.utils import translation

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox.models import MessageType, SenderApplication, SenderOrganisation
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.publishing import actions
from burgerprofiel.mailbox.publishing.message import BoxOf, Sender, ToPublish
from burgerprofiel.mailbox.publishing.refusals import RefusedError, RepeatedError
from burgerprofiel.mailbox.publishing.rules import LANGUAGES as LAWFUL
from burgerprofiel.mailbox.senders.policy import Policy

APPLICATION = "mijn-burgerprofiel"
_ALL = ("nl", "fr", "de", "en")
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Ours:
    """A kind of message of ours. Texts are in the reader's language when they are called for."""

    kind: str
    """The message type's id."""
    name: Callable[[], str]
    subject: Callable[[], str]
    text: Callable[[], str]


def publish(citizen_id: CitizenId, ours: Ours, language: str, key: str) -> bool:
    """Put it in the citizen's box; see `publish_to`."""
    return publish_to(BoxOf(Kind.CITIZEN, citizen_id), ours, language, key)


def publish_to(to: BoxOf, ours: Ours, language: str, key: str) -> bool:
    """Put it in a box, in its owner's language as far as the law knows it; a second time it is there already.

    `key` names what it is about, once and for all. False: this box takes no mail now.
    """
    _known(ours)
    sender = Sender(settings.CONFIG.brand_number, APPLICATION, key=key)
    with translation.override(language if language in LAWFUL else LAWFUL[0]):
        told = translation.get_language()
        message = ToPublish(to, ours.kind, told, ours.subject(), body=ours.text(), body_is_main=True)
    try:
        actions.publish(sender, message, (), Trace(actor="system"), policy=_policy(ours.kind))
    except RepeatedError:
        return True
    except RefusedError as refused:
        log.warning("a message of ours was refused", kind=ours.kind, reason=str(refused))
        return False
    return True


def _policy(kind: str) -> Policy:
    return Policy(kind, 1, "year", False, frozenset({"text/plain"}), 1, False, False, False, frozenset())  # noqa: FBT003 - a table's row


def _known(ours: Ours) -> None:
    """Let everybody find in the reference data who sends this, with what, and what it is."""
    names = {"names": dict.fromkeys(_ALL, settings.CONFIG.brand_name)}
    SenderOrganisation.objects.get_or_create(enterprise_number=settings.CONFIG.brand_number, defaults=names)
    product = dict.fromkeys(_ALL, settings.CONFIG.brand_product)
    SenderApplication.objects.get_or_create(application_id=APPLICATION, defaults={"names": product})
    MessageType.objects.get_or_create(message_type_id=ours.kind, defaults={"names": _names(ours)})


def _names(ours: Ours) -> dict[str, str]:
    told = {}
    for code in _ALL:
        with translation.override(code):
            told[code] = ours.name()
    return told
