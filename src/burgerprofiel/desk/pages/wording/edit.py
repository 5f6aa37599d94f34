"""`/meldingen/sjablonen`: which categories there are; one written or changed, looked at as it arrives, then kept.

What is kept holds for every body and for everything that comes in from then on, so the site's own staff keep it.
Each version stays, with who wrote it.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.desk.guards import requires
from burgerprofiel.desk.names import names_of
from burgerprofiel.desk.pages.wording import form, preview
from burgerprofiel.desk.pages.wording.form import Shown
from burgerprofiel.desk.platform import changed_by_the_site, read_by_others
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.desk.staff import Staff
from burgerprofiel.notices.categories import actions, queries
from burgerprofiel.notices.categories.category import Content, mistakes
from burgerprofiel.notices.preferences import words

LIST = "/meldingen/sjablonen"


@require_safe
@requires(DeskRole.APPLICATIONS)
def every(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Show which there are."""
    known = [(each, words.title(each.content.group)) for each in queries.categories()]
    context = {"staff": staff, "here": "wording", "categories": known, "done": request.GET.get("gedaan") == "ja"}
    return render(request, "desk/wording/every.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(DeskRole.APPLICATIONS)
@changed_by_the_site
def new(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Write one that is not there yet."""
    draft = _Draft(request, staff, "", 0)
    return draft.form(form.empty()) if request.method != "POST" else draft.sent()


@require_http_methods(["GET", "HEAD", "POST"])
@requires(DeskRole.APPLICATIONS)
@read_by_others
def one(request: HttpRequest, staff: Staff, key: str) -> HttpResponse:
    """Read or change one."""
    known = None if "\x00" in key else queries.category(key)
    if known is None:
        raise Http404
    draft = _Draft(request, staff, key, known.version)
    return draft.form(form.of(known.content)) if request.method != "POST" else draft.sent()


@dataclass(frozen=True)
class _Draft:
    """Somebody at work on one category."""

    request: HttpRequest
    staff: Staff
    key: str
    """Empty: a new one."""
    version: int
    """As it is now; 0: as it was shipped, or new."""

    def sent(self) -> HttpResponse:
        """Take the form: look at it, or keep it."""
        told = self.request.POST.dict()
        shown, step = form.sent({name: str(value) for name, value in told.items()}, self.key), told.get("stap")
        if step == "terug":
            return self.form(shown)
        try:
            content = form.read(shown)
        except msgspec.ValidationError as error:
            return self.form(shown, form.misread(error, shown))
        wrong = tuple(Wrong(form.of_field(field), sentence) for field, sentence in mistakes(content))
        if not self.key and queries.category(content.key):
            wrong = (*wrong, Wrong("key", _("There is one with this name already.")))
        if wrong:
            return self.form(shown, wrong)
        return self._keep(content, shown) if step == "bewaren" else self._look(content, shown)

    def _keep(self, content: Content, shown: Shown) -> HttpResponse:
        after = self.request.POST.get("na", "")
        try:
            seen = int(after) if after.isdecimal() and len(after) < 9 else -1
            actions.keep(content, seen, self.staff.id, self.staff.trace)
        except actions.ChangedMeanwhileError:
            told = _("Somebody changed it meanwhile. Look again at what would change now; nothing of yours was kept.")
            return self._look(content, shown, trouble=told)
        except actions.RefusedError as error:
            return self.form(
                shown, tuple(Wrong(form.of_field(name), sentence) for name, sentence in error.wrong.items())
            )
        return HttpResponseRedirect(f"{LIST}?{urlencode({'gedaan': 'ja'})}", status=303)

    def _look(self, content: Content, shown: Shown, trouble: str = "") -> HttpResponse:
        context = {
            "staff": self.staff,
            "here": "wording",
            "key": content.key,
            "arrived": list(preview.arrived(content, self.staff.organisation.name("nl"))),
            "hidden": form.hidden(shown),
            "version": self.version,
            "trouble": trouble,
            "ends": not content.active,
        }
        return render(self.request, "desk/wording/look.html", context, status=409 if trouble else 200)

    def form(self, shown: Shown, wrong: tuple[Wrong, ...] = ()) -> HttpResponse:
        """Show the form, perhaps with what is not right yet."""
        versions = list(queries.versions(self.key)) if self.key else []
        by = names_of(UUID(row.by) for row in versions)
        context = {
            "staff": self.staff,
            "here": "wording",
            "key": self.key,
            "shown": shown,
            "wrong": wrong,
            "groups": form.groups(),
            "paths": form.paths(),
            "longest": form.LONGEST,
            "versions": [(row, by[UUID(row.by)]) for row in versions],
        }
        return render(self.request, "desk/wording/form.html", context, status=400 if wrong else 200)
