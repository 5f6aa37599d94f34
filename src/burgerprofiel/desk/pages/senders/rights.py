"""`/afzenders/recht`: let somebody send something, or not any more; looked at once more before it holds.

It holds for every body that sends, so only the site's own staff decide it.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.desk.guards import requires
from burgerprofiel.desk.pages.senders import every, words
from burgerprofiel.desk.platform import changed_by_the_site
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.desk.staff import Staff
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.senders import actions, overview
from burgerprofiel.mailbox.senders.fields import Columns

_PARTS = ("organisation", "application", "message_type")


@require_POST
@requires(DeskRole.APPLICATIONS)
@changed_by_the_site
def decide(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Show what would change; with `zeker` do it."""
    chosen = {part: request.POST.get(part, "") for part in _PARTS}
    kinds = [kind for kind in Kind.values if kind in request.POST.getlist("to")]
    found = {part: overview.one(part, key) for part, key in chosen.items()}
    wrong = _wrong(found, kinds)
    if wrong:
        return every.page(request, staff, wrong=wrong, status=400, **chosen)
    gives = request.POST.get("besluit") != "nemen"
    if not request.POST.get("zeker"):
        return _confirm(request, staff, chosen, found, tuple(kinds), gives=gives)
    act = actions.allow if gives else actions.disallow
    done = [act((*chosen.values(), kind), staff.id, staff.trace) for kind in kinds]  # type: ignore[arg-type]  # three parts and the kind
    told = "niets" if set(done) == {actions.SAME} else "gegeven" if gives else "genomen"
    return HttpResponseRedirect(f"/afzenders?gedaan={told}", status=303)


def _wrong(found: dict[str, Columns | None], kinds: list[str]) -> tuple[Wrong, ...]:
    sentences = {
        "organisation": _("Choose who sends."),
        "application": _("Choose the application that sends."),
        "message_type": _("Choose what is sent."),
    }
    wrong = [Wrong(part, sentences[part]) for part in _PARTS if found[part] is None]
    return (*wrong, *([] if kinds else [Wrong("to", _("Choose to whom."))]))


def _confirm(
    request: HttpRequest,
    staff: Staff,
    chosen: dict[str, str],
    found: dict[str, Columns | None],
    kinds: tuple[str, ...],
    *,
    gives: bool,
) -> HttpResponse:
    announcement = (found["message_type"] or {}).get("announcement") is True
    names = {part: words.named((columns or {})["names"]) for part, columns in found.items()}  # type: ignore[arg-type]  # JSON
    context = {
        "staff": staff,
        "here": "senders",
        "chosen": chosen,
        "kinds": kinds,
        "names": names,
        "to": words.box_kinds(kinds),
        "gives": gives,
        "announcement": announcement,
    }
    return render(request, "desk/senders/right.html", context)
