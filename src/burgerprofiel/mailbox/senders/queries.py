"""Who may send what, asked at every message: what was answered is kept in this process for a few seconds.

So a change is felt at once where it was made, and everywhere within `SECONDS`.
"""

from __future__ import annotations

import time
from typing import NamedTuple

from burgerprofiel.mailbox.models import SenderClient, SenderRight
from burgerprofiel.mailbox.senders.policy import MEDIA_TYPES, Policy

SECONDS = 5.0
_MOST = 5_000
"""How many answers a process keeps; then it begins anew."""


class _Asked(NamedTuple):
    organisation: str
    application: str
    message_type: str
    box_kind: str


_answers: dict[_Asked, tuple[float, Policy | None]] = {}
_clients: dict[str, tuple[float, SenderClient]] = {}


def may_send(organisation: str, application: str, message_type: str, box_kind: str) -> Policy | None:
    """Return what such a message may be; None: this sender may not send it to this kind of box.

    `organisation` is an enterprise number, `box_kind` a `models.boxes.Kind`. One SQL statement, or none: see above.
    """
    asked = _Asked(organisation, application, message_type, box_kind)
    now = time.monotonic()
    known = _answers.get(asked)
    if known and now < known[0]:
        return known[1]
    policy = _look_up(asked)
    if len(_answers) >= _MOST:
        _answers.clear()
    _answers[asked] = now + SECONDS, policy
    return policy


def forget() -> None:
    """Ask anew from now on, in this process: something was changed."""
    _answers.clear()
    _clients.clear()


def client(client_id: str) -> SenderClient | None:
    """Return for whom a program speaks; None: nobody registered that. One SQL statement, or none: see above."""
    now = time.monotonic()
    known = _clients.get(client_id)
    if known and now < known[0]:
        return known[1]
    found = SenderClient.objects.filter(client_id=client_id).first()
    if found:
        _clients[client_id] = now + SECONDS, found
    return found


def _look_up(asked: _Asked) -> Policy | None:
    if any("\x00" in part for part in asked):
        return None
    right = (
        SenderRight.objects.filter(
            organisation_id=asked.organisation,
            application_id=asked.application,
            message_type_id=asked.message_type,
            box_kind=asked.box_kind,
            organisation__active=True,
            application__active=True,
            message_type__active=True,
        )
        .select_related("message_type")
        .first()
    )
    if right is None:
        return None
    kind = right.message_type
    return Policy(
        kind.message_type_id,
        kind.validity_number,
        kind.validity_unit,
        kind.announcement,
        frozenset(kind.media_types or MEDIA_TYPES),
        kind.max_octets,
        kind.registered_allowed,
        kind.reply_allowed,
        kind.payment_allowed,
        frozenset(kind.business_keys),
    )
