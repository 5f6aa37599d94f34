"""A provider abroad: OpenID Connect and nothing else, of which a test may spoil every part."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import httpx
from joserfc import jwe, jws, jwt
from joserfc.jwk import KeySet, RSAKey

from burgerprofiel.access.upstream import own_keys
from burgerprofiel.access.upstream.configuration import Claims, Upstream
from burgerprofiel.kit import clock
from burgerprofiel.kit.operators_file import Words

NAME = "https://login.abroad.example"
CLIENT = "portaal-42"
NOOR = "85631441236"
KEY = RSAKey.generate_key(2048, auto_kid=True)
STRANGER = RSAKey.generate_key(2048, auto_kid=True)
Change = Callable[[dict[str, Any]], object]


def upstream(**fields: Any) -> Upstream:
    """What an operator would write of it."""
    usual: dict[str, Any] = {
        "name": "elders",
        "issuer": NAME,
        "client_id": CLIENT,
        "title": Words(nl="Inloggen Elders", fr="Ailleurs", de="Anderswo", en="Abroad"),
        "explanation": "Uw sleutel van elders",
        "acr": {"loa:high": "eidashigh", "loa:low": "csammail"},
        "claims": Claims(number="insz"),
        "userinfo": "none",
        "id_token_algorithms": ("RS256",),
    }
    return Upstream(**usual | fields)


def encrypt(text: str, key: RSAKey | None = None, **head: str) -> str:
    """Encrypt for us, as the head says."""
    key = key or own_keys.opening()[0]
    usual = {"alg": "RSA-OAEP", "enc": "A128CBC-HS256", "kid": key.kid or ""}
    ways = ["RSA-OAEP", "RSA-OAEP-256", "RSA1_5", "A128CBC-HS256", "A256GCM", "DEF"]
    return jwe.encrypt_compact(
        usual | head, text, key, registry=jwe.JWERegistry(algorithms=ways, strict_check_header=False)
    )


class Abroad:
    """The provider."""

    def __init__(self, made: Upstream) -> None:
        self.upstream = made
        self.asked: dict[str, str] = {}
        self.form: dict[str, str] = {}
        self.headers: httpx.Headers = httpx.Headers()
        self.claims: Change = lambda claims: None
        self.told: Change = lambda claims: None
        self.metadata: Change = lambda told: None
        self.token: Callable[[dict[str, Any]], str] = self.signed
        self.wrap: Callable[[str], str] = lambda text: text
        self.spoil: Callable[[httpx.Request], httpx.Response | None] = lambda request: None
        self.more_keys: list[dict[str, Any]] = []
        self.redeemed = 0

    def signed(self, claims: dict[str, Any], key: RSAKey = KEY, **head: str | None) -> str:
        """Sign claims."""
        ways = jws.JWSRegistry(algorithms=["RS256", "PS256"], strict_check_header=False)
        told = {"alg": "RS256", "kid": key.kid or ""} | head
        return jwt.encode({name: value for name, value in told.items() if value}, claims, key, registry=ways)

    def answer(self, request: httpx.Request) -> httpx.Response:
        """Answer on the back channel."""
        spoiled = self.spoil(request)
        if spoiled is not None:
            return spoiled
        match request.url.path:
            case "/.well-known/openid-configuration":
                return httpx.Response(200, json=self._metadata())
            case "/keys":
                return httpx.Response(
                    200, json={"keys": [*self.more_keys, {**KEY.as_dict(private=False), "kid": KEY.kid}]}
                )
            case "/token":
                self.form, self.headers = dict(parse_qsl(request.content.decode())), request.headers
                self.redeemed += 1
                return httpx.Response(
                    200, json={"access_token": "t", "id_token": self.wrap(self.token(self._claims()))}
                )
            case "/userinfo":
                return self._userinfo()
        return httpx.Response(404)

    def _metadata(self) -> dict[str, Any]:
        told = {f"{each}_endpoint": f"{NAME}/{each}" for each in ("authorization", "token", "userinfo")}
        told |= {"issuer": NAME, "jwks_uri": f"{NAME}/keys"}
        self.metadata(told)
        return told

    def person(self) -> dict[str, Any]:
        """What it knows."""
        return {"sub": "abc", "insz": NOOR, "given_name": "Noor", "family_name": "Vandenbos"}

    def _claims(self) -> dict[str, Any]:
        now = int(clock.now().timestamp())
        claims = {"iss": NAME, "aud": CLIENT, "iat": now, "exp": now + 300, "auth_time": now, "acr": "loa:high"}
        claims |= {"nonce": self.asked.get("nonce", ""), "at_hash": at_hash("t")} | self.person()
        self.claims(claims)
        return claims

    def _userinfo(self) -> httpx.Response:
        told = self.person() | ({} if self.upstream.userinfo == "plain" else {"iss": NAME, "aud": CLIENT})
        self.told(told)
        if self.upstream.userinfo == "plain":
            return httpx.Response(200, json=told)
        text = self.signed(told)
        return httpx.Response(200, content=encrypt(text) if self.upstream.userinfo == "encrypted" else text)


def at_hash(token: str) -> str:
    """The left half of a token's hash."""
    return base64.urlsafe_b64encode(hashlib.sha256(token.encode()).digest()[:16]).decode().rstrip("=")


def our_keys(published: dict[str, Any]) -> KeySet:
    """Our published keys, as a provider reads them."""
    return KeySet.import_key_set(json.loads(json.dumps(published)))
