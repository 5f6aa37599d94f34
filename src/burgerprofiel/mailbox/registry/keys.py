"""The public keys with which this registry's webhooks and evidence are checked (RFC 7517)."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from burgerprofiel.mailbox import keys


@require_safe
def public(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - Django's signature
    """`GET /burgerprofiel/mailbox/v1/keys`, for everybody. A receiver that meets an unknown `keyid` asks again."""
    return JsonResponse(keys.jwks(), headers={"Cache-Control": "public, max-age=300"})
