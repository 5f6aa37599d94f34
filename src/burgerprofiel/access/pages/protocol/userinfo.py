"""`/op/v1/userinfo`: for whoever holds an access token (OpenID Connect Core §5.3)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from burgerprofiel.access.problem import json
from burgerprofiel.access.provider.dpop import ALGORITHMS
from burgerprofiel.access.provider.userinfo import RefusedError, told_to


@csrf_exempt
@require_http_methods(["GET", "POST"])
def userinfo(request: HttpRequest) -> HttpResponse:
    """Answer with the claims, or the reason in `WWW-Authenticate`, for both ways to show a token."""
    try:
        response = json(told_to(request))
    except RefusedError as refused:
        response = json({"error": str(refused) or "invalid_token"}, status=refused.status)
        why = f' error="{refused}"' if str(refused) else ""
        dpop = f'DPoP{why}{"," if why else ""} algs="{" ".join(ALGORITHMS)}"'
        response.headers["WWW-Authenticate"] = f"Bearer{why}, {dpop}"
    response.headers["Cache-Control"] = "no-store"
    return response
