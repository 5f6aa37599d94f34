"""`/berichten/<id>/bewijs.json`: what happened to registered mail, signed, for its recipient to keep (C15)."""

from __future__ import annotations

from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from burgerprofiel.kit import clock
from burgerprofiel.mailbox import queries
from burgerprofiel.mailbox.pages.message import gone
from burgerprofiel.mailbox.pages.own_box import Mine, own_box
from burgerprofiel.mailbox.registered import actions, evidence


@require_safe
@own_box
def signed(request: HttpRequest, mine: Mine, message_id: UUID) -> HttpResponse:
    """Give the statement and its signature as a file; of mail that is not registered there is none."""
    row = queries.message(mine.box_id, message_id)
    if row is None or not row.registered:
        return gone(request, mine)
    told, jws = evidence.signed(row)
    actions.note_evidence(mine.box_id, row.id, mine.viewer.trace, sender=False)
    name, day = _("evidence"), row.published_at.astimezone(clock.BRUSSELS).date()
    headers = {
        "Content-Disposition": f'attachment; filename="{name}-{day}.json"',
        "Cache-Control": "no-store",
    }
    content = msgspec.json.format(msgspec.json.encode({"evidence": told, "jws": jws}))
    return HttpResponse(content, content_type="application/json", headers=headers)
