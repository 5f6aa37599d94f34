"""The brand's own stylesheet and mark: files, since inline styles are forbidden."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from burgerprofiel.portal import brand

_HOUR = {"Cache-Control": "public, max-age=3600"}


@require_safe
def css(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a page takes its request
    """`/merk.css`."""
    return HttpResponse(brand.current().css, content_type="text/css; charset=utf-8", headers=_HOUR)


@require_safe
def svg(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a page takes its request
    """`/merk.svg`."""
    return HttpResponse(brand.current().svg, content_type="image/svg+xml", headers=_HOUR)
