"""Who may send what, asked at every message: what was answered is remembered for a few seconds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from burgerprofiel.kit.remembered import Remembered
from burgerprofiel.mailbox.models import SenderClient, SenderOrganisation, SenderRight
from burgerprofiel.mailbox.senders.policy import MEDIA_TYPES, Policy


class _Asked(NamedTuple):
    organisation: str
    application: str
    message_type: str
    box_kind: str


_answers: Remembered[_Asked, Policy | None] = Remembered()
_clients: Remembered[str, SenderClient | None] = Remembered()


def may_send(organisation: str, application: str, message_type: str, box_kind: str) -> Policy | None:
    """Return what such a message may be; None: this sender may not send it to this kind of box.

    `organisation` is an enterprise number, `box_kind` a `models.boxes.Kind`. One SQL statement, or none: see above.
    """
    return _answers.one(_Asked(organisation, application, message_type, box_kind), _look_up)


def client(client_id: str) -> SenderClient | None:
    """Return for whom a program speaks; None: nobody registered that. One SQL statement, or none: see above."""
    found = _clients.one(client_id, lambda asked: SenderClient.objects.filter(client_id=asked).first())
    if found is None:
        _clients.drop(client_id)
    return found


def speaks_for(client_id: str) -> str | None:
    """Return the enterprise number for which a program speaks, also at the doors of other rooms; None: nobody's."""
    found = client(client_id)
    return found.enterprise_number if found else None


def organisation_names(numbers: Iterable[str]) -> dict[str, Mapping[str, str]]:
    """Return the names of senders in their languages, by enterprise number. One SQL statement."""
    rows = SenderOrganisation.objects.filter(enterprise_number__in=list(numbers))
    return dict(rows.values_list("enterprise_number", "names"))


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
