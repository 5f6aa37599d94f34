"""Messages of other registries on our screen: where they lie, who sent them, and how those registries are doing."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from burgerprofiel.kit import cbe
from burgerprofiel.mailbox.federation import members, names
from burgerprofiel.mailbox.federation.contract import Cause, Status
from burgerprofiel.mailbox.federation.side_by_side import State
from burgerprofiel.mailbox.own.listing import Row
from burgerprofiel.mailbox.own.waiting import Elsewhere
from burgerprofiel.mailbox.pages import words
from burgerprofiel.mailbox.senders.faces import Face
from burgerprofiel.mailbox.senders.texts import in_language


class Told(NamedTuple):
    """A registry as the page tells of it."""

    name: str
    status: Status
    short: str
    """In a few words."""
    whole: str
    """What is missing, and that it is safe; empty when all is well."""
    again: str
    """The address that asks it once more; empty when that makes no sense."""


def address(where: str, message_id: str) -> str:
    """Return the address of a message of another registry: whatever its name is made of."""
    name = base64.urlsafe_b64encode(message_id.encode()).decode().rstrip("=")
    return f"/berichten/elders/{where}/{name}"


def opened(name: str) -> str:
    """Return the name that an address holds; empty when it holds none."""
    try:
        return base64.urlsafe_b64decode(name + "=" * (-len(name) % 4)).decode()
    except (binascii.Error, ValueError):
        return ""


def face(row: Row, known: Mapping[str, Face]) -> Face:
    """Return how the sender of a row looks: as its own registry calls it."""
    return sender(row.where, row.organisation) if row.where else known[row.organisation]


def sender(where: str, organisation: str) -> Face:
    """Return how a sender at another registry looks."""
    number = cbe.on_paper(organisation) if organisation.isdigit() and len(organisation) == 10 else organisation
    return Face(names.called(names.Key(where, "senderOrganizations", organisation)), number or "?")


def unsure(told: Elsewhere | None) -> list[str]:
    """Say what is not known of bills elsewhere: who does not answer, and where only the latest were looked at."""
    found = []
    for each in told.told if told else ():
        member = members.other(each.registry)
        name = in_language(member.about.name, words.language()) if member else each.registry
        if each.glance is None:
            found.append(
                _("Of %(name)s, which does not answer now, we do not know what there is to pay.") % {"name": name}
            )
        elif each.glance.looked:
            what = _("Of %(name)s we looked at the latest %(n)s messages.")
            found.append(what % {"name": name, "n": each.glance.looked})
    return found


def anywhere(known: Mapping[str, Face]) -> dict[str, Face]:
    """Return how those senders look that we do not know ourselves, as some other registry calls them."""
    unknown = [number for number, face in known.items() if not face.names]
    found = {number: sender(each.peer.id, number) for number in unknown for each in members.others()}
    return {number: face for number, face in found.items() if face.names}


def registries(states: Sequence[State], list_address: str) -> list[Told]:
    """Return what the page says of each registry, ours first; nothing when there is only ours."""
    return [_told(state, list_address) for state in states] if len(states) > 1 else []


def _told(state: State, list_address: str) -> Told:
    name = in_language(state.about.name, words.language())
    mark = "&" if "?" in list_address else "?"
    again = f"{list_address}{mark}opnieuw={state.about.id}"
    match state.status:
        case Status.OK:
            return Told(name, state.status, _("answers"), "", "")
        case Status.SLOW:
            return Told(name, state.status, _("answers slowly"), "", "")
        case Status.MAINTENANCE:
            return Told(name, state.status, _("closed for maintenance"), _maintenance(state, name), "")
        case _down:
            return Told(name, state.status, _("does not answer"), silent(state.cause, name), again)


def _maintenance(state: State, name: str) -> str:
    if state.until is None:
        return _("%(name)s is closed for maintenance. Its messages are safe, and come back by themselves.") % {
            "name": name
        }
    told = {"name": name, "until": words.ago(state.until)}
    return (
        _("%(name)s is closed for maintenance until %(until)s. Its messages are safe, and come back by themselves.")
        % told
    )


def silent(cause: Cause | None, name: str) -> str:
    """Say what is missing, and that it is safe there."""
    if cause is Cause.REFUSED:
        return _("%(name)s does not let us read now. Its messages are safe there, but not in this list.") % {
            "name": name
        }
    return _("%(name)s does not answer now. Its messages are safe there, but not in this list.") % {"name": name}
