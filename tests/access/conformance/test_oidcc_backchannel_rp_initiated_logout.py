"""oidcc-backchannel-rp-initiated-logout-certification-test-plan: one test per module, named after it."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import parse_qs, urlencode

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from burgerprofiel.kit import http
from tests.access.conformance import suite
from tests.access.conformance.suite import HOME
from tests.access.surfing import query
from tests.access.test_backchannel_logout import work
from tests.access.test_provider import OP, Application, application

__all__ = ["application"]

EVENT = "http://schemas.openid.net/event/backchannel-logout"


def test_oidcc_backchannel_logout_discovery_endpoint_verification(application: Application) -> None:
    told = application.send("GET", "/.well-known/openid-configuration").json()
    assert told["backchannel_logout_supported"] is True
    assert told["backchannel_logout_session_supported"] is True
    assert told["end_session_endpoint"] == f"{OP}/v1/logout"


def test_oidcc_backchannel_rp_initiated_logout(application: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[dict[str, list[str]]] = []

    def listen(request: httpx.Request) -> httpx.Response:
        assert (request.method, str(request.url)) == ("POST", f"{HOME}/backchannel_logout")
        assert request.headers["content-type"] == "application/x-www-form-urlencoded"
        heard.append(parse_qs(request.content.decode()))
        return httpx.Response(200, headers={"Cache-Control": "no-store"})

    client = suite.oidcc(application)["client"]
    asked, given = client.code()
    hint = client.exchange(given).json()["id_token"]
    claims = client.id_token(hint, asked["nonce"])

    wanted = {"id_token_hint": hint, "post_logout_redirect_uri": f"{HOME}/post_logout_redirect", "state": "s" * 32}
    back = application.surfer.get(f"{OP}/v1/logout?{urlencode(wanted)}")["Location"]
    assert query(back) == {"state": "s" * 32}
    transport = httpx.MockTransport(listen)
    monkeypatch.setattr(http, "async_client", lambda _seconds: httpx.AsyncClient(transport=transport))
    work()

    ((token,),) = (form.pop("logout_token") for form in heard)
    assert heard == [{}], "nothing else is told"
    read = jwt.decode(token, KeySet.import_key_set(application.send("GET", "/v1/keys").json()), algorithms=["RS256"])
    told: dict[str, Any] = dict(read.claims)
    assert (told["iss"], told["aud"], told["events"]) == (OP, client.client_id, {EVENT: {}})
    assert (told["sub"], told["sid"]) == (claims["sub"], claims["sid"])
    assert abs(told["iat"] - time.time()) < 60
    assert told["jti"]
    assert "nonce" not in told
    silent = client.question(prompt="none")
    assert client.error(silent, client.ask(silent)) == "login_required"
