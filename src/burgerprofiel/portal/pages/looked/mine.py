"""The trail is for whose data it is: who acts under a mandate does not see it, for it tells who else acts too."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from burgerprofiel.access.guards import requires
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.portal.pages.common import viewer_in
from burgerprofiel.portal.pages.theme import outside_mandate

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Viewer, P], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def own_trail(page: Page[P]) -> Guarded[P]:
    """Give a page who is signed in for themselves; under a mandate it says that this is not for them."""

    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        viewer = viewer_in(request)
        if viewer.actor is not None:
            return outside_mandate(request, viewer)
        return page(request, viewer, *args, **kwargs)

    update_wrapper(guarded, page)
    return requires()(cast("Guarded[P]", guarded))
