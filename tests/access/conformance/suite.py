"""The OpenID Foundation's suite as a client of ours: registered by our own command, asking as its modules ask.

What every one of its modules checks on the way stands here, once: the answer, the id_token, errors.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
from django.http import HttpResponse
from joserfc import jwt
from joserfc.jwk import Key, KeySet, import_key

from burgerprofiel.kit import clock
from tests.access.surfing import ACCESS, SignInPage, card, query
from tests.access.test_client_authentication import TYPE
from tests.access.test_consents import send
from tests.access.test_oidf_config import config
from tests.access.test_provider import OP, Application
from tests.access.tokens_of import Holder

HOME = "https://suite.example/test/a/ours"
SAID = re.compile(r"[\x20-\x21\x23-\x5B\x5D-\x7E]*")
"""What an error's description may hold (RFC 6749 §4.1.2.1, §5.2)."""


@dataclass
class Flow:
    """One sign-in, all the way."""

    asked: dict[str, str]
    answer: dict[str, Any]
    claims: dict[str, Any]
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def token(self) -> str:
        """The access token."""
        return str(self.answer["access_token"])


@dataclass
class Client:
    """One of the suite's clients of the oidcc plans: with a secret, without PKCE."""

    application: Application
    client_id: str
    secret: str
    post: bool = False
    back: str = f"{HOME}/callback"

    def question(self, **changes: str | None) -> dict[str, str]:
        """What every module asks, with changes; None leaves a parameter out."""
        right: dict[str, str | None] = {
            "client_id": self.client_id,
            "redirect_uri": self.back,
            "scope": "openid",
            "state": secrets.token_urlsafe(8),
            "nonce": secrets.token_urlsafe(8),
            "response_type": "code",
        }
        return {name: value for name, value in (right | changes).items() if value is not None}

    def ask(self, asked: Mapping[str, str]) -> HttpResponse:
        """Send the browser to the authorization endpoint."""
        return self.application.surfer.get(f"{OP}/v1/auth?{urlencode(asked)}")

    def arrive(self, response: HttpResponse) -> dict[str, str]:
        """The citizen shows a card when asked, and agrees when asked. Returns what comes back to the suite."""
        surfer, box = self.application.surfer, self.application.box
        while not response["Location"].startswith(self.back):
            where, page = surfer.follow(response, until=self.back)
            if where.startswith(self.back):
                break
            assert page.status_code == 200, page.content
            if urlsplit(where).path == "/op/toestemming":
                response = surfer.get(ACCESS + send(surfer, where.removeprefix(ACCESS))["Location"])
                continue
            keys = SignInPage(surfer, page.content.decode())
            assert keys.show(box, card(box)).status_code == 200
            response = surfer.get(ACCESS + keys.go_on)
        return query(response["Location"])

    def code(self, **changes: str | None) -> tuple[dict[str, str], str]:
        """Sign somebody in; returns the question and the code of a right answer."""
        asked = self.question(**changes)
        return asked, self.checked(asked, self.arrive(self.ask(asked)))

    def checked(self, asked: Mapping[str, str], told: Mapping[str, str]) -> str:
        """Return the code of an answer in which nothing is wrong."""
        assert "error" not in told, told
        assert told.get("state") == asked.get("state")
        assert told["iss"] == OP
        assert set(told) == {"code", "iss"} | ({"state"} & set(asked))
        assert len(told["code"]) >= 22, "at least 128 bits"
        return told["code"]

    def error(self, asked: Mapping[str, str], response: HttpResponse) -> str:
        """Return the error that comes back; nothing else does (the suite's generic checks of an error)."""
        assert response["Location"].startswith(self.back)
        told = query(response["Location"])
        assert told.get("state") == asked.get("state")
        assert told["iss"] == OP
        assert set(told) <= {"error", "error_description", "error_uri", "state", "iss"}
        assert SAID.fullmatch(told.get("error_description", ""))
        return told["error"]

    def proof(self) -> dict[str, Any]:
        """How this client proves itself."""
        pair = {"client_id": self.client_id, "client_secret": self.secret}
        return {"data": pair} if self.post else {"auth": (self.client_id, self.secret)}

    def request_token(self, **form: str) -> httpx.Response:
        """Ask for tokens."""
        how = self.proof()
        return self.application.send("POST", "/v1/token", **(how | {"data": form | how.get("data", {})}))

    def exchange(self, given: str, **more: str) -> httpx.Response:
        """Exchange a code."""
        return self.request_token(grant_type="authorization_code", code=given, redirect_uri=self.back, **more)

    def flow(self, **changes: str | None) -> Flow:
        """A whole sign-in, as the suite's server test does it and checks it."""
        asked, given = self.code(**changes)
        answer = tokens_in(self.exchange(given))
        claims = self.id_token(answer["id_token"], asked.get("nonce"))
        return Flow(asked, answer, claims, self.userinfo(str(answer["access_token"]), claims))

    def userinfo(self, token: str, claims: Mapping[str, Any]) -> dict[str, Any]:
        """Ask who it is, with the token in the header."""
        told = self.application.send("GET", "/v1/userinfo", headers={"Authorization": f"Bearer {token}"})
        return told_in(told, claims)

    def id_token(self, text: str, nonce: str | None, algorithm: str = "RS256") -> dict[str, Any]:
        """Check an id_token as every module does (OpenID Connect Core §3.1.3.7). Returns its claims."""
        published = self.application.send("GET", "/v1/keys").json()
        kids = [key["kid"] for key in published["keys"]]
        assert len(kids) == len(set(kids))
        read = jwt.decode(text, KeySet.import_key_set(published), algorithms=[algorithm])
        assert read.header["kid"] in kids
        told, now = dict(read.claims), clock.now().timestamp()
        assert (told["iss"], told["aud"], told.get("azp", self.client_id)) == (OP, self.client_id, self.client_id)
        assert told["iat"] - 5 <= now < told["exp"]
        assert told.get("nonce") == nonce
        assert 0 < len(told["sub"]) <= 255
        assert isinstance(told.get("auth_time", 0), int)
        return told


def tokens_in(answer: httpx.Response) -> dict[str, Any]:
    """Return a right answer of the token endpoint (RFC 6749 §5.1)."""
    assert answer.status_code == 200, answer.content
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.headers["cache-control"] == "no-store"
    told: dict[str, Any] = answer.json()
    assert isinstance(told["expires_in"], int)
    assert len(told["access_token"]) >= 22, "at least 128 bits"
    return told


def refused(answer: httpx.Response, *errors: str) -> None:
    """Check a refusal of an endpoint that clients ask themselves (RFC 6749 §5.2)."""
    told = answer.json()
    assert told["error"] in errors, told
    assert answer.status_code in ((400, 401) if told["error"] == "invalid_client" else (400,))
    assert SAID.fullmatch(told.get("error_description", ""))


def told_in(answer: httpx.Response, claims: Mapping[str, Any]) -> dict[str, Any]:
    """Return what userinfo says, about whom the id_token is (OpenID Connect Core §5.3.2)."""
    assert answer.status_code == 200, answer.content
    assert answer.headers["content-type"].startswith("application/json")
    told: dict[str, Any] = answer.json()
    assert told["sub"] == claims["sub"]
    return told


def shown(response: HttpResponse) -> bool:
    """Whether an error page is shown and nothing is followed."""
    return response.status_code == 400 and "Location" not in response and "text/html" in response["Content-Type"]


def oidcc(application: Application) -> dict[str, Client]:
    """Register the clients of the oidcc plans with our command, as somebody does who runs the suite."""
    told = config("oidcc", "--register", "--suite", "https://suite.example", "--alias", "ours")
    parts = {"client": False, "client2": False, "client_secret_post": True}
    return {
        part: Client(application, told[part]["client_id"], told[part]["client_secret"], post)
        for part, post in parts.items()
    }


@dataclass
class FapiClient(Client):
    """One of the suite's clients of the FAPI plan: it signs assertions, pushes its questions and holds its tokens."""

    key: Key | None = None
    algorithm: str = "ES256"
    scope: str = "openid profile"
    holder: Holder = field(default_factory=Holder)
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))

    def question(self, **changes: str | None) -> dict[str, str]:
        """With PKCE, for the scopes of the configuration."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).decode().rstrip("=")
        right = {"scope": self.scope, "code_challenge": challenge, "code_challenge_method": "S256"}
        return super().question(**(right | changes))

    def assertion(self, algorithm: str = "", key: Key | None = None, **changes: Any) -> dict[str, str]:
        """Who it is, for our issuer alone (FAPI 2.0 §5.3.3.1), with changes; None leaves a claim out."""
        now, signer, name = int(time.time()), key or self.key, algorithm or self.algorithm
        assert signer
        right = {"iss": self.client_id, "sub": self.client_id, "aud": OP, "jti": secrets.token_urlsafe(12)}
        told = right | {"iat": now, "nbf": now, "exp": now + 60} | changes
        told = {claim: value for claim, value in told.items() if value is not None}
        head = {"alg": name, "kid": self.key.kid if self.key else ""}
        return {"client_assertion_type": TYPE, "client_assertion": jwt.encode(head, told, signer, algorithms=[name])}

    def push(self, asked: Mapping[str, str], proof: Mapping[str, str] | None = None, dpop: str = "") -> httpx.Response:
        """Push a question."""
        form = {**asked, **(self.assertion() if proof is None else proof)}
        return self.application.send("POST", "/v1/par", data=form, headers={"DPoP": dpop} if dpop else {})

    def pushed(self, asked: Mapping[str, str], dpop: str = "") -> str:
        """Push a right question; returns its name."""
        answer = self.push(asked, dpop=dpop)
        assert answer.status_code == 201, answer.content
        told = answer.json()
        assert set(told) == {"request_uri", "expires_in"}
        assert 5 < told["expires_in"] < 600
        assert len(told["request_uri"].rpartition(":")[2]) >= 22, "at least 128 bits"
        return str(told["request_uri"])

    def open(self, uri: str, **more: str) -> HttpResponse:
        """Send the browser there, as the suite does: with what RFC 9101 wants to see twice."""
        twice = {"response_type": "code", "scope": self.scope}
        return super().ask({"client_id": self.client_id, "request_uri": uri} | twice | more)

    def ask(self, asked: Mapping[str, str]) -> HttpResponse:
        """Push it, and send the browser."""
        return self.open(self.pushed(asked))

    def checked(self, asked: Mapping[str, str], told: Mapping[str, str]) -> str:
        """The query of the return address comes back too."""
        own = query(self.back)
        assert own.items() <= told.items()
        return super().checked(asked, {name: value for name, value in told.items() if name not in own})

    def request_token(self, **form: str) -> httpx.Response:
        """Ask for tokens, with a proof of the key that will hold them."""
        return self.application.send(
            "POST", "/v1/token", data=self.assertion() | form, headers={"DPoP": self.holder.proof()}
        )

    def exchange(self, given: str, **more: str) -> httpx.Response:
        """Exchange a code."""
        return super().exchange(given, **({"code_verifier": self.verifier} | more))

    def flow(self, **changes: str | None) -> Flow:
        """A whole sign-in, as the suite's FAPI modules do it and check it."""
        asked, given = self.code(**changes)
        return self.rest(asked, given)

    def rest(self, asked: dict[str, str], given: str) -> Flow:
        """From the code on."""
        answer = tokens_in(self.exchange(given))
        assert answer["token_type"] == "DPoP"
        claims = self.id_token(answer["id_token"], asked.get("nonce"), "ES256")
        return Flow(asked, answer, claims, self.userinfo(str(answer["access_token"]), claims))

    def resource(self, token: str, proof: str | None = None, scheme: str = "DPoP", **headers: str) -> httpx.Response:
        """Knock at the resource."""
        dpop = self.holder.proof("/v1/userinfo", "GET", token) if proof is None else proof
        shown = {"Authorization": f"{scheme} {token}"} | ({"DPoP": dpop} if dpop else {}) | headers
        return self.application.send("GET", "/v1/userinfo", headers=shown)

    def userinfo(self, token: str, claims: Mapping[str, Any]) -> dict[str, Any]:
        """Ask who it is, with proof of the key."""
        return told_in(self.resource(token), claims)


def fapi(application: Application) -> tuple[FapiClient, FapiClient]:
    """Register the clients of the FAPI plan with our command."""
    told = config("fapi2", "--register", "--suite", "https://suite.example", "--alias", "ours")

    def made(part: str, back: str) -> FapiClient:
        mine = told[part]
        algorithm, key = mine["dpop_signing_alg"], import_key(mine["jwks"]["keys"][0])
        holder = Holder(import_key(key.as_dict(private=True)), algorithm)
        return FapiClient(application, mine["client_id"], "", False, back, key, algorithm, mine["scope"], holder)

    query_too = f"{HOME}/callback?dummy1=lorem&dummy2=ipsum"
    return made("client", f"{HOME}/callback"), made("client2", query_too)
