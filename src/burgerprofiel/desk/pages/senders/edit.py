"""`/afzenders/<kind>/…`: write something new, or change what is there; look at it once more; then it holds.

What messages were sent with is ended and never removed. Who changed what stays in the history.
Rights hold for every body that sends: only the site's own staff change them.
"""

from __future__ import annotations

from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.desk.guards import requires
from burgerprofiel.desk.pages.senders import form, words
from burgerprofiel.desk.pages.senders.every import told
from burgerprofiel.desk.pages.senders.form import Shown
from burgerprofiel.desk.pages.senders.words import Kind
from burgerprofiel.desk.platform import changed_by_the_site, read_by_others
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.desk.staff import Staff
from burgerprofiel.mailbox.senders import actions, fields, overview, pictures
from burgerprofiel.mailbox.senders.fields import Columns, MistakeError
from burgerprofiel.mailbox.senders.policy import MEDIA_TYPES

_READERS = {
    "organisation": fields.organisation,
    "application": fields.application,
    "message_type": fields.message_type,
}


class _Draft(NamedTuple):
    """What somebody is about to keep."""

    kind: Kind
    key: str
    shown: Shown
    before: Columns | None
    after: Columns


@require_http_methods(["GET", "HEAD", "POST"])
@requires(DeskRole.APPLICATIONS)
@changed_by_the_site
def new(request: HttpRequest, staff: Staff, way: str) -> HttpResponse:
    """Write something that is not there yet."""
    kind = _kind(way)
    if request.method != "POST":
        return _form(request, staff, kind, "", form.empty(kind.what))
    return _sent(request, staff, kind, "", None)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(DeskRole.APPLICATIONS)
@read_by_others
def one(request: HttpRequest, staff: Staff, way: str, key: str) -> HttpResponse:
    """Read or change one."""
    kind = _kind(way)
    before = overview.one(kind.what, key)
    if before is None:
        raise Http404
    if request.method != "POST":
        return _form(request, staff, kind, key, form.of(kind.what, key, before))
    return _sent(request, staff, kind, key, before)


@require_POST
@requires(DeskRole.APPLICATIONS)
@changed_by_the_site
def logo(request: HttpRequest, staff: Staff, way: str, key: str) -> HttpResponse:
    """Show another picture from now on."""
    kind = _kind(way)
    owner, sent, before = overview.owner(kind.what, key), request.FILES.get("logo"), overview.one(kind.what, key)
    if owner is None or before is None:
        raise Http404
    content = sent.read(pictures.LARGEST + 1) if sent else b""
    try:
        done = actions.show_logo(owner, content, staff.id, staff.trace)
    except MistakeError as error:
        wrong = (Wrong("logo", str(error)[:1].upper() + str(error)[1:]),)
        return _form(request, staff, kind, key, form.of(kind.what, key, before), wrong)
    return HttpResponseRedirect(_address(kind, key, "niets" if done == actions.SAME else "logo"), status=303)


def _sent(request: HttpRequest, staff: Staff, kind: Kind, key: str, before: Columns | None) -> HttpResponse:
    shown = form.sent(kind.what, request.POST) | ({"key": key} if key else {})
    step = request.POST.get("stap", "")
    if step == "terug":
        return _form(request, staff, kind, key, shown)
    try:
        written, columns = _READERS[kind.what](form.table(kind.what, shown, before or {}))
    except MistakeError as error:
        return _form(request, staff, kind, key, shown, form.wrong(error))
    if not key and overview.one(kind.what, written) is not None:
        return _form(request, staff, kind, key, shown, (Wrong("key", _("There is one with this name already.")),))
    draft = _Draft(kind, written, shown, {name: before[name] for name in columns} if before else None, columns)
    if step != "bewaren":
        return _confirm(request, staff, draft)
    try:
        done = actions.put(kind.what, written, columns, staff.id, staff.trace, seen=request.POST.get("gezien") or "-")
    except actions.LookAgainError:
        trouble = _("Somebody changed it meanwhile. Look again at what would change now; nothing of yours was kept.")
        return _confirm(request, staff, draft, trouble)
    return HttpResponseRedirect(_address(kind, written, "niets" if done == actions.SAME else "bewaard"), status=303)


def _confirm(request: HttpRequest, staff: Staff, draft: _Draft, trouble: str = "") -> HttpResponse:
    before, after = draft.before, draft.after
    differences = [
        (words.title(name), words.lines_of(name, before[name]) if before else [], words.lines_of(name, value))
        for name, value in after.items()
        if before is None or before[name] != value
    ]
    context = {
        "staff": staff,
        "here": "senders",
        "kind": draft.kind,
        "key": draft.key,
        "is_new": before is None,
        "ends": after.get("active") is False and (before is None or before.get("active") is True),
        "differences": [each for each in differences if each[1] or each[2]],
        "hidden": [(name, each) for name, value in draft.shown.items() for each in _values(value)],
        "seen": actions.sight(before),
        "trouble": trouble,
    }
    return render(request, "desk/senders/confirm.html", context, status=409 if trouble else 200)


def _values(value: object) -> list[str]:
    if isinstance(value, bool):
        return ["1"] if value else []
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def _form(
    request: HttpRequest, staff: Staff, kind: Kind, key: str, shown: Shown, wrong: tuple[Wrong, ...] = ()
) -> HttpResponse:
    done = {
        "bewaard": _("Kept. It holds everywhere within five seconds."),
        "logo": _("The logo was changed."),
        "niets": _("It was so already. Nothing was changed."),
    }
    context = {
        "staff": staff,
        "here": "senders",
        "kind": kind,
        "key": key,
        "shown": shown,
        "wrong": wrong,
        "done": done.get(request.GET.get("gedaan", ""), ""),
        "languages": [("nl", _("Dutch")), ("fr", _("French")), ("de", _("German")), ("en", _("English"))],
        "text_titles": {field: words.title(f"{field}s") for field in form.TEXTS[kind.what]},
        "title": words.title,
        "units": [("day", _("days")), ("month", _("months")), ("year", _("years"))],
        "media_types": MEDIA_TYPES,
        "logo": overview.logo_of(kind.what, key) if key else None,
        "history": [told(change) for change in overview.history(kind.what, key)] if key else [],
    }
    return render(request, "desk/senders/form.html", context, status=400 if wrong else 200)


def _kind(way: str) -> Kind:
    kind = words.kinds().get(way)
    if kind is None:
        raise Http404
    return kind


def _address(kind: Kind, key: str, done: str) -> str:
    return f"/afzenders/{kind.way}/van/{key}?{urlencode({'gedaan': done})}"
