"""`/op/v1/introspect` and `/op/v1/revoke`: does this token still stand, and let it stand no longer."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from burgerprofiel.access.pages.protocol.backchannel import answered
from burgerprofiel.access.provider.server import provider


@csrf_exempt
@require_POST
def introspect(request: HttpRequest) -> HttpResponse:
    """Answer with what the asker may know (RFC 7662 §2.2)."""
    return answered(request, partial(provider().create_endpoint_response, "introspection"), together=False)


@csrf_exempt
@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """Answer that it has ended (RFC 7009 §2.2)."""
    return answered(request, partial(provider().create_endpoint_response, "revocation"))
