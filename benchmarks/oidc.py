"""The doors of the sign-in service that applications knock at most: token, introspection, userinfo.

Needs Django set up for the demo. The application is a machine with a secret; the person is one of the demo's.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import timedelta
from unittest import mock
from urllib.parse import urlencode

NAME, SECRET = "bench", "a-secret-for-the-bench-alone"
HOST = "toegang.localhost"


@dataclass(frozen=True)
class Door:
    """A request, and what every answer to it holds."""

    path: str
    holds: bytes
    form: str = ""
    authorization: str = ""
    host: str = HOST


def doors() -> dict[str, Door]:
    """Register the application, give it a token of somebody, and return the requests by the names of their rows."""
    token = _token()
    proof = {"client_id": NAME, "client_secret": SECRET}
    return {
        "oidc.token": Door(
            "/op/v1/token", b'"access_token"', form=urlencode({"grant_type": "client_credentials", **proof})
        ),
        "oidc.introspect": Door("/op/v1/introspect", b'"active":true', form=urlencode({"token": token, **proof})),
        "oidc.userinfo": Door("/op/v1/userinfo", b'"sub"', authorization=f"Bearer {token}"),
    }


def _token() -> str:
    """Return an access token for a person, as if they had signed in."""
    from burgerprofiel.access import tokens
    from burgerprofiel.access.identity import Identity
    from burgerprofiel.access.models import Client, Token
    from burgerprofiel.access.provider.issuing import ACCESS
    from burgerprofiel.kit import clock, sealing
    from burgerprofiel.people.actions import meet
    from burgerprofiel.simulators.magda.cast import BY_SLUG

    Client.objects.update_or_create(
        client_id=NAME,
        defaults={
            "name": NAME,
            "auth_method": "client_secret_post",
            "secret_hash": tokens.digest(SECRET),
            "redirect_uris": [],
            "scopes": ["openid", "profile", "bench"],
            "grant_types": ["client_credentials"],
            "may_introspect": True,
        },
    )
    noor, token = BY_SLUG["noor"], tokens.new()
    who = Identity(noor.given[0], noor.family, noor.ssin)
    Token.objects.create(
        token_hash=tokens.digest(token),
        code_hash=b"",
        client_id=NAME,
        citizen_id=meet(who.ssin),
        scope="openid profile",
        sealed=who.seal(sealing.derive(token.encode(), ACCESS), tokens.digest(token)),
        expires_at=clock.now() + timedelta(hours=1),
    )
    return token


def count_sql(door: Door) -> int:
    """Return how many statements a request takes, in a process like the server's, once it is known.

    Through the short path and, where that gives no answer, Django.
    """
    from django.core.wsgi import get_wsgi_application
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from burgerprofiel.kit import prepared
    from burgerprofiel.site.short_path import ShortPath

    application, asked, one = ShortPath(get_wsgi_application()), [], prepared.one

    def counted(statement: str, *values: object) -> tuple[object, ...] | None:
        asked.append(statement)
        return one(statement, *values)

    def knock() -> None:
        if door.holds not in b"".join(application(_environ(door), lambda *_told: io.BytesIO().write)):
            raise SystemExit(f"{door.path} answered without the expected words.")

    knock()  # the application may have changed since this process last saw it
    knock()
    with CaptureQueriesContext(connection) as captured, mock.patch.object(prepared, "one", counted):
        knock()
    prepared.close()
    return len(captured) + len(asked)


def _environ(door: Door) -> dict[str, object]:
    """The request as the server hands it over."""
    from django.test import RequestFactory

    told: dict[str, object] = RequestFactory()._base_environ(
        REQUEST_METHOD="POST" if door.form else "GET",
        PATH_INFO=door.path.partition("?")[0],
        QUERY_STRING=door.path.partition("?")[2],
        HTTP_HOST=door.host,
        CONTENT_TYPE="application/x-www-form-urlencoded" if door.form else "",
        CONTENT_LENGTH=str(len(door.form)),
        HTTP_AUTHORIZATION=door.authorization,
        **{"wsgi.input": io.BytesIO(door.form.encode())},
    )
    return told
