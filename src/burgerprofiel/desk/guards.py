"""`requires(role)`: pages of the desk are for who has that role now, in the organisation they signed in for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from burgerprofiel.access.faces import desk
from burgerprofiel.access.guards import to_sign_in, to_stronger
from burgerprofiel.access.request import viewer_of
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.desk.staff import Staff, staff_of

P = ParamSpec("P")
StaffPage = Callable[Concatenate[HttpRequest, Staff, P], HttpResponseBase]
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def requires(role: DeskRole, *others: DeskRole) -> Callable[[StaffPage[P]], Page[P]]:
    """Give the page who works here with one of these roles; others go to sign in, or read which role is missing."""

    def decorate(page: StaffPage[P]) -> Page[P]:
        @wraps(page)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            viewer, level = viewer_of(request), desk().level
            if viewer is None:
                return to_sign_in(request)
            if viewer.level < level:
                return to_stronger(request, level)
            staff = staff_of(request)
            if staff is None or staff.roles.isdisjoint((role, *others)):
                return render(request, "desk/no_role.html", {"staff": staff, "role": role, "here": ""}, status=403)
            return page(request, staff, *args, **kwargs)

        guarded.required_level = desk().level  # type: ignore[attr-defined]  # read by the structural test of all routes
        guarded.required_roles = (role, *others)  # type: ignore[attr-defined]  # likewise
        return cast("Page[P]", guarded)

    return decorate
