"""What portals ask the registry most: a page of fifty messages, and one message.

Needs Django set up for the demo. Everything of a real question is in it: the token, whether the box may be read, the
messages with their files, the answer as the contract writes it, and the line in the citizen's trail.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from benchmarks.oidc import Door

NAME = "bench-portal"
MESSAGES = 200
"""In the box; a page shows fifty."""


def doors(host: str) -> dict[str, Door]:
    """Fill the box of one of the demo's people, give a portal a token, and return the requests by their rows' names."""
    from burgerprofiel.mailbox.models import Message

    box_id = _box()
    _fill(box_id)
    token = f"Bearer {_token(box_id)}"
    last = Message.objects.filter(box_id=box_id).order_by("-id").values_list("id", flat=True)[0]
    base = "/ebox/messageRegistry/v3/ebox/messages"
    return {
        "mailbox.list": Door(f"{base}?pageSize=50", b'"totalItems"', authorization=token, host=host),
        "mailbox.detail": Door(f"{base}/{last}", b'"attachments"', authorization=token, host=host),
    }


def _box() -> UUID:
    """Return a box that takes mail; its owner is somebody of whom the demo tells nothing."""
    from burgerprofiel.kit import clock
    from burgerprofiel.kit.ssin import Ssin
    from burgerprofiel.mailbox.models import Box
    from burgerprofiel.mailbox.models.boxes import Kind, State
    from burgerprofiel.people.actions import meet

    box_id, now = meet(Ssin("85073003328")), clock.now()
    told = {"kind": Kind.CITIZEN, "state": State.ACTIVE, "since": now, "activated_at": now}
    Box.objects.update_or_create(box_id=box_id, defaults=told)
    return box_id


def _fill(box_id: UUID) -> None:
    """Publish what is still lacking, each with a file."""
    from burgerprofiel.audit.events import Trace
    from burgerprofiel.kit.storage import objects
    from burgerprofiel.mailbox.models import Message
    from burgerprofiel.mailbox.models.boxes import Kind
    from burgerprofiel.mailbox.publishing.actions import publish
    from burgerprofiel.mailbox.publishing.message import BoxOf, FileToPublish, Sender, ToPublish
    from burgerprofiel.mailbox.senders.policy import MEDIA_TYPES, Policy

    policy = Policy(
        "zonnegem-brief",
        1,
        "year",
        announcement=False,
        media_types=frozenset(MEDIA_TYPES),
        max_octets=10**6,
        registered_allowed=False,
        reply_allowed=True,
        payment_allowed=False,
        business_keys=frozenset(),
    )
    sender, to = Sender("0812345603", "zonnegem-post"), BoxOf(Kind.CITIZEN, box_id)
    for number in range(Message.objects.filter(box_id=box_id).count(), MESSAGES):
        message = ToPublish(to, "zonnegem-brief", "nl", f"Brief {number} over uw parkeerkaart")
        file = FileToPublish(objects.keep([b"%PDF-1.7 brief"]), "brief.pdf", "application/pdf", is_main=True)
        publish(sender, message, [file], Trace(actor="bench"), policy=policy)


def _token(box_id: UUID) -> str:
    """Return a token of the citizen's for a portal of ours."""
    from burgerprofiel.access import tokens
    from burgerprofiel.access.models import Client, Token
    from burgerprofiel.kit import clock
    from burgerprofiel.mailbox.registry.scopes import MESSAGES as SCOPE

    defaults = {"name": NAME, "redirect_uris": [], "scopes": [SCOPE]}
    Client.objects.update_or_create(client_id=NAME, defaults=defaults)
    token = tokens.new()
    Token.objects.create(
        token_hash=tokens.digest(token),
        code_hash=b"",
        client_id=NAME,
        citizen_id=box_id,
        scope=SCOPE,
        sealed=b"",
        expires_at=clock.now() + timedelta(hours=1),
    )
    return token
