"""Clients that others wrote sign somebody in, unchanged: npm openid-client, PyPI simple-openid-connect.

(authlib's own client is in test_provider.py.)
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
import requests
from joserfc.jwk import ECKey
from simple_openid_connect import pkce
from simple_openid_connect.client import OpenidClient
from simple_openid_connect.data import RpInitiatedLogoutRequest, TokenSuccessResponse, UserinfoSuccessResponse

from burgerprofiel.access import tokens
from burgerprofiel.access.models import Client as ClientRow
from burgerprofiel.access.models import PushedRequest, SignIn
from tests.access import strangers
from tests.access.surfing import ACCESS, SignInPage, card
from tests.access.test_provider import BACK, OP, Application, application

__all__ = ["application"]

BYE = "https://site.example/tot-ziens"
NAMES = {"given_name": "Noor Maria", "family_name": "Vandenbos"}


def citizen(application: Application, address: str) -> str:
    """Go where an application sends somebody, with a card at hand; returns the address at which they come back."""
    surfer = application.surfer
    response = surfer.get(address)
    if not str(response.get("Location", "")).startswith("https://site.example/"):
        _where, page = surfer.follow(response)
        keys = SignInPage(surfer, page.content.decode())
        assert keys.show(application.box, card(application.box)).status_code == 200
        response = surfer.get(ACCESS + keys.go_on)
    return str(response["Location"])


def register(application: Application, **columns: Any) -> None:
    """Register the application another way."""
    offline = {
        "scopes": ["openid", "profile", "offline_access"],
        "grant_types": ["authorization_code", "refresh_token"],
    }
    ClientRow.objects.filter(client_id="zonnegem").update(**offline, **columns)


def openid_client(application: Application, **wishes: Any) -> dict[str, Any]:
    """Run npm openid-client against us."""
    usual = {
        "issuer": OP,
        "client_id": "zonnegem",
        "secret": application.secret,
        "redirect_uri": BACK,
        "post_logout_redirect_uri": BYE,
        "scope": "openid profile offline_access",
    }
    wire = application.outside.answer
    return strangers.run("openid_client.mjs", usual | wishes, wire, lambda address: citizen(application, address))


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"])
@pytest.mark.parametrize("par", [False, True])
@pytest.mark.parametrize("dpop", [False, True])
def test_openid_client_does_all_of_it(application: Application, method: str, par: bool, dpop: bool) -> None:
    key = ECKey.generate_key("P-256", {"kid": "k1"})
    register(
        application,
        auth_method=method,
        secret_hash=tokens.digest(application.secret) if "secret" in method else b"",
        jwks={"keys": [key.as_dict(private=False)]} if method == "private_key_jwt" else None,
        require_par=par,
        dpop_bound=dpop,
    )
    wish = {"method": method, "par": par, "dpop": dpop, "key": key.as_dict(private=True)}
    result = openid_client(application, **wish)
    assert ("request_uri=" in result["url"]) is par
    assert result["type"] == ("dpop" if dpop else "bearer")
    assert result["told"] == NAMES | {"sub": result["claims"]["sub"]}
    assert result["refreshed"] == result["told"]
    assert result["revoked"] == "invalid_grant"
    assert result["ended"] == f"{BYE}?state=bye"
    assert not SignIn.objects.exists()
    assert not PushedRequest.objects.exists()


@pytest.mark.parametrize("mode", ["query", "fragment"])
def test_openid_client_reads_the_answer_where_it_asked_for_it(application: Application, mode: str) -> None:
    register(application)
    wishes = {"method": "client_secret_post", "par": True, "more": {"response_mode": mode}}

    def way_back(address: str) -> str:
        came = citizen(application, address)
        return came.replace("#", "?") if mode == "fragment" else came

    usual = {"issuer": OP, "client_id": "zonnegem", "secret": application.secret, "redirect_uri": BACK}
    more = {"post_logout_redirect_uri": BYE, "scope": "openid profile"}
    result = strangers.run("openid_client.mjs", usual | more | wishes, application.outside.answer, way_back)
    assert result["told"]["family_name"] == "Vandenbos"


class Wire(requests.adapters.BaseAdapter):
    """The wire of who uses `requests`."""

    def __init__(self, application: Application) -> None:
        super().__init__()
        self.application = application

    def send(self, request: requests.PreparedRequest, *_args: Any, **_more: Any) -> requests.Response:
        """Reach the provider."""
        asked = httpx.Request(
            str(request.method), str(request.url), headers=dict(request.headers), content=request.body or b""
        )
        answer = self.application.outside.answer(asked)
        response = requests.Response()
        response.status_code, response.url, response.request = answer.status_code, str(request.url), request
        response.headers.update(answer.headers)
        response._content = answer.content
        return response

    def close(self) -> None:
        """Nothing is open."""


def test_simple_openid_connect_does_all_of_it(application: Application) -> None:
    register(application, auth_method="client_secret_basic", may_introspect=True)
    session = requests.Session()
    session.mount("http://", Wire(application))
    client = OpenidClient.from_issuer_url(
        OP, BACK, "zonnegem", application.secret, "openid profile offline_access", session=session
    )
    verifier, challenge = pkce.generate_pkce_pair()
    method = {"code_challenge": challenge, "code_challenge_method": "S256"}
    start = client.authorization_code_flow.start_authentication("s-1", "n-1", **method)
    back = citizen(application, start)
    got = client.authorization_code_flow.handle_authentication_result(
        back, state="s-1", code_verifier=verifier, **method
    )
    assert isinstance(got, TokenSuccessResponse), got
    claims = client.decode_id_token(got.id_token, nonce="n-1")
    told = client.fetch_userinfo(got.access_token)
    assert isinstance(told, UserinfoSuccessResponse), told
    assert (told.sub, told.given_name, told.family_name) == (claims.sub, "Noor Maria", "Vandenbos")
    assert client.introspect_token(got.access_token).active
    again = client.exchange_refresh_token(str(got.refresh_token))
    assert isinstance(again, TokenSuccessResponse), again
    bye = client.initiate_logout(RpInitiatedLogoutRequest(id_token_hint=got.id_token, post_logout_redirect_uri=BYE))
    assert citizen(application, bye) == BYE
    assert not SignIn.objects.exists()


def test_simple_openid_connect_hears_that_somebody_cancelled(application: Application) -> None:
    from simple_openid_connect.exceptions import AuthenticationFailedError

    register(application, auth_method="client_secret_basic")
    session = requests.Session()
    session.mount("http://", Wire(application))
    client = OpenidClient.from_issuer_url(OP, BACK, "zonnegem", application.secret, session=session)
    question = urlencode(application.question(scope="openid"))
    back = application.surfer.get(f"{OP}/aanmelden/annuleren?{question}")["Location"]
    with pytest.raises(AuthenticationFailedError):
        client.authorization_code_flow.handle_authentication_result(back, state="s-123")
