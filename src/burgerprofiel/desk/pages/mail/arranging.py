"""`/post/regels`: parts of the mailbox, ordered rules, what senders suggest, and what the rules would move."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.desk.guards import requires
from burgerprofiel.desk.pages.mail.office import parts, senders
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.desk.staff import Staff
from burgerprofiel.mailbox.senders.faces import application_name, kind_name
from burgerprofiel.mailbox.work import arranging, queries
from burgerprofiel.mailbox.work.arranging import ArrangementError
from burgerprofiel.mailbox.work.placing import rules_of
from burgerprofiel.mailbox.work.queries import Suggestion
from burgerprofiel.mailbox.work.routing import Facts, Rule, idle

_NOBODYS = UUID(int=0)
_FIELDS = ("name", "afzender", "toepassing", "soort", "deel", "dagen")


@require_safe
@requires(DeskRole.MAIL)
def rules(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Show how mail is arranged."""
    return _page(request, staff)


@require_POST
@requires(DeskRole.MAIL)
def change(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Do what a form says."""
    try:
        done = _do(request, staff)
    except ArrangementError as error:
        return _page(request, staff, _wrong(str(error)), status=400)
    return HttpResponseRedirect(f"/post/regels?gedaan={done}", status=303)


def _do(request: HttpRequest, staff: Staff) -> str:
    box_id, trace = staff.organisation.id, staff.trace
    match _text(request, "doe"):
        case "deel":
            arranging.make_partition(box_id, _text(request, "name"), trace)
        case "deel-weg":
            arranging.end_partition(box_id, _text(request, "deel"), trace)
        case "regel":
            facts = Facts(*(_text(request, name)[:100] for name in ("soort", "toepassing", "afzender")))
            arranging.add_rule(box_id, facts, _text(request, "deel"), _days(request), trace)
        case "regel-weg":
            arranging.remove_rule(box_id, _id(request, "regel"), trace)
        case "hoger":
            arranging.raise_rule(box_id, _id(request, "regel"), trace)
        case "aanvaard":
            arranging.answer(box_id, _id(request, "voorstel"), _text(request, "deel"), _days(request), trace)
        case "weiger":
            arranging.answer(box_id, _id(request, "voorstel"), None, None, trace)
        case "pas-toe":
            return f"toegepast&aantal={arranging.apply(box_id, trace)}"
        case _other:
            raise ArrangementError("rule")
    return "ja"


def _text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\x00", "")


def _days(request: HttpRequest) -> int | None:
    text = _text(request, "dagen").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise ArrangementError("days")
    return int(text)


def _id(request: HttpRequest, name: str) -> UUID:
    try:
        return UUID(_text(request, name))
    except ValueError:
        return _NOBODYS


def _wrong(why: str) -> Wrong:
    sentences = {
        "name": _("Give the part a name of 1 to 100 characters, with letters and without a national number."),
        "code": _("There is a part with this name already, or there was one."),
        "days": _("Days are a number from 1 to 365, or nothing."),
        "partition": _("This part is not there any more. Choose another."),
        "many": _("There are as many as there can be. Take one away first."),
        "rule": _("Say what the rule is about: a sender, an application or a kind of message."),
    }
    fields = {"name": "name", "code": "name", "days": "dagen", "partition": "deel"}
    return Wrong(fields.get(why, "soort"), sentences[why])


def _page(request: HttpRequest, staff: Staff, wrong: Wrong | None = None, status: int = 200) -> HttpResponse:
    box_id = staff.organisation.id
    known, found = parts(box_id), rules_of(box_id)
    silent = {rule.id for rule in idle(found)}
    context = {
        "staff": staff,
        "here": "mail",
        "tab": "rules",
        "manages": True,
        "back": "/post/regels",
        "parts": known,
        "choices": list(known.values()),
        "rules": [(rule, _criteria(rule), _name(known, rule.partition), rule.id in silent) for rule in found],
        "suggested": [_suggestion(each) for each in queries.suggestions(box_id)],
        "moves": [
            (_name(known, move.source), _name(known, move.target), move.messages) for move in arranging.dry_run(box_id)
        ],
        "sent": _choices(),
        "wrong": (wrong,) if wrong else (),
        "told": {name: _text(request, name) for name in _FIELDS},
        "done": _told(request) if not wrong else "",
    }
    return render(request, "desk/mail/rules.html", context, status=status)


def _criteria(rule: Rule) -> list[tuple[str, str]]:
    """What a rule is about, in words."""
    language = (get_language() or "nl")[:2]
    told = [(_("Sender"), senders([rule.organisation])[rule.organisation] if rule.organisation else "")]
    told += [(_("Application"), application_name(rule.application, language) if rule.application else "")]
    told += [(_("Kind"), kind_name(rule.message_type, language) if rule.message_type else "")]
    return [(name, value) for name, value in told if value]


def _name(known: dict[UUID | None, tuple[str, str]], partition: UUID | None) -> str:
    return known[partition][1] if partition in known else "?"


def _suggestion(each: Suggestion) -> tuple[Suggestion, str, list[tuple[str, str]]]:
    rule = Rule(each.id, each.message_type, each.application, each.sender, None, None)
    return each, senders([each.sender])[each.sender], _criteria(rule)


def _choices() -> dict[str, list[tuple[str, str]]]:
    """Whom and what one can make a rule about: what is sent to organisations here."""
    language = (get_language() or "nl")[:2]
    organisations, applications, kinds = queries.sent_to_organisations()
    return {
        "afzender": _sorted(senders(sorted(organisations))),
        "toepassing": _sorted({each: application_name(each, language) for each in applications}),
        "soort": _sorted({each: kind_name(each, language) for each in kinds}),
    }


def _sorted(named: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(named.items(), key=lambda pair: pair[1].casefold())


def _told(request: HttpRequest) -> str:
    match request.GET.get("gedaan", ""):
        case "ja":
            return _("That was kept. It counts for what comes from now on.")
        case "toegepast":
            return _("The rules were asked again for all open mail.")
        case _other:
            return ""
