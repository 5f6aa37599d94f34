"""`/afzenders`: who may send what to whom, on one screen; below it what there is to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.desk.guards import requires
from burgerprofiel.desk.names import name_of
from burgerprofiel.desk.pages.senders import words
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.desk.staff import Staff
from burgerprofiel.mailbox.models import MessageType, SenderApplication, SenderChange, SenderOrganisation
from burgerprofiel.mailbox.senders import overview

_DONE: dict[str, Callable[[], str]] = {
    "gegeven": lambda: _("That may be sent now. Everywhere within five seconds."),
    "genomen": lambda: _("That may not be sent any more. Everywhere within five seconds. What was sent stays."),
    "niets": lambda: _("It was so already. Nothing was changed."),
}


@require_safe
@requires(DeskRole.APPLICATIONS)
def every(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Show all of it."""
    return page(request, staff, done=_DONE.get(request.GET.get("gedaan", ""), str)())


def page(
    request: HttpRequest,
    staff: Staff,
    *,
    done: str = "",
    wrong: tuple[Wrong, ...] = (),
    status: int = 200,
    **shown: str,
) -> HttpResponse:
    """Show the page, perhaps with a form that is not right yet."""
    everything = overview.everything()
    rows: dict[str, Sequence[SenderOrganisation | SenderApplication | MessageType]] = {
        "organisations": everything.organisations,
        "applications": everything.applications,
        "message_types": everything.message_types,
    }
    context = {
        "staff": staff,
        "here": "senders",
        "all": everything,
        "options": {
            name: [(row.pk, words.named(row.names)) for row in several if row.active] for name, several in rows.items()
        },
        "words": words,
        "kinds": words.kinds(),
        "history": [
            told(change) | {"right": words.right(change.key, everything)} for change in overview.rights_history()
        ],
        "done": done,
        "wrong": wrong,
        "shown": {"organisation": "", "application": "", "message_type": "", **shown},
    }
    return render(request, "desk/senders/every.html", context, status=status)


@require_safe
@requires(DeskRole.APPLICATIONS)
def logo(request: HttpRequest, staff: Staff, image_id: UUID) -> HttpResponse:  # noqa: ARG001 - the guard's signature
    """Show a picture, and nothing else."""
    found = overview.logo(image_id)
    if found is None:
        raise Http404
    headers = {"Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "private, max-age=3600"}
    return HttpResponse(bytes(found.content), content_type=found.media_type, headers=headers)


def told(change: SenderChange) -> dict[str, object]:
    """A change in a list: what happened, who did it."""
    word, tone = words.how(change)
    by = name_of(change.by) if change.by else _("An operator, by file")
    return {"change": change, "by": by, "word": word, "tone": tone, "fields": words.changed(change)}
