"""Pages of words: help, privacy, accessibility, and what to do when a fact is wrong. The same for everybody."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from burgerprofiel.portal.faults import every_route
from burgerprofiel.portal.register import cookies


def _page(template: str, path: str, here: str = "") -> Callable[[HttpRequest], HttpResponse]:
    """Return the view of one such page."""

    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        return render(request, template, {"here": here, "back": path})

    return view


help_page = _page("portal/help.html", "/hulp", "help")
accessibility = _page("portal/accessibility.html", "/toegankelijkheid")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """`/privacy`: what is kept and for how long, with every cookie."""
    return render(request, "portal/privacy.html", {"cookies": cookies(), "back": "/privacy"})


@require_safe
def is_this_right(request: HttpRequest) -> HttpResponse:
    """`/klopt-dit`: how to have a fault corrected, per source."""
    return render(request, "portal/is_this_right.html", {"routes": every_route(), "back": "/klopt-dit"})
