"""`/loket/nieuw`: first why, then who; at the end a letter to print, and a link that is on its way."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from burgerprofiel.access import rules
from burgerprofiel.access.activation import counter
from burgerprofiel.access.activation.counter import AlreadyOpenError
from burgerprofiel.access.activation.typed import RefusedError, purpose_wrong
from burgerprofiel.access.going_on import Wrong
from burgerprofiel.desk import letters
from burgerprofiel.desk.guards import requires
from burgerprofiel.desk.pages.counter import form
from burgerprofiel.desk.purposes import LONGEST_REFERENCE, REGISTERING, Purpose, choices, chosen, written
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.desk.staff import Staff

_EMPTY = dict.fromkeys(form.FIELDS, "") | {"language": "nl"}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(DeskRole.COUNTER)
def purpose(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Ask why; then show the form."""
    if request.method != "POST":
        return _ask_why(request, staff, None, "")
    why, reference = _why(request)
    wrong = _wrong_purpose(why, reference)
    return _ask_why(request, staff, why, reference, wrong) if wrong else _ask_who(request, staff, _EMPTY)


@require_POST
@requires(DeskRole.COUNTER)
def register(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Register somebody, or say what stands in the way; nothing is kept then."""
    why, reference = _why(request)
    wrong = _wrong_purpose(why, reference)
    if wrong:
        return _ask_why(request, staff, why, reference, wrong)
    given = form.values(request)
    twice = form.address_typed_twice(given)
    typed = form.typed(given)
    if twice:
        return _ask_who(request, staff, given, (*typed.wrong(), *twice))
    try:
        issued = counter.register(
            form.counter_of(staff, why, reference), typed, staff.viewer.trace, replaces=_replaces(request)
        )
    except RefusedError as refusal:
        return _ask_who(request, staff, given, refusal.wrong)
    except rules.NotUsableError as refusal:
        return _page(request, staff, "refused", {"refusal": refusal}, status=403)
    except AlreadyOpenError as other:
        mine = other.organisation_id == staff.organisation.id
        return _page(request, staff, "twice", {"given": given, "other": other, "mine": mine, **_sent(request)}, 409)
    return _page(request, staff, "registered", {"issued": issued, "letter": letters.wrap(issued, staff.viewer)})


def _ask_why(
    request: HttpRequest, staff: Staff, why: Purpose | None, reference: str, wrong: tuple[Wrong, ...] = ()
) -> HttpResponse:
    context = {
        "why": why.value if why else "",
        "reference": reference,
        "purposes": choices(REGISTERING),
        "wrong": wrong,
    }
    return _page(request, staff, "purpose", {**context, "longest": LONGEST_REFERENCE}, status=400 if wrong else 200)


def _ask_who(request: HttpRequest, staff: Staff, given: dict[str, str], wrong: tuple[Wrong, ...] = ()) -> HttpResponse:
    choices = {"documents": form.documents(), "letter_languages": form.languages()}
    context = {"given": given, "wrong": wrong, **choices, **_sent(request)}
    return _page(request, staff, "identity", context, status=400 if wrong else 200)


def _page(request: HttpRequest, staff: Staff, name: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    frame = {"staff": staff, "here": "counter", "back": "/loket/nieuw"}
    return render(request, f"desk/counter/{name}.html", {**frame, **context}, status=status)


def _why(request: HttpRequest) -> tuple[Purpose | None, str]:
    reference = " ".join(request.POST.get("reference", "").split())
    return chosen(request.POST.get("why", ""), REGISTERING), reference


def _sent(request: HttpRequest) -> dict[str, object]:
    """The purpose travels along from step to step, in words too."""
    why, reference = _why(request)
    return {"why": why.value if why else "", "reference": reference, "purpose": why.title if why else ""}


def _wrong_purpose(why: Purpose | None, reference: str) -> tuple[Wrong, ...]:
    if why is None:
        return (Wrong("why", _("Choose why you register this person.")),)
    if len(reference) > LONGEST_REFERENCE:
        return (Wrong("reference", _("Make the reference shorter: at most 40 letters.")),)
    return tuple(Wrong("reference", each.sentence) for each in purpose_wrong(written(why, reference)))


def _replaces(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("replaces", ""))
    except ValueError:
        return None
