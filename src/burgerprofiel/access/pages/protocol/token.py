"""`/op/v1/token`: an application exchanges its code or refresh token, once, or speaks for itself."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from burgerprofiel.access.pages.protocol.backchannel import answered
from burgerprofiel.access.provider.machine import MachineGrant
from burgerprofiel.access.provider.server import provider


@csrf_exempt
@require_POST
def token(request: HttpRequest) -> HttpResponse:
    """Answer with the tokens, or with an error of RFC 6749 §5.2."""
    one_row = request.POST.get("grant_type") == MachineGrant.GRANT_TYPE
    return answered(request, provider().create_token_response, together=not one_row)
