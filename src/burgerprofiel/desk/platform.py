"""What holds for every body's citizens is changed by the body whose site this is; colleagues of other bodies read it.

Any body's administrator gives roles to its own people; so the role alone changes nothing here (as `privacy.office`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from burgerprofiel.desk.staff import Staff

P = ParamSpec("P")
StaffPage = Callable[Concatenate[HttpRequest, Staff, P], HttpResponseBase]


def changed_by_the_site(page: StaffPage[P]) -> StaffPage[P]:
    """Give a page that changes such a thing only to the site's own staff; others read whose it is (403)."""

    @wraps(page)
    def guarded(request: HttpRequest, staff: Staff, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not staff.of_this_site:
            return render(request, "desk/not_yours.html", {"staff": staff, "here": ""}, status=403)
        return page(request, staff, *args, **kwargs)

    return cast("StaffPage[P]", guarded)


def read_by_others(page: StaffPage[P]) -> StaffPage[P]:
    """Give a page to whoever asks to read it; what is sent to it is taken from the site's own staff only (403)."""
    changing = changed_by_the_site(page)

    @wraps(page)
    def guarded(request: HttpRequest, staff: Staff, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        reads = request.method in ("GET", "HEAD")
        return (page if reads else changing)(request, staff, *args, **kwargs)

    return cast("StaffPage[P]", guarded)
