"""`/op/v1/client-keys`: our public keys towards providers of whom we are the client (not those that sign id_tokens)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from burgerprofiel.access.pages.protocol.discovery import public
from burgerprofiel.access.problem import json
from burgerprofiel.access.upstream import own_keys


@require_safe
def client_keys(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """For everybody, and for a while in anybody's cache."""
    return public(json(own_keys.jwks()))
