"""`/op/volmachten`: the mandates one gave, received and manages; and one of them from close by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from burgerprofiel.access import acting
from burgerprofiel.access.own import owner
from burgerprofiel.access.pages.mandates.words import Shown, shown
from burgerprofiel.access.queries import SignedIn
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people.mandates import queries, roles
from burgerprofiel.people.mandates.mandate import Mandate, Name, Stage

PAGE = "/op/volmachten"
ONE = "/op/volmachten/een"


@require_safe
@owner()
def mine(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """List them: what waits for an answer first, what is over last."""
    given, received = queries.given(known.citizen_id), queries.received(known.citizen_id)
    bodies = roles.managed_by(known.citizen_id)
    managed = queries.for_organisations([each.id for each in bodies])
    waiting = [each for each in given if each.stage is Stage.ACCEPTED]
    waiting += [each for each in managed if each.stage is Stage.INVITED]
    context = {
        "waiting": _shown(waiting),
        "given": _shown(each for each in given if each.is_open and each not in waiting),
        "received": _shown(each for each in received if each.is_open),
        "manages": bool(bodies),
        "managed": _shown(each for each in managed if each.is_open and each not in waiting),
        "over": _shown(each for each in [*given, *received, *managed] if not each.is_open),
        "done": done(request),
        "who": known.citizen_id,
    }
    return render(request, "access/mandates.html", frame(request, context))


@require_safe
@owner()
def one(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """Show one from close by, with what can be done; what is not theirs is as if it were not there."""
    found = asked(request, known.citizen_id)
    if found is None:
        return HttpResponseRedirect(PAGE)
    side = role(found, known.citizen_id)
    context = {
        "it": shown(found),
        "role": side,
        "uses": acting.uses(found) if side == "giver" else (),
        "done": done(request),
    }
    return render(request, "access/mandate.html", frame(request, context))


def role(mandate: Mandate, citizen_id: CitizenId) -> str:
    """Return as what somebody looks: `giver`, `taker`, or `manager` for an organisation."""
    if mandate.giver == citizen_id:
        return "giver"
    return "taker" if mandate.taker == citizen_id else "manager"


def asked(request: HttpRequest, citizen_id: CitizenId) -> Mandate | None:
    """Return the mandate that the address or the form names, when this citizen has to do with it."""
    name = request.POST.get("volmacht") or request.GET.get("volmacht", "")
    try:
        return queries.mine(citizen_id, UUID(name))
    except ValueError:
        return None


def name_of(known: SignedIn) -> Name:
    """Return somebody's name as the other side of a mandate reads it: of a card's two given names the first."""
    return Name(known.who.given_name.partition(" ")[0], known.who.family_name)


def frame(request: HttpRequest, context: Mapping[str, object]) -> dict[str, object]:
    """Return what every page here needs."""
    return {"here": "sign-in", "back": request.get_full_path(), "tab": "mandates", "wrong": (), **context}


def to_one(mandate_id: UUID, happened: str) -> HttpResponse:
    """Go to a mandate's page, which says what has just happened."""
    return HttpResponseRedirect(f"{ONE}?volmacht={mandate_id}&gedaan={happened}", status=303)


def to_all(happened: str = "") -> HttpResponse:
    """Go to the list."""
    return HttpResponseRedirect(f"{PAGE}?gedaan={happened}" if happened else PAGE, status=303)


def done(request: HttpRequest) -> str:  # noqa: PLR0911 - a sentence each
    """What has just happened, in a sentence; the address names it, the words are ours."""
    match request.GET.get("gedaan"):
        case "gegeven":
            return _("The mandate is ready. It starts working only after somebody accepted it and you confirmed.")
        case "gestuurd":
            return _("The organisation can see your mandate now. It starts working when they accept it.")
        case "code":
            return _("There is a new code. The one before does not work any more.")
        case "aanvaard":
            return _("You accepted. Once the giver has confirmed, you can act.")
        case "aanvaard-organisatie":
            return _("You accepted for the organisation.")
        case "bevestigd":
            return _("You confirmed. You can limit the mandate or end it whenever you like.")
        case "beperkt":
            return _("The mandate is limited, from now on.")
        case "gestopt":
            return _("The mandate has ended. From now on nobody can act under it.")
        case "geweigerd":
            return _("You refused. Nobody can act under this mandate.")
        case "anders":
            return _("Somebody was faster: this mandate has changed meanwhile. Look again at how it stands.")
        case _other:
            return ""


def _shown(mandates: Iterable[Mandate]) -> list[Shown]:
    return [shown(each) for each in mandates]
