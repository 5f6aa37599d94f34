"""How a box is doing: `GET /ebox` on v2, `GET /ebox/statistics` on v3. A box nobody ever wrote to holds nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from burgerprofiel.kit import responses
from burgerprofiel.mailbox import queries
from burgerprofiel.mailbox.events import CountsSeen
from burgerprofiel.mailbox.registry import boxes, surfaces
from burgerprofiel.mailbox.registry.asked import Asked
from burgerprofiel.mailbox.registry.callers import Caller
from burgerprofiel.mailbox.registry.doors import door
from burgerprofiel.mailbox.registry.scopes import CONSUMER, MESSAGES, SUMMARY
from burgerprofiel.mailbox.registry.surfaces import Surface
from burgerprofiel.mailbox.registry.wire.messages import kilobytes, moment


@door(SUMMARY, MESSAGES, CONSUMER)
def summary(caller: Caller, request: HttpRequest) -> HttpResponse:
    """Answer with the counts of the caller's box."""
    Asked(request)
    known = boxes.readable(caller)
    tally = known.tally
    told: dict[str, object] = {
        "numberOfMessages": tally.messages,
        "numberOfUnreadMessages": tally.unread,
        "eboxSize": kilobytes(max(0, tally.octets - queries.expired_octets(known.id)) if tally.octets else 0),
    }
    if surfaces.of(request) is Surface.V3:
        told["numberOfHiddenMessages"] = tally.hidden
    if tally.received_at:
        told["lastReceiptDate"] = moment(tally.received_at)
    if tally.consulted_at:
        told["lastConsultationDate"] = moment(tally.consulted_at)
    with_counts = CountsSeen(count=tally.messages)
    known.note(with_counts)
    return responses.private(told)
