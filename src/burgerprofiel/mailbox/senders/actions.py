"""What is changed in who may send what: each change in one transaction with who did it, before and after.

What was used is never removed: it is ended, for messages that are in a box still name it. Ending holds at once here and
within seconds elsewhere (`remembered`). A right alone opens nothing: who sends needs a client of the sign-in
service too, which takes four eyes at the desk. So one pair is enough here, and the history names them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import msgspec
from django.db import transaction
from django.db.models import Model

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, remembered
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox.events import SendersChanged
from burgerprofiel.mailbox.models import (
    Logo,
    MessageType,
    SenderApplication,
    SenderChange,
    SenderClient,
    SenderOrganisation,
    SenderRight,
)
from burgerprofiel.mailbox.senders import pictures
from burgerprofiel.mailbox.senders.fields import Columns

SAME, ADDED, CHANGED, ENDED = "as it was", "registered", "changed", "ended"
_MODELS: Mapping[str, type[Model]] = {
    "organisation": SenderOrganisation,
    "application": SenderApplication,
    "message_type": MessageType,
    "client": SenderClient,
}

OPERATOR = Trace(actor="system")


class LookAgainError(Exception):
    """What would be changed is not what was on screen: somebody changed it meanwhile."""


def sight(columns: Mapping[str, object] | None) -> str:
    """Return a mark of what holds now: who changes it on screen sends back the one they saw."""
    return hashlib.sha256(msgspec.json.encode(columns, order="deterministic")).hexdigest()


@transaction.atomic
def put(
    what: str, key: str, columns: Columns, by: CitizenId | None = None, trace: Trace = OPERATOR, *, seen: str = ""
) -> str:
    """Keep an `organisation`, `application`, `message_type` or `client` as written. Returns what that was.

    `seen` is the `sight` of what was on screen. Raises LookAgainError when something else holds now.
    """
    model = _MODELS[what]
    rows = model._default_manager.select_for_update().filter(pk=key)
    before = rows.values(*columns).first()
    if seen and sight(before) != seen:
        raise LookAgainError
    if before == columns:
        return SAME
    model._default_manager.update_or_create(pk=key, defaults=dict(columns))
    _note(what, key, before, columns, by, trace)
    return CHANGED if before else ADDED


@transaction.atomic
def let_go(client_id: str, by: CitizenId | None = None, trace: Trace = OPERATOR) -> str:
    """Let a program speak for nobody here any more."""
    before = SenderClient.objects.filter(pk=client_id).values("enterprise_number", "on_behalf", "principals").first()
    if before is None:
        return SAME
    SenderClient.objects.filter(pk=client_id).delete()
    _note("client", client_id, before, None, by, trace)
    return ENDED


@transaction.atomic
def allow(right: tuple[str, str, str, str], by: CitizenId | None = None, trace: Trace = OPERATOR) -> str:
    """Let an organisation send with an application a type of message to a kind of box. All of them exist."""
    wanted = _right(right)
    _row, made = SenderRight.objects.get_or_create(defaults=None, **wanted)
    if not made:
        return SAME
    _note("right", " ".join(right), None, wanted, by, trace)
    return ADDED


@transaction.atomic
def disallow(right: tuple[str, str, str, str], by: CitizenId | None = None, trace: Trace = OPERATOR) -> str:
    """Take that right away; what was sent stays."""
    gone, _tables = SenderRight.objects.filter(**_right(right)).delete()
    if not gone:
        return SAME
    _note("right", " ".join(right), _right(right), None, by, trace)
    return ENDED


@transaction.atomic
def show_logo(
    owner: SenderOrganisation | SenderApplication,
    content: bytes,
    by: CitizenId | None = None,
    trace: Trace = OPERATOR,
    *,
    language: str = "",
) -> str:
    """Show a picture of an organisation or application, for one language or (empty) all. Raises MistakeError."""
    kind = pictures.media_type(content)
    of = {"organisation" if isinstance(owner, SenderOrganisation) else "application": owner}
    row = Logo.objects.select_for_update().filter(**of, language=language).first()
    if row and bytes(row.content) == content:
        return SAME
    Logo.objects.filter(**of, language=language).delete()
    made = Logo.objects.create(**of, language=language, media_type=kind, content=content)
    type(owner)._default_manager.get(pk=owner.pk).save(update_fields=["changed_at"])
    before = {"image": str(row.image_id), "octets": len(row.content)} if row else None
    _note("logo", f"{owner.pk}", before, {"image": str(made.image_id), "octets": len(content)}, by, trace)
    return CHANGED if row else ADDED


def _right(right: tuple[str, str, str, str]) -> dict[str, str]:
    return dict(zip(("organisation_id", "application_id", "message_type_id", "box_kind"), right, strict=True))


def _note(
    what: str,
    key: str,
    before: Mapping[str, object] | None,
    after: Mapping[str, object] | None,
    by: CitizenId | None,
    trace: Trace,
) -> None:
    """Keep who changed what; and in the trail of who did, when that is a person."""
    row = SenderChange.objects.create(at=clock.now(), by=by, what=what, key=key, before=before, after=after)
    if by:
        how = "ended" if after is None or after.get("active") is False else "changed" if before else "added"
        record(by, trace, SendersChanged(what=what, key=key, how=how, change=str(row.id)))
    transaction.on_commit(remembered.forget)
