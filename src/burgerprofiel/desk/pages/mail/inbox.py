"""`/post`: overdue first, then what nobody has, then by day. What is done or handed over has a list of its own."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from burgerprofiel.audit import actions as audit
from burgerprofiel.desk.names import names_of
from burgerprofiel.desk.pages.mail.office import Office, office, parts, senders
from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import small_write
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox.events import ListSeen
from burgerprofiel.mailbox.own import together
from burgerprofiel.mailbox.work import queries
from burgerprofiel.mailbox.work.queries import Position, Wanted

_STATES = {"klaar": "done", "overgedragen": "handed"}


@require_safe
@office
def inbox(request: HttpRequest, at: Office) -> HttpResponse:
    """Show a page of the work."""
    wanted, after = _wanted(request), Position.read(request.GET.get("na", ""))
    rows, more = queries.listed(at.rights, wanted, after)
    with small_write():
        audit.record(CitizenId(at.rights.box_id), at.staff.trace, ListSeen(count=len(rows)))
    named = names_of(row.assignee for row in rows if row.assignee)
    known = parts(at.rights.box_id)
    context = {
        "staff": at.staff,
        "here": "mail",
        "tab": "work",
        "manages": at.rights.manages,
        "rows": rows,
        "named": named,
        "parts": known,
        "theirs": [pair for each, pair in known.items() if at.rights.covers(each)],
        "senders": senders([row.organisation for row in rows]),
        "counts": queries.counts(at.rights),
        "wanted": wanted,
        "groups": {0: _("Overdue"), 1: _("Nobody has it yet"), 2: _("Due within a week"), 3: _("Everything else")},
        "today": clock.today(),
        "next": urlencode(_kept(request) | {"na": more.written()}) if more else "",
        "first": "na" not in request.GET,
        "back": request.get_full_path(),
        "others": together.others_named((get_language() or "nl")[:2]),
        "done": _DONE.get(request.GET.get("gedaan", ""), str)(),
    }
    return render(request, "desk/mail/inbox.html", context)


_DONE = {
    "klaar": lambda: _("That message is done."),
    "overgedragen": lambda: _("That message was handed over."),
    "verplaatst": lambda: _("That message went to another part."),
}


def _wanted(request: HttpRequest) -> Wanted:
    who = request.GET.get("wie", "")
    return Wanted(
        state=_STATES.get(request.GET.get("staat", ""), "open"),
        mine=who == "ik",
        unassigned=who == "niemand",
        partition=request.GET.get("deel", "")[:50].replace("\x00", ""),
    )


def _kept(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET[name] for name in ("wie", "deel", "staat") if request.GET.get(name)}
