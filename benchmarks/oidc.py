"""The doors of the sign-in service that applications knock at most: token, introspection, userinfo.

Needs Django set up for the demo. The application is a machine with a secret; the person is one of the demo's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
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
    """Return how many statements a request takes, in a process like the server's, the second time."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": HOST, **({"authorization": door.authorization} if door.authorization else {})})

    def knock() -> None:
        kind = "application/x-www-form-urlencoded" if door.form else ""
        answer = client.generic("POST" if door.form else "GET", door.path, door.form, content_type=kind)
        if door.holds not in answer.content:
            raise SystemExit(f"{door.path} answered {answer.status_code} without the expected words.")

    knock()
    with CaptureQueriesContext(connection) as captured:
        knock()
    return len(captured)
