"""Is it alive, is it ready: for balancers and for the launcher. No session, no audit, nothing about anybody."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from psycopg_pool import PoolTimeout

from burgerprofiel.kit.scanning import health


@require_safe
def live(_request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """The process can serve: its database answers, else 503. Without the scanner reading goes on: that is a word."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, PoolTimeout):
        return HttpResponse("the database does not answer\n", status=503, content_type="text/plain")
    scanner = health.word()
    return HttpResponse("ok\n" + (f"the scanner {scanner}\n" if scanner else ""), content_type="text/plain")
