"""Static files are served before sessions and database: names with a content hash, kept for ever by browsers."""

import re
from pathlib import Path
from wsgiref.headers import Headers
from wsgiref.types import WSGIApplication

from django.conf import settings
from whitenoise import WhiteNoise

from burgerprofiel.site.middleware import SAFE_HEADERS

_HASHED = re.compile(r"\.[0-9a-f]{12}\.[^/]+$")


def with_static_files(application: WSGIApplication) -> WSGIApplication:
    """Serve what collectstatic gathered; everything else goes to `application`."""
    served: WSGIApplication = WhiteNoise(
        application,
        root=str(settings.STATIC_ROOT),
        prefix=settings.STATIC_URL,
        max_age=3600,
        immutable_file_test=_is_immutable,
        add_headers_function=_add_headers,
        allow_all_origins=False,
    )
    return served


def _is_immutable(_path: str, url: str) -> bool:
    """Whether the name changes when the content does."""
    return bool(_HASHED.search(url))


def _add_headers(headers: Headers, path: str, _url: str) -> None:
    """Give a file the headers that every answer has."""
    for name, value in SAFE_HEADERS.items():
        headers[name] = value
    if Path(path).suffix == ".svg":
        headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
