"""`/berichten/<id>`: one message. Looking at this page opens nothing: the frame in it, or a link, opens what it holds.

“Read” means that the main content was opened, and that has an address of its own (`content`), as in the contract.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from burgerprofiel.kit import clock
from burgerprofiel.mailbox import queries, reading
from burgerprofiel.mailbox.events import MessageSeen
from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.own import history, listing, paying
from burgerprofiel.mailbox.pages import words
from burgerprofiel.mailbox.pages.box import beside
from burgerprofiel.mailbox.pages.own_box import Mine, note, own_box, told
from burgerprofiel.mailbox.registered.queries import to_confirm
from burgerprofiel.mailbox.replies import queries as replies
from burgerprofiel.mailbox.senders import faces

_HERE = ("", "portal")
"""How the trail names our own pages (`access.faces`)."""


@require_safe
@own_box
def message(request: HttpRequest, mine: Mine, message_id: UUID) -> HttpResponse:
    """Show where it came from, what it asks, and frames that open what it holds."""
    row = queries.message(mine.box_id, message_id)
    if row is None:
        return gone(request, mine)
    context = beside(request, mine) | _told(row)
    context["labels"] = context["own"].kept.names(row.labels)
    note(mine, MessageSeen(message=str(row.id)))
    return render(request, "mailbox/message.html", context)


@require_safe
@own_box
def seen(request: HttpRequest, mine: Mine, message_id: UUID) -> HttpResponse:
    """`/berichten/<id>/gezien`: who has seen it, and what was done with it."""
    row = queries.message(mine.box_id, message_id)
    if row is None:
        return gone(request, mine)
    found = history.of(mine.viewer.citizen_id, message_id)
    note(mine, MessageSeen(message=str(row.id)))
    lines = [(line, _said(line), _who(line)) for line in found.lines]
    context = {"viewer": mine.viewer, "here": "mail", "back": request.path}
    return render(request, "mailbox/seen.html", {**context, "message": row, "lines": lines, "whole": found.whole})


def gone(request: HttpRequest, mine: Mine) -> HttpResponse:
    """There is no such message here: it expired, or the address is not of this box."""
    return told(request, mine.viewer, "gone", 404)


def _told(row: Message) -> dict[str, Any]:
    """What the page says of a message."""
    files = queries.files(row)
    face = faces.faces([row.organisation])[row.organisation]
    language = words.language()
    main = next((file for file in files if file.is_main), None)
    bill = paying.bill(row, face.name(language)) if row.withdrawn_at is None else None
    has_body = row.withdrawn_at is None and (row.body is not None or (row.shared and row.body_is_main))
    shown = main if main and main.media_type in reading.SHOWN else None
    return {
        "message": row,
        "row": listing.row(row, files),
        "sender": face,
        "kind": faces.kind_name(row.message_type_id, language),
        "business": faces.business_names(row.message_type_id, language),
        "application": faces.application_name(row.application, language),
        "files": files,
        "others": [file for file in files if file is not shown],
        "main": main,
        "shown": shown,
        "has_body": has_body,
        "opens": bool((has_body and row.body_is_main) or shown),
        "SHOWN": reading.SHOWN,
        "bill": bill,
        "code": paying.code(bill) if bill else "",
        "days": words.days_left(row.due_at) if row.due_at else None,
        "expires_soon": (row.expires_at - clock.now()).days < 30,
        "answers": replies.of(row.box_id, row.id) if row.reply_allowed else (),
        "once": uuid4().hex,
        "to_confirm": to_confirm(row),
        "reason": _reason(row.withdrawn_why),
    }


def _reason(code: str) -> str:
    """Why its sender withdrew it, in words."""
    reasons = {
        "wrong_recipient": _("It was not meant for you."),
        "wrong_content": _("There was an error in it."),
        "replaced": _("Another message takes its place."),
        "duplicate": _("It was sent twice."),
    }
    return reasons.get(code, "")


def _said(line: history.Line) -> str:
    """What happened, in words."""
    changes = {
        "archived": _("Put into the archive"),
        "restored": _("Taken out of the archive"),
        "unread": _("Marked as unread"),
        "seen": _("Marked as read"),
        "labelled": _("Given a label"),
        "unlabelled": _("Label taken off"),
        "paid": _("Marked as paid"),
        "to_pay": _("Marked as to be paid"),
        "not_paid": _("Mark of payment taken off"),
    }
    acts = {
        "mailbox.message.received": _("Put into your mailbox by the sender"),
        "mailbox.message.seen": _("Looked at, without opening what is in it"),
        "mailbox.reply.sent": _("Answered"),
        "mailbox.receipt.confirmed": _("You confirmed receipt"),
        "mailbox.evidence.given": _("Got signed evidence of what happened"),
        "mailbox.message.withdrawn": _("Withdrawn by the sender"),
    }
    if line.tag == "mailbox.message.changed":
        return changes.get(line.what, line.what)
    if line.tag == "mailbox.content.opened":
        return _("Opened: the message itself") if line.main else _("Opened: an attachment")
    return acts.get(line.tag) or _("Something else was done with it")


def _who(line: history.Line) -> str:
    """Who did it."""
    if line.actor == "citizen":
        elsewhere = line.client_id not in _HERE
        return _("You, in %(name)s") % {"name": line.client_id} if elsewhere else _("You, here")
    if line.tag in ("mailbox.message.received", "mailbox.message.withdrawn"):
        return _("The sender")
    return line.client_id or _("This service")
