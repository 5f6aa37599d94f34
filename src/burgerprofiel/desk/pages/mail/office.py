"""Who handles mail here, and how things are called on these pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, NamedTuple, ParamSpec
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from burgerprofiel.desk.guards import Page, requires
from burgerprofiel.desk.names import names_of
from burgerprofiel.desk.roles import APPLICATION, DeskRole
from burgerprofiel.desk.staff import Staff
from burgerprofiel.mailbox.senders.faces import faces
from burgerprofiel.mailbox.work.queries import partitions
from burgerprofiel.mailbox.work.rights import GENERAL, HANDLER, MANAGER, Rights, rights
from burgerprofiel.organisations import queries as organisations

P = ParamSpec("P")


class Office(NamedTuple):
    """A colleague at the organisation's mail."""

    staff: Staff
    rights: Rights


OfficePage = Callable[Concatenate[HttpRequest, Office, P], HttpResponseBase]


def office(page: OfficePage[P]) -> Page[P]:
    """Give the page to who manages or handles mail here."""

    def guarded(request: HttpRequest, staff: Staff, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        found = rights(staff.organisation.id, staff.id, staff.held)
        if found is None:
            return render(request, "desk/no_role.html", {"staff": staff, "role": DeskRole.MAIL, "here": ""}, status=403)
        return page(request, Office(staff, found), *args, **kwargs)

    return wraps(page)(requires(DeskRole.MAIL_HANDLER, DeskRole.MAIL)(guarded))


def colleagues(box_id: UUID, partition: str) -> list[tuple[str, str]]:
    """Return who may have mail of a partition (its code), by name: id and name."""
    rows = organisations.people_of(box_id, APPLICATION)
    handle = [row for row in rows if row.role == HANDLER and row.context in ("", partition)]
    may = {row.citizen_id for row in [*handle, *(row for row in rows if row.role == MANAGER)]}
    return sorted(((str(each), name) for each, name in names_of(may).items()), key=lambda pair: pair[1].casefold())


def parts(box_id: UUID) -> dict[UUID | None, tuple[str, str]]:
    """Return the code and name of each partition, GENERAL first."""
    return {None: (GENERAL, _("General"))} | {each.id: (each.code, each.name) for each in partitions(box_id)}


def senders(numbers: list[str]) -> dict[str, str]:
    """Return what senders are called, by enterprise number."""
    language = (get_language() or "nl")[:2]
    return {number: face.name(language) for number, face in faces(numbers).items()}
