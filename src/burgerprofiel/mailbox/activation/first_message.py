"""The first message in a box that was just activated: it shows how it goes, and the e-mail about it how that goes (C3).

It is a message like every other, of the body whose portal this is; so its sender, program and kind stand in the
reference data, where portals of others look them up.
"""

from __future__ import annotations

import structlog
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox.models import MessageType, SenderApplication, SenderOrganisation
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.publishing import actions
from burgerprofiel.mailbox.publishing.message import BoxOf, Sender, ToPublish
from burgerprofiel.mailbox.publishing.refusals import RefusedError, RepeatedError
from burgerprofiel.mailbox.publishing.rules import LANGUAGES as LAWFUL
from burgerprofiel.mailbox.senders.policy import Policy

_ALL = ("nl", "fr", "de", "en")
log = structlog.get_logger(__name__)
APPLICATION, KIND = "mijn-burgerprofiel", "testbericht"
_POLICY = Policy(KIND, 1, "year", False, frozenset({"text/plain"}), 1, False, False, False, frozenset())  # noqa: FBT003 - a table's row


def publish(citizen_id: CitizenId, language: str) -> None:
    """Put it in the box; a second time it is there already. A box that was stopped meanwhile gets none."""
    _known()
    sender = Sender(settings.CONFIG.brand_number, APPLICATION, key=f"activated {citizen_id}")
    with translation.override(language if language in LAWFUL else LAWFUL[0]):
        message = ToPublish(
            BoxOf(Kind.CITIZEN, citizen_id),
            KIND,
            translation.get_language(),
            _("This is a test message"),
            body=_text(),
            body_is_main=True,
        )
    try:
        actions.publish(sender, message, (), Trace(actor="system"), policy=_POLICY)
    except RepeatedError:
        return
    except RefusedError as refused:
        log.warning("test message refused", reason=str(refused))


def _text() -> str:
    parts = (
        _("Your mailbox works: you are reading a message in it. So will letters look that come here from now on."),
        _("You also got an e-mail about this message. It named who sent it and what it is about. Did it not come?")
        + " "
        + _("Look among unwanted mail, and check the address in the settings of your mailbox."),
        _("You need not do anything with this message. It goes by itself after a year."),
    )
    return "\n\n".join(parts)


def _known() -> None:
    """Let everybody find in the reference data who sends this, with what, and what it is."""
    names = {"names": dict.fromkeys(_ALL, settings.CONFIG.brand_name)}
    SenderOrganisation.objects.get_or_create(enterprise_number=settings.CONFIG.brand_number, defaults=names)
    product = dict.fromkeys(_ALL, settings.CONFIG.brand_product)
    SenderApplication.objects.get_or_create(application_id=APPLICATION, defaults={"names": product})
    MessageType.objects.get_or_create(message_type_id=KIND, defaults={"names": _names()})


def _names() -> dict[str, str]:
    told = {}
    for code in _ALL:
        with translation.override(code):
            told[code] = _("Test message")
    return told
