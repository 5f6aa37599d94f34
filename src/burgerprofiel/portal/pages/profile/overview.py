"""`/profiel`: how you are reached, and everything you gave us, each with why we keep it and since when (E3, E4)."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import get_template
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit.answers import Data
from burgerprofiel.notices.push.queries import browsers_of
from burgerprofiel.people.profile import greeting
from burgerprofiel.people.profile.mine import profile_of
from burgerprofiel.portal import arrivals
from burgerprofiel.portal.arrivals import Place
from burgerprofiel.portal.events import ProfileRead
from burgerprofiel.portal.pages.common import asked, record, to_ask_again
from burgerprofiel.portal.pages.profile import words
from burgerprofiel.portal.pages.profile.own import HOME, frame, own_profile
from burgerprofiel.portal.standing import notices, source_line
from burgerprofiel.portal.themes import failed
from burgerprofiel.sources import queries
from burgerprofiel.sources.connectors.magda.services import geef_persoon
from burgerprofiel.sources.service import Answers

REGISTER = [geef_persoon.SERVICE]


@require_safe
@own_profile
def overview(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Show it; the names of the register arrive when that answers. `?opnieuw=namen` asks it again."""
    context = {
        "mine": profile_of(viewer.citizen_id),
        "first_name": greeting.first_of(viewer.given_name),
        "browsers": len(browsers_of(viewer.citizen_id)),
        "done": words.done(request.GET.get("gedaan")),
    }
    record(viewer, ProfileRead())
    return with_names(request, viewer, "portal/profile/profile.html", context)


def with_names(request: HttpRequest, viewer: Viewer, template: str, context: dict[str, object]) -> HttpResponseBase:
    """Answer with a page that has the names as the National Register has them in one place."""
    known = queries.gathered(viewer, REGISTER)
    refresh = to_ask_again(known, REGISTER) if request.GET.get("opnieuw") == "namen" else frozenset[str]()
    draw = partial(_names, viewer, request.path)
    place = Place(
        "names", REGISTER, draw, partial(_names, viewer, request.path, None), title=_("Your names in the register")
    )
    incoming = asked(viewer, [place], known, refresh)
    whole = {**frame(viewer, HOME), **context}
    return arrivals.page(request, template, [place], whole, known=known, incoming=incoming)


def usual_name(viewer: Viewer) -> str:
    """Return the given name in daily use, when the register told it in this session; else the first given name."""
    known = queries.gathered(viewer, REGISTER)
    answer = known.of(geef_persoon.SERVICE) if geef_persoon.SERVICE.name in known else None
    name = answer.value.name if isinstance(answer, Data) else None
    given = name.call or next(iter(name.given), "") if name else ""
    return given or viewer.given_name.partition(" ")[0]


def _names(viewer: Viewer, path: str, answers: Answers | None) -> str:
    """The names, or one of the other three answers."""
    answer = answers.of(geef_persoon.SERVICE) if answers is not None else None
    told = (
        notices(REGISTER, answers, _("The National Register has no name of you.")) if answers is not None else failed()
    )
    context = {
        "viewer": viewer,
        "name": answer.value.name if isinstance(answer, Data) else None,
        "notices": told,
        "source": source_line(REGISTER, answers) if answers is not None else None,
        "again": f"{path}?opnieuw=namen#names",
    }
    return str(get_template("portal/profile/names.html").render(context))
