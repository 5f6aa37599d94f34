"""The provider's own description and its public keys: for everybody, and for a few minutes in anybody's cache."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from burgerprofiel.access.problem import json
from burgerprofiel.access.provider import discovery, keys


@require_safe
def configuration(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """`/op/.well-known/openid-configuration`."""
    return public(json(discovery.document()))


@require_safe
def signing_keys(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """`/op/v1/keys`."""
    return public(json(keys.jwks()))


def public(response: HttpResponse) -> HttpResponse:
    """Let everybody read and keep it for a few minutes."""
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
