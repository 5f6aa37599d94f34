"""The short path of applications' commonest requests says what the long path says, and forgets at once."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from queue import SimpleQueue
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import httpx
import psycopg
import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from burgerprofiel.access import tokens
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.models import Client, Token
from burgerprofiel.access.provider import remembered
from burgerprofiel.access.provider.issuing import ACCESS
from burgerprofiel.kit import clock, prepared, sealing
from burgerprofiel.people.actions import meet
from burgerprofiel.simulators.magda.cast import BY_SLUG
from burgerprofiel.site.short_path import ShortPath
from tests.access.test_provider import OP
from tests.access.tokens_of import register

pytestmark = pytest.mark.django_db(transaction=True)

MACHINE, SECRET = "machine", "geheim van machine"
PROOF = {"client_id": MACHINE, "client_secret": SECRET}
ASK = {"grant_type": "client_credentials", **PROOF}


@dataclass
class Doors:
    """The sign-in host as a server calls it, with the short path and without; and who took the long one."""

    took_long: list[str] = field(default_factory=list)
    django: Callable[..., Iterable[bytes]] = field(default_factory=get_wsgi_application)

    def _long(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        self.took_long.append(str(environ["PATH_INFO"]))
        return self.django(environ, start_response)

    def send(self, path: str, *, method: str = "POST", straight: bool = False, **how: Any) -> httpx.Response:
        """Send a request; `straight` to Django, without the short path."""
        app = self.django if straight else ShortPath(self._long)
        with httpx.Client(transport=httpx.WSGITransport(app=app)) as client:  # type: ignore[arg-type]  # a WSGI application
            return client.request(method, f"{OP}/v1/{path}", **how)

    def short(self, path: str, **how: Any) -> dict[str, Any]:
        """Send a request that the short path answers."""
        before = len(self.took_long)
        answer = self.send(path, **how)
        assert answer.status_code == 200, answer.content
        assert len(self.took_long) == before
        return dict(answer.json())


@pytest.fixture
def doors() -> Iterator[Doors]:
    """A program that may ask about tokens, and connections that are closed before the database is."""
    remembered.forget(MACHINE)
    register(MACHINE, scopes=["openid", "profile", "ebox_publish", "ebox_read"], grant_types=["client_credentials"])
    yield Doors()
    prepared.close()


def somebody(**changes: Any) -> str:
    """Return an access token of Noor's for the program."""
    noor, token = BY_SLUG["noor"], tokens.new()
    who, digest = Identity(noor.given[0], noor.family, noor.ssin), tokens.digest(token)
    values = {
        "token_hash": digest,
        "code_hash": b"",
        "client_id": MACHINE,
        "citizen_id": meet(who.ssin),
        "scope": "openid profile",
        "sealed": who.seal(sealing.derive(token.encode(), ACCESS), digest),
        "expires_at": clock.now() + timedelta(hours=1),
    }
    Token.objects.create(**values | changes)
    return token


def elsewhere(statement: str, *values: object) -> None:
    """Change something as another process does: on its own connection, committed."""
    given = connection.get_connection_params()
    own = {name: given[name] for name in ("dbname", "user", "password", "host", "port") if name in given}
    with psycopg.connect(**own, autocommit=True) as other:
        other.execute(statement, values)  # type: ignore[arg-type]  # a literal


def bearer(token: str) -> dict[str, str]:
    """Show a token."""
    return {"Authorization": f"Bearer {token}"}


def basic(name: str, secret: str) -> dict[str, str]:
    """Show name and secret."""
    return {"Authorization": f"Basic {base64.b64encode(f'{name}:{secret}'.encode()).decode()}"}


def test_a_plain_request_is_answered_without_django(doors: Doors) -> None:
    token = doors.short("token", data=ASK)["access_token"]
    told = doors.short("introspect", data={"token": token, **PROOF})
    assert (told["active"], told["sub"], told["scope"]) == (True, MACHINE, "ebox_publish ebox_read")
    assert doors.short("userinfo", method="GET", headers=bearer(somebody()))["family_name"] == "Vandenbos"


def test_it_says_what_the_long_path_says(doors: Doors) -> None:
    token = somebody()
    for path, how in (
        ("token", {"data": ASK | {"scope": "ebox_read"}}),
        ("introspect", {"data": {"token": token, **PROOF}}),
        ("userinfo", {"method": "GET", "headers": bearer(token)}),
    ):
        short, long = doors.send(path, **how), doors.send(path, straight=True, **how)
        assert _without_token(short.json()) == _without_token(long.json())
        about = ("content-type", "cache-control", "x-content-type-options", "referrer-policy", "x-frame-options")
        assert [short.headers[name] for name in about] == [long.headers[name] for name in about]
    assert doors.took_long == []


def test_a_client_may_show_its_secret_in_the_header(doors: Doors) -> None:
    Client.objects.filter(client_id=MACHINE).update(
        auth_method="client_secret_basic", secret_hash=tokens.digest("geheim")
    )
    form = {"grant_type": "client_credentials"}
    assert doors.short("token", data=form, headers=basic(MACHINE, "geheim"))["token_type"] == "Bearer"
    assert doors.send("token", data=ASK, headers=basic(MACHINE, "geheim")).status_code == 401
    assert doors.send("token", data=form, headers=basic(MACHINE, "geheim!")).status_code == 401


def test_a_token_that_another_process_revokes_is_refused_with_the_next_request(doors: Doors) -> None:
    token = somebody()
    assert doors.short("introspect", data={"token": token, **PROOF})["active"] is True
    assert doors.short("userinfo", method="GET", headers=bearer(token))
    elsewhere("DELETE FROM access_token WHERE token_hash = %s", tokens.digest(token))
    assert doors.send("introspect", data={"token": token, **PROOF}).json() == {"active": False}
    assert doors.send("userinfo", method="GET", headers=bearer(token)).status_code == 401


def test_a_secret_that_another_process_changes_opens_nothing_with_the_next_request(doors: Doors) -> None:
    token = doors.short("token", data=ASK)["access_token"]
    elsewhere("UPDATE access_client SET secret_hash = %s WHERE client_id = %s", tokens.digest("ander"), MACHINE)
    assert doors.send("token", data=ASK).status_code == 401
    assert doors.send("introspect", data={"token": token, **PROOF}).status_code == 401
    assert doors.short("token", data=ASK | {"client_secret": "ander"})["scope"] == "ebox_publish ebox_read"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ("scopes = '{openid}'", 200),
        ("grant_types = '{authorization_code}'", 400),
        ("auth_method = 'client_secret_basic'", 401),
        ("dpop_bound = true", 400),
    ],
)
def test_what_another_process_takes_from_a_client_is_gone_with_the_next_request(
    doors: Doors, change: str, status: int
) -> None:
    assert doors.short("token", data=ASK)
    elsewhere(f"UPDATE access_client SET {change} WHERE client_id = %s", MACHINE)  # noqa: S608 - ours
    answer = doors.send("token", data=ASK)
    assert answer.status_code == status
    assert "ebox" not in answer.text


def test_a_scope_that_another_process_takes_from_a_client_is_not_told_with_the_next_request(doors: Doors) -> None:
    token = bearer(somebody())
    assert "family_name" in doors.short("userinfo", method="GET", headers=token)
    elsewhere("UPDATE access_client SET scopes = '{openid}' WHERE client_id = %s", MACHINE)
    assert doors.short("userinfo", method="GET", headers=token).keys() == {"sub"}


def test_a_client_that_another_process_removes_is_nobody_with_the_next_request(doors: Doors) -> None:
    token = somebody()
    assert doors.short("introspect", data={"token": token, **PROOF})
    elsewhere("DELETE FROM access_token")
    elsewhere("DELETE FROM access_client WHERE client_id = %s", MACHINE)
    assert doors.send("introspect", data={"token": token, **PROOF}).status_code == 401
    assert doors.send("token", data=ASK).status_code == 401


def test_a_token_whose_time_is_over_is_refused(doors: Doors) -> None:
    token = somebody(expires_at=clock.now() + timedelta(seconds=30))
    with clock.frozen_at(clock.now() + timedelta(seconds=31)):
        assert doors.send("introspect", data={"token": token, **PROOF}).json() == {"active": False}
        assert doors.send("userinfo", method="GET", headers=bearer(token)).status_code == 401


def test_a_token_for_the_holder_of_a_key_does_not_open_without_it(doors: Doors) -> None:
    token = somebody(dpop_jkt="A" * 43)
    assert doors.send("userinfo", method="GET", headers=bearer(token)).status_code == 401
    assert doors.short("introspect", data={"token": token, **PROOF})["cnf"] == {"jkt": "A" * 43}


def test_an_application_hears_nothing_of_another_s_token(doors: Doors) -> None:
    name, secret = register("ander")
    ask = {"token": somebody(), "client_id": name, "client_secret": secret}
    assert doors.send("introspect", data=ask).json() == {"active": False}


def test_the_long_path_gets_the_whole_request(doors: Doors) -> None:
    answer = doors.send("token", data=ASK | {"resource": "https://api.example/v1"})
    assert (answer.status_code, doors.took_long) == (200, ["/op/v1/token"])
    told = doors.short("introspect", data={"token": answer.json()["access_token"], **PROOF})
    assert told["aud"] == "https://api.example/v1"


def test_another_host_is_not_served_here(doors: Doors) -> None:
    assert doors.send("token", data=ASK, headers={"Host": "mijn.localhost"}).status_code == 404
    assert doors.send("token", data=ASK, headers={"Host": "toegang.localhost.evil.example"}).status_code == 421


def test_a_database_that_drops_its_connections_is_noticed_by_nobody(doors: Doors) -> None:
    for _each in range(prepared.MOST):
        assert doors.short("token", data=ASK)
    elsewhere("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query ~ 'access_client AS client[,]'")
    assert doors.send("token", data=ASK).status_code == 200
    assert doors.took_long == ["/op/v1/token"]
    prepared.close()
    assert doors.short("token", data=ASK)


def test_when_the_database_fails_for_many_at_once_they_do_not_wait_for_each_other(
    doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    class TakenMeanwhile(SimpleQueue[Any]):
        """Somebody else takes one of those that were counted."""

        def qsize(self) -> int:
            return super().qsize() + 1

    places: SimpleQueue[Any] = TakenMeanwhile()
    places.put(None)
    monkeypatch.setattr(prepared, "_places", places)
    assert doors.short("token", data=ASK)
    elsewhere("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query ~ 'access_client AS client[,]'")
    assert doors.send("token", data=ASK).status_code == 200
    assert prepared._rest_until[0] > time.monotonic(), "nothing is tried for a second"
    assert places.get_nowait() is None, "and then on a new connection"


_NAMES = st.sampled_from([MACHINE, "ander", "niemand", "", "mac\x00hine", "machine "])
_WORDS = st.sampled_from(
    [SECRET, "ebox_read", "openid", "client_credentials", "authorization_code", "", "é", "%", "a b", "TOKEN"]
)
_FIELDS = st.sampled_from(
    ["grant_type", "client_id", "client_secret", "scope", "token", "client_assertion", "audience", "token_type_hint"]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(["token", "introspect", "userinfo"]),
    start=st.sampled_from([ASK, PROOF, {"token": "TOKEN", **PROOF}, {}]),
    changes=st.dictionaries(_FIELDS, _WORDS | _NAMES | st.lists(_WORDS, max_size=2), max_size=3),
    shown=st.sampled_from(["", "Bearer TOKEN", "bearer TOKEN", "Bearer  TOKEN", "Bearer", "Basic TOKEN", "DPoP TOKEN"])
    | st.tuples(_NAMES, _WORDS).map(lambda pair: basic(*pair)["Authorization"]),
)
def test_whatever_is_sent_gets_the_long_path_s_answer(
    doors: Doors, path: str, start: dict[str, str], changes: dict[str, Any], shown: str
) -> None:
    token = somebody()
    form = {name: _filled(value, token) for name, value in (start | changes).items()}
    headers = {"Authorization": shown.replace("TOKEN", token)} if shown else {}
    how: dict[str, Any] = {"method": "GET"} if path == "userinfo" else {"data": form}
    short = doors.send(path, headers=headers, **how)
    long = doors.send(path, headers=headers, straight=True, **how)
    assert short.status_code == long.status_code
    assert _without_token(short.json()) == _without_token(long.json())
    assert short.headers.get("www-authenticate") == long.headers.get("www-authenticate")


def _filled(value: Any, token: str) -> Any:
    return (
        [each.replace("TOKEN", token) for each in value] if isinstance(value, list) else value.replace("TOKEN", token)
    )


def _without_token(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name != "access_token"}
