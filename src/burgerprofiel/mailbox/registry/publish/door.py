"""`POST /ebox/messages` (v3) and `POST /publishMessage` (v2.1): 201 once the message is in the box and on disk."""

from __future__ import annotations

import msgspec
from django.http import HttpRequest, HttpResponse

from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.responses import private
from burgerprofiel.kit.scanning.refused import ScannerDownError
from burgerprofiel.mailbox.publishing import actions, originals
from burgerprofiel.mailbox.publishing.message import Published
from burgerprofiel.mailbox.publishing.refusals import RefusedError, RepeatedError
from burgerprofiel.mailbox.publishing.rules import FILES
from burgerprofiel.mailbox.registry import turns
from burgerprofiel.mailbox.registry.callers import Caller
from burgerprofiel.mailbox.registry.doors import door
from burgerprofiel.mailbox.registry.publish import files, parts, reading, speaking, told
from burgerprofiel.mailbox.registry.scopes import PUBLISH, PUBLISH_FOR_OTHERS
from burgerprofiel.mailbox.registry.surfaces import Surface


@door(PUBLISH, PUBLISH_FOR_OTHERS, method="POST")
def v3(caller: Caller, request: HttpRequest) -> HttpResponse:
    """Publish a message, in the words of v3."""
    return _publish(caller, request, Surface.V3, FILES)


@door(PUBLISH, PUBLISH_FOR_OTHERS, method="POST")
def v2(caller: Caller, request: HttpRequest) -> HttpResponse:
    """Publish a message, in the words of v2.1."""
    return _publish(caller, request, Surface.V2, len(files.V2_NAMES))


def _publish(caller: Caller, request: HttpRequest, surface: Surface, most_files: int) -> HttpResponse:
    organisation, key = speaking.organisation(caller, request), speaking.key(request)
    let_go()
    try:
        with turns.upload(caller.client_id):
            done = _published(caller, request, surface, most_files, organisation, key)
    except RefusedError as refused:
        raise told.refused(refused) from refused
    except RepeatedError as repeated:
        raise told.repeated(repeated) from repeated
    except ScannerDownError as down:
        raise told.later(down) from down
    where = f"{Surface.V3.origin}/ebox/messages/{done.message_id}"
    return private(told.published(done), status=201, Location=where)


def _published(
    caller: Caller, request: HttpRequest, surface: Surface, most_files: int, organisation: str, key: str
) -> Published:
    with parts.received(request, most_files) as came:
        message = reading.told(bytes(came.metadata), surface)
        sender = reading.sender(message, organisation, key)
        trace = msgspec.structs.replace(caller.trace, response_code=201)
        try:
            to_publish, attached = reading.message(message), files.matched(message.attachments, came)
            originals.require(sender, to_publish.original_message_id)
        except RefusedError:
            actions.refuse_repeated(sender)
            raise
        return actions.publish(sender, to_publish, attached, trace)
