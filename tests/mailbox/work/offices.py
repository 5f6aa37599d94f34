"""A municipality with mail to handle, and colleagues."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.cbe import CbeNumber
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.mailbox.models import Work
from burgerprofiel.mailbox.work.rights import HANDLER, MANAGER, Rights, rights
from burgerprofiel.organisations import actions as organisations
from burgerprofiel.organisations.groups import TargetGroup
from tests.mailbox import letters

NUMBER = "0812345603"
TRACE = Trace(actor="colleague")


def office() -> UUID:
    """The municipality, to which a sender may write."""
    letters.sender()
    return organisations.register(TargetGroup.LOCAL_AUTHORITY, NUMBER, {"nl": "Gemeente Zonnegem"})


def manager(box_id: UUID) -> Rights:
    """Somebody who arranges and handles everything."""
    found = rights(box_id, uuid7(), [(MANAGER, "")])
    assert found
    return found


def handler(box_id: UUID, *partitions: str) -> Rights:
    """Somebody who handles some partitions; without any: all."""
    found = rights(box_id, uuid7(), [(HANDLER, code) for code in partitions or ("",)])
    assert found
    return found


def received(subject: str = "Uw aanvraag") -> UUID:
    """A message that came for the municipality."""
    return letters.published(letters.letter(to=CbeNumber(NUMBER), subject=subject)).message_id


def overdue(box_id: UUID, message_id: UUID) -> None:
    """Its day was yesterday."""
    Work.objects.filter(box_id=box_id, message_id=message_id).update(due_on=clock.today() - timedelta(days=1))
