"""The least that Django can do: one address, no middleware, no database."""

import secrets

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY=secrets.token_hex(), LOGGING_CONFIG=None)


def _hello(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"hello\n", content_type="text/plain")


urlpatterns = [path("", _hello)]
application = get_wsgi_application()
