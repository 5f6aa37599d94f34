"""`/op/v1/token`: an application exchanges its code, once."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from burgerprofiel.access.problem import json
from burgerprofiel.access.provider.server import Answer, provider


@csrf_exempt
@require_POST
def token(request: HttpRequest) -> HttpResponse:
    """Answer with the tokens, or with an error of RFC 6749 §5.2."""
    if any("\x00" in str(value) for value in request.POST.values()) or not _readable(request):
        return json({"error": "invalid_request"}, status=400)
    with transaction.atomic():
        try:
            answer: Answer = provider().create_token_response(request)
        except ValueError:
            return json({"error": "invalid_request"}, status=400)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _readable(request: HttpRequest) -> bool:
    """Whether the header can be a client's name and secret."""
    return "\x00" not in request.headers.get("Authorization", "")
