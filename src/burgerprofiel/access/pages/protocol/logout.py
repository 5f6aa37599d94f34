"""`/op/v1/logout`: an application says that the citizen signs out (OpenID Connect RP-Initiated Logout 1.0)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from burgerprofiel.access import actions, cookies, sign_in_cookie
from burgerprofiel.access.provider import logout as logouts
from burgerprofiel.access.request import trace_of


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def logout(request: HttpRequest) -> HttpResponse:
    """Sign out and return; without proof that the citizen's own application sent them, ask the citizen first."""
    wanted, known = logouts.read(_data(request)), sign_in_cookie.signed_in(request)
    if known and not wanted.is_sure(known.citizen_id):
        data = _data(request) if wanted.back else {}
        return render(request, "access/confirm_logout.html", {"wanted": wanted, "data": data})
    response = HttpResponseRedirect(wanted.back) if wanted.back else _done(request, "")
    return _sign_out(request, response)


@require_POST
def confirmed(request: HttpRequest) -> HttpResponse:
    """The citizen said yes."""
    return _sign_out(request, _done(request, logouts.read(_data(request)).back))


def _data(request: HttpRequest) -> dict[str, str]:
    values = request.POST if request.method == "POST" else request.GET
    return {name: str(value).replace("\x00", "") for name, value in values.items()}


def _done(request: HttpRequest, back: str) -> HttpResponse:
    return render(
        request, "access/signed_out.html", {"go_on": back or settings.CONFIG.portal_origin, "here": "sign-in"}
    )


def _sign_out(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    cookie = sign_in_cookie.read(request)
    if cookie:
        actions.sign_out_at_provider(cookie, trace_of(request, cookie.digest))
    cookies.clear(response, settings.SIGN_IN_COOKIE)
    return response
