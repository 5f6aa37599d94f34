"""An error says what happened, what is safe and what to do now, with a reference to quote on the phone.

Nothing from inside leaks.
"""

import secrets

import structlog
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

log = structlog.get_logger(__name__)


def reference() -> str:
    """Return a short reference that can be read out loud: `7F3K-2M9Q`."""
    alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
    letters = "".join(secrets.choice(alphabet) for _each in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def page(request: HttpRequest, code: int, title: str, *, safe: str = "", next_step: str = "") -> HttpResponse:
    """Answer `code` with a calm page; the reference is in the log beside the path."""
    mark = reference()
    log.warning("error page", code=code, reference=mark, path=request.path)
    context = {"code": code, "title": title, "safe": safe, "next": next_step, "reference": mark}
    return HttpResponse(render_to_string("error.html", context, request=request), status=code)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """400: the request itself is wrong."""
    return page(request, 400, _("We could not read that request"), next_step=_("Go back and try again."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """403: not yours to see."""
    return page(request, 403, _("You cannot open this page"), next_step=_("Go to the overview."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """404: no such page."""
    return page(request, 404, _("This page does not exist"), next_step=_("Check the address, or go to the overview."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form came from elsewhere, or was open for too long."""
    log.warning("form refused", reason=reason, path=request.path)
    return page(
        request,
        403,
        _("This form has expired"),
        safe=_("Nothing was changed."),
        next_step=_("Open the page again and try once more."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return page(
        request,
        500,
        _("Something went wrong on our side"),
        safe=_("Your data is safe and nothing was changed."),
        next_step=_("Try again in a moment. If it stays, call 1700 and give the reference."),
    )
