"""`/klopt-dit/feit/<theme>/<fact>`: one fact as it stands; say that it is right, or what is wrong with it (B9)."""

from __future__ import annotations

import re
from datetime import timedelta
from http import HTTPStatus
from typing import NamedTuple
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.access.guards import requires
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.feedback import actions, attaching, datasets
from burgerprofiel.feedback import queries as feedback
from burgerprofiel.feedback import words as of_feedback
from burgerprofiel.feedback.actions import Draft
from burgerprofiel.feedback.content import Fact
from burgerprofiel.feedback.dataset import NotSoError, Property, proposed
from burgerprofiel.feedback.models import Kind
from burgerprofiel.feedback.sources.queries import Source, hearing
from burgerprofiel.kit import clock
from burgerprofiel.kit.uploads import takes_a_file
from burgerprofiel.portal.asking.asked import Asked, Reads, in_every_language, seen
from burgerprofiel.portal.asking.asked import fact as told
from burgerprofiel.portal.asking.beside import still_confirmed
from burgerprofiel.portal.asking.part import Part
from burgerprofiel.portal.asking.parts import part_named
from burgerprofiel.portal.drawing import blocks
from burgerprofiel.portal.events import ThemeRead
from burgerprofiel.portal.pages.common import record, viewer_in
from burgerprofiel.portal.pages.theme import outside_mandate

LONGEST = 2_000
"""Letters of an explanation."""
_FORM = re.compile(r"[0-9a-f]{32}")


class _Page(NamedTuple):
    """What the page is about."""

    viewer: Viewer
    part: Part
    it: Asked
    reads: Reads
    fact: Fact
    source: Source | None
    """Who hears that it is wrong; None: nobody does here."""
    properties: tuple[Property, ...]

    @property
    def address(self) -> str:
        """Where it is."""
        return self.it.name.href


@require_http_methods(["GET", "HEAD", "POST"])
@requires()
@takes_a_file(attaching.FIELD, attaching.MOST)
def fact(request: HttpRequest, key: str, fact: UUID) -> HttpResponse:
    """Show the fact; take what is said of it."""
    part, viewer = part_named(key), viewer_in(request)
    if part is None:
        raise Http404
    if not part.allows(viewer):
        return outside_mandate(request, viewer)
    it = part.found(viewer, fact)
    reads = it.read() if it else None
    if it is None or reads is None:
        context = {"viewer": viewer, "part": part, "here": part.here, "back": part.page}
        return render(request, "portal/fact/gone.html", context, status=HTTPStatus.NOT_FOUND)
    source = hearing(it.origins, it.section)
    page = _Page(viewer, part, it, reads, told(it, reads), source, datasets.for_form(source) if source else ())
    if request.method == "POST":
        return _said(request, page)
    record(viewer, ThemeRead(theme=it.name.scope))
    return _shown(request, page)


def _said(request: HttpRequest, page: _Page) -> HttpResponse:
    today = clock.today()
    now = seen(page.it, today)
    known = {now.hex(), seen(page.it, today - timedelta(days=1)).hex()} - {""}
    if request.POST.get("gezien") not in known:
        changed = _("This fact changed since you opened this page. Look at it again: nothing of yours was sent.")
        return _shown(request, page, (Wrong("fact", changed),), status=HTTPStatus.CONFLICT)
    if request.POST.get("zeg") == "klopt":
        actions.confirm(page.viewer, page.fact, now)
        return HttpResponseRedirect(f"{page.address}?gezegd=klopt", status=303)
    if page.source is None:
        raise Http404
    return _reported(request, page, page.source)


def _reported(request: HttpRequest, page: _Page, source: Source) -> HttpResponse:
    wrong = list[Wrong]()
    kind = next((each for each in Kind if each.value == request.POST.get("soort")), None)
    if kind is None:
        wrong.append(Wrong("soort", _("Choose what is wrong.")))
    values = []
    for number, each in enumerate(page.properties):
        try:
            values.append(proposed(each, request.POST.get(f"waarde-{number}", "")))
        except NotSoError as error:
            wrong.append(Wrong(f"waarde-{number}", str(error)))
    explanation = request.POST.get("uitleg", "").replace("\0", "").strip()
    if len(explanation) > LONGEST:
        wrong.append(Wrong("uitleg", _("Write at most %(n)s letters here.") % {"n": LONGEST}))
    if not explanation and not any(values) and not wrong:
        wrong.append(Wrong("uitleg", _("Say what should stand here, or explain what is wrong.")))
    attached = None
    if not wrong:
        try:
            attached = attaching.attached(request)
        except attaching.NotTakenError as error:
            wrong.append(Wrong(attaching.FIELD, str(error)))
    if wrong or kind is None:
        return _shown(request, page, tuple(wrong), status=HTTPStatus.BAD_REQUEST)
    sent = request.POST.get("formulier", "")
    form = sent if _FORM.fullmatch(sent) else uuid4().hex
    draft = Draft(kind, tuple(each for each in values if each), explanation, attached, form)
    try:
        done = actions.report(page.viewer, in_every_language(page.it, page.fact), source, draft)
    except actions.AlreadyOpenError as error:
        return HttpResponseRedirect(f"/klopt-dit/meldingen/{error.report}?gezegd=al", status=303)
    return HttpResponseRedirect(f"/klopt-dit/meldingen/{done}?gezegd=ja", status=303)


def _shown(request: HttpRequest, page: _Page, wrong: tuple[Wrong, ...] = (), status: int = 200) -> HttpResponse:
    it, sent = page.it, request.POST
    mark = feedback.marks(page.viewer.citizen_id, it.name.scope).get(it.name.id)
    language = get_language() or "nl"
    form = sent.get("formulier", "")
    context = {
        "viewer": page.viewer,
        "here": page.part.here,
        "back": page.address,
        "part": page.part,
        "fact": page.fact,
        "line": it.line(),
        "seen": seen(it, clock.today()).hex(),
        "drawn": blocks.draw(page.reads.block),
        "mark": mark if mark and (mark.report or still_confirmed(mark, it)) else None,
        "words": of_feedback,
        "kinds": Kind,
        "source": page.source.name(language) if page.source else "",
        "for_whom": page.viewer.name if page.viewer.actor else "",
        "gets_number": page.source is not None and page.source.gets_number,
        "route": it.route() if page.source is None else None,
        "properties": page.properties,
        "values": [sent.get(f"waarde-{number}", "") for number in range(len(page.properties))],
        "kind": sent.get("soort", ""),
        "explanation": sent.get("uitleg", ""),
        "form": form if _FORM.fullmatch(form) else uuid4().hex,
        "wrong": wrong,
        "done": request.GET.get("gezegd") == "klopt",
        "address": page.address,
    }
    return render(request, "portal/fact/one.html", context, status=status)
