"""Pages of the data protection officer: the role alone opens nothing, it has to be given by the body of this site."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from burgerprofiel.desk.guards import requires
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.desk.staff import Staff
from burgerprofiel.privacy.office import Officer, officer

P = ParamSpec("P")
OfficePage = Callable[Concatenate[HttpRequest, Staff, Officer, P], HttpResponse]
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponse]


def of_the_office(page: OfficePage[P]) -> Guarded[P]:
    """Give a page the officer; somebody of another body reads whose questions come here."""

    def guarded(request: HttpRequest, staff: Staff, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        found = officer(staff.id, staff.organisation, staff.trace)
        if found is None:
            return render(request, "desk/privacy/elsewhere.html", {"staff": staff, "here": "privacy"}, status=404)
        return page(request, staff, found, *args, **kwargs)

    update_wrapper(guarded, page)
    return cast("Guarded[P]", requires(DeskRole.PRIVACY)(cast("Callable[..., HttpResponse]", guarded)))
