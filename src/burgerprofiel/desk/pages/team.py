"""`/team`: who of this organisation may do what at the desk; the local administrator gives roles and takes them away.

Nobody changes their own: so nobody makes themselves more, and there is always an administrator left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.desk.guards import requires
from burgerprofiel.desk.names import names_of
from burgerprofiel.desk.roles import APPLICATION, DeskRole
from burgerprofiel.desk.staff import Staff
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox.work.actions import leave
from burgerprofiel.mailbox.work.queries import partitions
from burgerprofiel.mailbox.work.rights import GENERAL, HANDLER, MANAGER
from burgerprofiel.organisations import actions, queries
from burgerprofiel.people.actions import meet


class Member(NamedTuple):
    """A colleague, with the roles they have."""

    name: str
    me: bool
    held: list[tuple[UUID, str]]
    """The id of each role, and its title."""


@require_safe
@requires(DeskRole.TEAM)
def team(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Show everybody."""
    return _page(request, staff, done=_DONE.get(request.GET.get("gedaan", ""), str)())


@require_POST
@requires(DeskRole.TEAM)
def give(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Give somebody a role, by the national number on their card."""
    number, chosen = request.POST.get("number", "").strip(), request.POST.get("role", "")
    role = next((each for each in DeskRole if each.value == chosen), None)
    try:
        ssin = Ssin(number)
    except ValueError:
        wrong = Wrong("number", _("This is not a national number or BIS number. It has 11 digits."))
        return _page(request, staff, wrong=(wrong,), number=number, chosen=chosen, status=400)
    if role is None:
        return _page(request, staff, wrong=(Wrong("role", _("Choose a role.")),), number=number, status=400)
    somebody = meet(ssin)
    if somebody == staff.id:
        wrong = Wrong("number", _("Nobody changes their own roles. Ask another local administrator."))
        return _page(request, staff, wrong=(wrong,), number=number, chosen=chosen, status=403)
    part = request.POST.get("part", "") if role is DeskRole.MAIL_HANDLER else ""
    if part and part not in dict(_parts(staff)):
        return _page(
            request, staff, wrong=(Wrong("part", _("Choose a part.")),), number=number, chosen=chosen, status=400
        )
    new = actions.give_role(
        somebody, staff.organisation.id, APPLICATION, role.value, staff.trace, context=part, by=staff.id
    )
    return HttpResponseRedirect(f"/team?gedaan={'gegeven' if new else 'had'}", status=303)


@require_POST
@requires(DeskRole.TEAM)
def take(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Take a role away; it stops at the next click."""
    wanted = request.POST.get("held", "")
    rows = queries.people_of(staff.organisation.id, APPLICATION)
    held = next((each for each in rows if str(each.id) == wanted), None)
    if held and held.citizen_id == staff.id:
        wrong = Wrong("people", _("Nobody changes their own roles. Ask another local administrator."))
        return _page(request, staff, wrong=(wrong,), status=403)
    if held:
        actions.end_role(CitizenId(held.citizen_id), held.id, staff.trace)
        _hand_back(staff, held.citizen_id)
    return HttpResponseRedirect("/team?gedaan=weg", status=303)


def _hand_back(staff: Staff, colleague: UUID) -> None:
    """Mail that somebody had is nobody's once they handle none of it any more."""
    rows = queries.people_of(staff.organisation.id, APPLICATION)
    if not any(row.citizen_id == colleague and row.role in (MANAGER, HANDLER) for row in rows):
        leave(staff.organisation.id, colleague, staff.trace)


_DONE: dict[str, Callable[[], str]] = {
    "gegeven": lambda: _("That colleague has the role now."),
    "had": lambda: _("That colleague had this role already. Nothing was changed."),
    "weg": lambda: _("That role was taken away. It stopped at once."),
}


def _parts(staff: Staff) -> list[tuple[str, str]]:
    """The parts of the organisation's mailbox, for who handles one of them."""
    parts = [(each.code, each.name) for each in partitions(staff.organisation.id)]
    return [(GENERAL, _("General")), *parts] if parts else []


def _members(staff: Staff) -> Iterable[Member]:
    titles = {role.value: role.title for role in DeskRole}
    parts = dict(_parts(staff))
    rows = sorted(queries.people_of(staff.organisation.id, APPLICATION), key=lambda row: row.citizen_id)
    named = names_of(row.citizen_id for row in rows)
    for citizen_id, theirs in groupby(rows, key=lambda row: row.citizen_id):
        held = [(row.id, _title(titles.get(row.role, row.role), row.context, parts)) for row in theirs]
        yield Member(named[citizen_id], citizen_id == staff.id, held)


def _title(role: str, context: str, parts: dict[str, str]) -> str:
    return f"{role}: {parts.get(context, context)}" if context else role


def _page(request: HttpRequest, staff: Staff, *, status: int = 200, **more: object) -> HttpResponse:
    context = {
        "staff": staff,
        "here": "team",
        "back": "/team",
        "members": sorted(_members(staff), key=lambda member: member.name.casefold()),
        "roles": [(role.value, role.title) for role in DeskRole],
        "duties": [(role.title, role.duty) for role in DeskRole],
        "wrong": (),
        "number": "",
        "chosen": "",
        "parts": _parts(staff),
        "done": "",
        **more,
    }
    return render(request, "desk/team.html", context, status=status)
