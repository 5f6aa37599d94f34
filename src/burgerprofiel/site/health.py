"""Is it alive, is it ready: for balancers and for the launcher. No session, no audit, nothing about anybody."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from psycopg_pool import PoolTimeout

from burgerprofiel.kit.scanning import health
from burgerprofiel.notices.outbox import pressure


@require_safe
def live(_request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """The process can serve: its database answers, else 503. Without scanner or post reading goes on: just a word."""
    try:
        late = pressure.word()
    except (DatabaseError, PoolTimeout):
        return HttpResponse("the database does not answer\n", status=503, content_type="text/plain")
    scanner = health.word()
    words = (f"the scanner {scanner}" if scanner else "", late)
    return HttpResponse("".join(f"{each}\n" for each in ("ok", *words) if each), content_type="text/plain")
