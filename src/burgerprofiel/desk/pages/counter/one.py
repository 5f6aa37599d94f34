"""`/loket/<id>`: one registration: another letter, the right address, or an end to it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from burgerprofiel.access.activation import afterwards, queries
from burgerprofiel.access.activation.afterwards import OverError
from burgerprofiel.access.activation.counter import Counter
from burgerprofiel.access.activation.details import State
from burgerprofiel.access.activation.typed import RefusedError
from burgerprofiel.access.going_on import Wrong
from burgerprofiel.desk import letters, purposes
from burgerprofiel.desk.guards import requires
from burgerprofiel.desk.pages.counter import form, states
from burgerprofiel.desk.purposes import Purpose
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.desk.staff import Staff


@require_safe
@requires(DeskRole.COUNTER)
def registration(request: HttpRequest, staff: Staff, registration_id: UUID) -> HttpResponse:
    """Show it, and write in the trail that it was looked at."""
    answer = _page(request, staff, registration_id, done=_DONE.get(request.GET.get("gedaan", ""), str)())
    afterwards.note_read(form.counter_of(staff, None), [registration_id], staff.viewer.trace)
    return answer


@require_POST
@requires(DeskRole.COUNTER)
def letter(request: HttpRequest, staff: Staff, registration_id: UUID) -> HttpResponse:
    """Give the letter that was just made, the first time."""
    try:
        return form.as_pdf(letters.unwrap(request.POST.get("letter", ""), registration_id, staff.viewer))
    except letters.LetterGoneError:
        return _page(request, staff, registration_id, gone=True, status=409)


@require_POST
@requires(DeskRole.COUNTER)
def another_letter(request: HttpRequest, staff: Staff, registration_id: UUID) -> HttpResponse:
    """Make another letter; the one before is worth nothing."""
    return _act(
        request,
        staff,
        registration_id,
        purposes.ANOTHER_LETTER,
        lambda at: form.as_pdf(afterwards.replace_letter(at, registration_id, staff.viewer.trace)),
    )


@require_POST
@requires(DeskRole.COUNTER)
def address(request: HttpRequest, staff: Staff, registration_id: UUID) -> HttpResponse:
    """Send another link, to the right address."""
    given = form.values(request)
    wrong = form.address_typed_twice(given)
    if wrong:
        return _page(request, staff, registration_id, wrong=wrong, given=given, status=400)

    def correct(at: Counter) -> HttpResponse:
        afterwards.correct_address(at, registration_id, given["email"], staff.viewer.trace)
        return _back(registration_id, "adres")

    return _act(request, staff, registration_id, purposes.ANOTHER_ADDRESS, correct)


@require_POST
@requires(DeskRole.COUNTER)
def withdraw(request: HttpRequest, staff: Staff, registration_id: UUID) -> HttpResponse:
    """End it."""

    def end(at: Counter) -> HttpResponse:
        afterwards.withdraw(at, registration_id, staff.viewer.trace)
        return _back(registration_id, "ingetrokken")

    return _act(request, staff, registration_id, purposes.WITHDRAWING, end)


@require_POST
@requires(DeskRole.COUNTER)
def lock(request: HttpRequest, staff: Staff, registration_id: UUID) -> HttpResponse:
    """Lock all digital keys of somebody who activated, at their word."""

    def close(at: Counter) -> HttpResponse:
        afterwards.lock_keys(at, registration_id, staff.viewer.trace)
        return _back(registration_id, "slot")

    return _act(request, staff, registration_id, purposes.LOCKING, close)


_DONE: dict[str, Callable[[], str]] = {
    "adres": lambda: _("Another link is on its way. The one before works no more; the letter stays good."),
    "slot": lambda: _("All digital keys of this person are locked, and everything that was open is closed."),
    "ingetrokken": lambda: _("This registration has ended. Letter and link work no more."),
}


def _act(
    request: HttpRequest,
    staff: Staff,
    registration_id: UUID,
    among: tuple[Purpose, ...],
    act: Callable[[Counter], HttpResponse],
) -> HttpResponse:
    """Do it for the purpose that was chosen; who was too late hears how it stands now."""
    why = purposes.chosen(request.POST.get("why", ""), among)
    if why is None:
        field = f"why-{among[0].value}"
        wrong = (Wrong(field, _("Choose why.")),)
        return _page(request, staff, registration_id, wrong=wrong, given=form.values(request), status=400)
    try:
        return act(form.counter_of(staff, why))
    except OverError:
        return _page(request, staff, registration_id, late=True, status=409)
    except RefusedError as refusal:
        return _page(request, staff, registration_id, wrong=refusal.wrong, given=form.values(request), status=400)


def _back(registration_id: UUID, done: str) -> HttpResponse:
    return HttpResponseRedirect(f"/loket/{registration_id}?gedaan={done}", status=303)


def _page(
    request: HttpRequest, staff: Staff, registration_id: UUID, *, status: int = 200, **more: object
) -> HttpResponse:
    row = queries.registration(staff.organisation.id, registration_id)
    if row is None:
        raise Http404
    context = {
        "staff": staff,
        "here": "counter",
        "back": f"/loket/{registration_id}",
        "row": row,
        "state": states.told(row.state),
        "document": form.document_title(row.document),
        "language_of_letter": dict(form.languages())[row.language],
        "waits": row.state is State.WAITING,
        "mine": row.registered_by == staff.id,
        "letter_purposes": purposes.choices(purposes.ANOTHER_LETTER),
        "address_purposes": purposes.choices(purposes.ANOTHER_ADDRESS),
        "withdraw_purposes": purposes.choices(purposes.WITHDRAWING),
        "lock_purposes": purposes.choices(purposes.LOCKING),
        "wrong": (),
        "given": {"email": "", "email_again": ""},
        "done": "",
        "gone": False,
        "late": False,
        **more,
    }
    return render(request, "desk/counter/one.html", context, status=status)
