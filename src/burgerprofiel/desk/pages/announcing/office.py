"""Pages of who announces: the role alone opens nothing, it has to be given by the body whose site this is.

What is announced goes to citizens of everybody, in the site's own name.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from burgerprofiel.desk.guards import requires
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.desk.staff import Staff

P = ParamSpec("P")
StaffPage = Callable[Concatenate[HttpRequest, Staff, P], HttpResponseBase]
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def of_the_site(page: StaffPage[P]) -> Page[P]:
    """Give a page to who announces for this site; somebody of another body reads who does (403)."""

    def guarded(request: HttpRequest, staff: Staff, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not staff.of_this_site:
            return render(request, "desk/announcing/elsewhere.html", {"staff": staff, "here": ""}, status=403)
        return page(request, staff, *args, **kwargs)

    update_wrapper(guarded, page)
    return cast("Page[P]", requires(DeskRole.ANNOUNCING)(cast("Callable[..., HttpResponseBase]", guarded)))
