"""`/toepassingen/nieuw` and `…/wijzigen`: what one would like to register, and why. Nothing holds yet."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from burgerprofiel.access import faces
from burgerprofiel.access.clients import changes
from burgerprofiel.access.clients.written import FIELDS, written
from burgerprofiel.access.going_on import Wrong
from burgerprofiel.access.provider.authentication import METHODS
from burgerprofiel.access.provider.registration import RegistrationError
from burgerprofiel.desk.guards import requires
from burgerprofiel.desk.pages.clients import form, whose, words
from burgerprofiel.desk.pages.clients.form import Shown
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.desk.staff import Staff


@require_http_methods(["GET", "HEAD", "POST"])
@requires(DeskRole.APPLICATIONS)
def new(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Propose an application that is not there yet."""
    if request.method != "POST":
        return _page(request, staff, form.empty(), {})
    return _propose(request, staff, form.sent(request.POST), client_id="")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(DeskRole.APPLICATIONS)
def change(request: HttpRequest, staff: Staff, client_id: str) -> HttpResponse:
    """Propose to change one."""
    row = whose.application(staff, client_id)
    if row is None or faces.with_client_id(client_id):
        raise Http404
    if request.method != "POST":
        return _page(request, staff, form.of(written(row)), {"client_id": client_id})
    return _propose(request, staff, form.sent(request.POST) | {"client_id": client_id}, client_id=client_id)


def _propose(request: HttpRequest, staff: Staff, shown: Shown, *, client_id: str) -> HttpResponse:
    reason, secret_wanted = " ".join(request.POST.get("reason", "").split()), bool(request.POST.get("new_secret"))
    frame: dict[str, object] = {"client_id": client_id, "reason": reason, "new_secret": secret_wanted}
    if not 0 < len(reason) <= changes.LONGEST_REASON or not reason.isprintable():
        wrong = (Wrong("reason", _("Say why, in at most 400 letters: your colleague decides by it.")),)
        return _page(request, staff, shown, frame, wrong)
    try:
        proposed, secret = changes.propose(
            form.given(shown),
            reason,
            staff.id,
            staff.trace,
            organisation=staff.organisation.id,
            new_secret=secret_wanted,
            is_new=not client_id,
        )
    except RegistrationError as error:
        return _page(request, staff, shown, frame, form.wrong(error))
    except changes.OwnFaceError:
        wrong = (Wrong("client_id", _("That is our own portal or desk: it is registered when it is installed.")),)
        return _page(request, staff, shown, frame, wrong)
    except changes.WaitsAlreadyError:
        sentence = _("A change of this application waits already. It is decided first; nothing of yours was kept.")
        return _page(request, staff, shown, frame, (Wrong("client_id", sentence),), 409)
    if not secret:
        return HttpResponseRedirect(f"/toepassingen/wijziging/{proposed.id}", status=303)
    context = {"staff": staff, "here": "clients", "back": "/toepassingen", "change": proposed, "secret": secret}
    return render(request, "desk/clients/secret.html", context)


def _page(
    request: HttpRequest,
    staff: Staff,
    shown: Shown,
    frame: dict[str, object],
    wrong: tuple[Wrong, ...] = (),
    status: int = 400,
) -> HttpResponse:
    context = {
        "staff": staff,
        "here": "clients",
        "client_id": "",
        "shown": shown,
        "titles": {name: words.title(name) for name in FIELDS},
        "choices": {field: [(value, words.group(value)) for value in values] for field, values in form.CHECKS.items()},
        "methods": [(method, method) for method in METHODS],
        "lists": [name for name in form.LISTS if name in shown],
        "switches": form.SWITCHES,
        "wrong": wrong,
        "reason": "",
        "new_secret": False,
        **frame,
    }
    return render(request, "desk/clients/form.html", context, status=status if wrong else 200)
