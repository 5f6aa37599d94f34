"""Pushes go to every browser that a citizen let us reach; one that is gone is forgotten."""

from __future__ import annotations

from uuid import UUID

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.post import Fault, NotSentError
from burgerprofiel.notices.push import actions, queries, service
from burgerprofiel.notices.push.subscription import NotASubscriptionError

_US = Trace(actor="system")


def send(citizen_id: CitizenId, content: bytes, delivery_id: UUID) -> None:
    """Push to all browsers of a citizen: it went when one took it. Raises NotSentError when none did."""
    browsers = queries.browsers_of(citizen_id)
    let_go()
    failed, gone, taken = list[NotSentError](), list[UUID](), 0
    for browser in browsers:
        try:
            service.send(browser.subscription, content, delivery_id)
            taken += 1
        except (service.GoneError, NotASubscriptionError):
            gone.append(browser.id)
        except NotSentError as error:
            failed.append(error)
    for known in gone:
        actions.stop(citizen_id, known, _US, why="gone")
    let_go()
    if not taken:
        later = [error for error in failed if error.again]
        raise next(iter(later or failed), NotSentError("no browser takes it", again=False, fault=Fault.RECIPIENT))
