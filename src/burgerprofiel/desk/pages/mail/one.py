"""`/post/<id>`: one message, what it holds, and what is done about it. Opening what it holds makes it read."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.audit import actions as audit
from burgerprofiel.desk.names import names_of
from burgerprofiel.desk.pages.mail.office import Office, colleagues, office, parts, senders
from burgerprofiel.kit.connections import let_go, small_write
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.prefetching import is_ahead_of_time, not_yet
from burgerprofiel.mailbox import actions as mail
from burgerprofiel.mailbox import queries as messages
from burgerprofiel.mailbox import reading
from burgerprofiel.mailbox.events import MessageSeen
from burgerprofiel.mailbox.models import Message, Work
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.pages import opening
from burgerprofiel.mailbox.senders.faces import kind_name
from burgerprofiel.mailbox.work import actions, queries
from burgerprofiel.mailbox.work.rights import GENERAL


@require_safe
@office
def one(request: HttpRequest, at: Office, message_id: UUID) -> HttpResponse:
    """Show it."""
    work, row = _found(at, message_id)
    with small_write():
        audit.record(CitizenId(at.rights.box_id), at.staff.trace, MessageSeen(message=str(message_id)))
    return _page(request, at, work, row)


@require_safe
@office
def text(request: HttpRequest, at: Office, message_id: UUID) -> HttpResponse:
    """Open the text, in a page in which nothing of the sender's runs."""
    _work, row = _found(at, message_id)
    if is_ahead_of_time(request):
        return not_yet()
    body = reading.body(row, Kind.ENTERPRISE)
    if not body:
        raise Http404
    if request.method == "GET":
        mail.opened(at.rights.box_id, row.id, None, at.staff.trace, main=row.body_is_main)
    return opening.text(request, row.subject, body, row.language)


@require_safe
@office
def file(request: HttpRequest, at: Office, message_id: UUID, attachment_id: UUID) -> HttpResponseBase:
    """Open a file: shown where a browser can do so without running it, else to be saved."""
    _work, row = _found(at, message_id)
    if is_ahead_of_time(request):
        return not_yet()
    found = messages.file(row, attachment_id)
    if found is None:
        raise Http404
    try:
        pieces = reading.pieces(row, Kind.ENTERPRISE, found)
    except reading.LOST:
        raise Http404 from None
    if request.method == "GET":
        mail.opened(at.rights.box_id, row.id, found.id, at.staff.trace, main=found.is_main)
    let_go()
    return opening.file(pieces, found.media_type, found.file_name, octets=found.octets)


@require_POST
@office
def act(request: HttpRequest, at: Office, message_id: UUID) -> HttpResponse:
    """Do what the form says, then show the message again, or the list when it left."""
    what = request.POST.get("doe", "")
    work, row = _found(at, message_id)
    try:
        leads = _do(request, at, work, what)
    except actions.NotYoursError:
        raise Http404 from None
    except _WrongError as error:
        return _page(request, at, work, row, (error.wrong,), status=400)
    return HttpResponseRedirect(leads or f"/post/{message_id}?gedaan=ja", status=303)


class _WrongError(Exception):
    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.wrong = Wrong(field, sentence)


def _do(request: HttpRequest, at: Office, work: Work, what: str) -> str:
    """Return where it leads, when not to the message. Raises NotYoursError, _WrongError."""
    rights, trace, told, message_id = at.rights, at.staff.trace, request.POST, work.message_id
    match what:
        case "neem":
            actions.assign(rights, message_id, at.staff.id, trace)
        case "geef":
            _given(at, work, told.get("wie", ""))
        case "dag":
            actions.due(rights, message_id, _day(told.get("dag", "")), trace)
        case "verplaats":
            actions.move(rights, message_id, told.get("deel", ""), trace)
            return "/post?gedaan=verplaatst"
        case "noteer":
            _noted(at, message_id, told.get("notitie", ""))
        case "klaar":
            actions.finish(rights, message_id, trace)
            return "/post?gedaan=klaar"
        case "heropen":
            actions.reopen(rights, message_id, trace)
        case "draag-over":
            _handed(at, message_id, told.get("dossier", ""))
            return "/post?gedaan=overgedragen"
        case _other:
            raise _WrongError("doe", _("Choose what to do."))
    return ""


def _given(at: Office, work: Work, wanted: str) -> None:
    try:
        actions.assign(at.rights, work.message_id, _colleague(at, work, wanted), at.staff.trace)
    except actions.NotTheirsError:
        raise _WrongError("wie", _("This colleague does not handle this part. Choose another.")) from None


def _colleague(at: Office, work: Work, wanted: str) -> UUID | None:
    if not wanted:
        return None
    code = parts(at.rights.box_id).get(work.partition_id, (GENERAL, ""))[0]
    known = dict(colleagues(at.rights.box_id, code))
    if wanted not in known:
        raise _WrongError("wie", _("This colleague does not handle this part. Choose another."))
    return UUID(wanted)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise _WrongError("dag", _("This is no date. Write it as 2026-11-30.")) from None


def _noted(at: Office, message_id: UUID, text: str) -> None:
    try:
        actions.note(at.rights, message_id, text, at.staff.trace)
    except ValueError:
        raise _WrongError("notitie", _("A note has 1 to 2000 characters.")) from None


def _handed(at: Office, message_id: UUID, case: str) -> None:
    try:
        actions.hand_over(at.rights, message_id, case, at.staff.trace)
    except ValueError:
        sentence = _("Say which case it is in the other system, in at most 200 characters, without a national number.")
        raise _WrongError("dossier", sentence) from None


def _found(at: Office, message_id: UUID) -> tuple[Work, Message]:
    work, row = queries.one(at.rights, message_id), messages.message(at.rights.box_id, message_id)
    if work is None or row is None:
        raise Http404
    return work, row


def _page(
    request: HttpRequest, at: Office, work: Work, row: Message, wrong: tuple[Wrong, ...] = (), status: int = 200
) -> HttpResponse:
    known = parts(at.rights.box_id)
    code, name = known.get(work.partition_id, (GENERAL, _("General")))
    language, written = (get_language() or "nl")[:2], queries.notes(work)
    named = names_of(each for each in (work.assignee, *(note.by for note in written)) if each)
    context = {
        "staff": at.staff,
        "here": "mail",
        "tab": "work",
        "manages": at.rights.manages,
        "back": f"/post/{row.id}",
        "work": work,
        "row": row,
        "part": name,
        "others": [pair for pair in known.values() if pair[0] != code],
        "colleagues": colleagues(at.rights.box_id, code),
        "assignee": named[work.assignee] if work.assignee else "",
        "mine": work.assignee == at.staff.id,
        "sender": senders([row.organisation])[row.organisation],
        "kind": kind_name(row.message_type_id, language),
        "files": messages.files(row),
        "has_text": bool(reading.body(row, Kind.ENTERPRISE)),
        "notes": [(note, named[note.by] if note.by else _("A program")) for note in written],
        "wrong": wrong,
        "written": request.POST.get("notitie", "") if wrong else "",
        "done": _("That was kept.") if request.GET.get("gedaan") and not wrong else "",
    }
    return render(request, "desk/mail/one.html", context, status=status)
