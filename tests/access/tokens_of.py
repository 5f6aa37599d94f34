"""Applications of three kinds at the token side of the provider, and keys for proofs."""

from __future__ import annotations

import json
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import httpx
from joserfc.jwk import ECKey, Key
from joserfc.jws import JWSRegistry

from burgerprofiel.access import tokens
from burgerprofiel.access.models import Client as ClientRow
from burgerprofiel.access.provider.dpop import token_hash
from tests.access.test_provider import BACK, OP, Application

OFFLINE = "openid profile rrn offline_access"


def offline(application: Application, **changes: Any) -> Application:
    """Let the application refresh."""
    values = {
        "scopes": ["openid", "profile", "rrn", "offline_access"],
        "grant_types": ["authorization_code", "refresh_token"],
    } | changes
    ClientRow.objects.filter(client_id=application.client_id).update(**values)
    return application


def register(client_id: str, **values: Any) -> tuple[str, str]:
    """Register another client; returns its name and secret."""
    secret = f"geheim van {client_id}"
    ClientRow.objects.create(
        **{
            "client_id": client_id,
            "name": client_id,
            "auth_method": "client_secret_post",
            "secret_hash": tokens.digest(secret),
            "redirect_uris": [BACK],
            "scopes": ["openid"],
            **values,
        }
    )
    return client_id, secret


def granted(application: Application, **headers: str) -> dict[str, Any]:
    """Sign in and exchange; returns the answer."""
    scope = " ".join(ClientRow.objects.get(client_id=application.client_id).scopes)
    answer = application.send("POST", "/v1/token", data=exchange_form(application, scope=scope), headers=headers)
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def exchange_form(application: Application, **question: str) -> dict[str, str]:
    """The form that exchanges a fresh code."""
    return {
        "grant_type": "authorization_code",
        "code": application.answer(**question)["code"],
        "redirect_uri": BACK,
        "code_verifier": application.verifier,
        **mine(application),
    }


def mine(application: Application) -> dict[str, str]:
    """How the application proves itself."""
    return {
        name: value
        for name, value in (("client_id", application.client_id), ("client_secret", application.secret))
        if value
    }


def refresh(
    application: Application, token: str, /, headers: dict[str, str] | None = None, **more: str
) -> httpx.Response:
    """Refresh."""
    form = {"grant_type": "refresh_token", "refresh_token": token, **mine(application)} | more
    return application.send("POST", "/v1/token", data=form, headers=headers or {})


def userinfo(application: Application, token: str, scheme: str = "Bearer", **headers: str) -> httpx.Response:
    """Ask who it is."""
    return application.send("GET", "/v1/userinfo", headers={"Authorization": f"{scheme} {token}", **headers})


def introspect(application: Application, token: str, who: tuple[str, str] | None = None, **more: str) -> httpx.Response:
    """Ask about a token, as the application itself or as `who`."""
    auth = who or (application.client_id, application.secret)
    form = {"token": token, "client_id": auth[0], "client_secret": auth[1], **more}
    return application.send("POST", "/v1/introspect", data=form)


def revoke(application: Application, token: str, **more: str) -> httpx.Response:
    """Give a token back."""
    return application.send("POST", "/v1/revoke", data={"token": token, **mine(application), **more})


@dataclass
class Holder:
    """Who holds a key, and makes proofs with it (RFC 9449 §4)."""

    key: Key = field(default_factory=lambda: ECKey.generate_key("P-256"))
    algorithm: str = "ES256"
    made: int = 0

    @property
    def thumbprint(self) -> str:
        """Of the key."""
        return self.key.thumbprint()

    def proof(
        self,
        path: str = "/v1/token",
        method: str = "POST",
        token: str = "",
        head: dict[str, Any] | None = None,
        **changes: Any,
    ) -> str:
        """A right proof, with changes; None leaves a claim or a part of the head out."""
        self.made += 1
        claims: dict[str, Any] = {
            "jti": f"{self.thumbprint}-{self.made}",
            "htm": method,
            "htu": OP + path,
            "iat": int(time.time()),
        }
        claims |= {"ath": token_hash(token)} if token else {}
        claims = {name: value for name, value in (claims | changes).items() if value is not None}
        header = {"typ": "dpop+jwt", "alg": self.algorithm, "jwk": self.key.as_dict(private=False)} | (head or {})
        header = {name: value for name, value in header.items() if value is not None}
        told = ".".join(_text(json.dumps(part).encode()) for part in (header, claims))
        return f"{told}.{_text(_SIGNERS[self.algorithm].sign(told.encode(), self.key))}"


_SIGNERS = JWSRegistry.algorithms


def _text(part: bytes) -> str:
    return urlsafe_b64encode(part).decode().rstrip("=")
