"""`/op/v1/userinfo`: for whoever holds an access token (RFC 6750)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from burgerprofiel.access.problem import json
from burgerprofiel.access.provider.userinfo import told_to


@csrf_exempt
@require_http_methods(["GET", "POST"])
def userinfo(request: HttpRequest) -> HttpResponse:
    """Answer with the claims, or 401 and the reason in `WWW-Authenticate`."""
    kind, _space, token = request.headers.get("Authorization", "").partition(" ")
    told = told_to(token.strip()) if kind.lower() == "bearer" and token else None
    if told is not None:
        return json(told)
    response = json({"error": "invalid_token"}, status=401)
    response.headers["WWW-Authenticate"] = 'Bearer error="invalid_token"' if token else "Bearer"
    return response
