"""`/toepassingen/wijziging/<id>`: what it would change, beside what holds now; and the second pair of eyes decides."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from burgerprofiel.access.clients import changes, queries
from burgerprofiel.access.provider.registration import RegistrationError
from burgerprofiel.desk.guards import requires
from burgerprofiel.desk.pages.clients import whose, words
from burgerprofiel.desk.pages.clients.read import told
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.desk.staff import Staff


@require_safe
@requires(DeskRole.APPLICATIONS)
def change(request: HttpRequest, staff: Staff, change_id: UUID) -> HttpResponse:
    """Show it."""
    return _page(request, staff, change_id)


@require_POST
@requires(DeskRole.APPLICATIONS)
def decide(request: HttpRequest, staff: Staff, change_id: UUID) -> HttpResponse:
    """Approve it, turn it down, or withdraw one's own."""
    asked = whose.change(staff, change_id)
    if asked is None:
        raise Http404
    if not staff.of_this_site and (request.POST.get("besluit") != "weigeren" or asked.proposed_by != staff.id):
        sentence = _("Only the body whose site this is decides about applications.")
        return _page(request, staff, change_id, sentence, status=403)
    try:
        if request.POST.get("besluit") == "goedkeuren":
            changes.approve(change_id, staff.id, staff.trace, request.POST.get("gezien", ""))
        elif request.POST.get("besluit") == "weigeren":
            changes.refuse(change_id, staff.id, staff.trace)
        else:
            return _page(request, staff, change_id, _("Choose what to do."), status=400)
    except changes.OwnChangeError:
        return _page(request, staff, change_id, _("You proposed this yourself, so a colleague decides."), status=403)
    except changes.DecidedError:
        return _page(request, staff, change_id, _("Somebody decided about this already, or withdrew it."), status=409)
    except changes.LookAgainError:
        sentence = _("The application changed meanwhile. Look again at what this would change now.")
        return _page(request, staff, change_id, sentence, status=409)
    except RegistrationError as error:
        return _page(request, staff, change_id, str(error), status=400)
    return HttpResponseRedirect(f"/toepassingen/wijziging/{change_id}", status=303)


def _page(request: HttpRequest, staff: Staff, change_id: UUID, trouble: str = "", status: int = 200) -> HttpResponse:
    found = whose.change(staff, change_id)
    if found is None:
        raise Http404
    context = {
        "staff": staff,
        "here": "clients",
        "back": f"/toepassingen/wijziging/{change_id}",
        "told": told(found, staff),
        "exists": queries.one(found.client_id) is not None,
        "differences": [
            (
                words.title(each.field),
                each.field,
                words.lines_of(each.field, each.before),
                words.lines_of(each.field, each.after),
                each.changes,
            )
            for each in queries.differences(found)
        ],
        "new_secret": not found.decision and queries.new_secret(found),
        "seen": changes.sight(found),
        "trouble": trouble,
    }
    return render(request, "desk/clients/change.html", context, status=status)
