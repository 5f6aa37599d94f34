"""`/op/merk.css` and `/op/merk.svg`: how the sign-in pages look for one application (`van`); anybody may see that."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from burgerprofiel.access import client_brand
from burgerprofiel.kit.brand import Brand

_FOR_EVER, _A_MINUTE = "public, max-age=31536000, immutable", "public, max-age=60"


@require_safe
def css(request: HttpRequest) -> HttpResponse:
    """Its colours; without any the page keeps ours."""
    brand = client_brand.with_name(request.GET.get("van", ""))
    return _kept(request, brand, brand.css if brand else "", "text/css; charset=utf-8")


@require_safe
def mark(request: HttpRequest) -> HttpResponse:
    """Its mark."""
    brand = client_brand.with_name(request.GET.get("van", ""))
    nothing = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    return _kept(request, brand, brand.svg if brand else nothing, "image/svg+xml")


def _kept(request: HttpRequest, brand: Brand | None, content: str, kind: str) -> HttpResponse:
    """Let browsers keep what cannot change under this address, and all else for a minute."""
    current = brand is not None and request.GET.get("v") == client_brand.version(brand)
    return HttpResponse(content, content_type=kind, headers={"Cache-Control": _FOR_EVER if current else _A_MINUTE})
