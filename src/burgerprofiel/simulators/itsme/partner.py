"""The one partner that is registered here, and how it proves itself: a note that it signed, for us, just now, once."""

from __future__ import annotations

import time
from typing import Any, NamedTuple

import httpx
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, RSAKey

from burgerprofiel.kit import http
from burgerprofiel.simulators.hosts import sign_in_service

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
SERVICE = "service:BURGERPROFIEL_LOGIN"
_LONGEST = 300
_UNREADABLE = (JoseError, ValueError, KeyError, TypeError, AttributeError)


class RefusedError(Exception):
    """An OAuth error: its name, and a sentence for the partner's developer."""

    def __init__(self, error: str, detail: str) -> None:
        """Keep both."""
        super().__init__(error)
        self.error, self.detail = error, detail


class Partner(NamedTuple):
    """What itsme keeps of a partner."""

    client_id: str
    redirect_uri: str
    jwks_uri: str


def registered() -> Partner:
    """Return the demo's portal."""
    access = sign_in_service()
    return Partner("BURGERPROFIEL", f"{access}/op/aanmelden/bij/itsme/terug", f"{access}/op/v1/client-keys")


class Doorman:
    """Checks notes, and remembers which were shown."""

    def __init__(self) -> None:
        """Nobody was here yet."""
        self._seen: dict[str, float] = {}

    async def check(self, form: dict[str, str], endpoint: str) -> KeySet:
        """Return the partner's keys once it has proved itself. Raises RefusedError."""
        if form.get("client_assertion_type") != ASSERTION:
            raise RefusedError("invalid_client", "client_assertion_type must be jwt-bearer; secrets are not supported")
        keys = await published(registered().jwks_uri)
        try:
            self._check(form, endpoint, keys)
        except _UNREADABLE as error:
            raise RefusedError("invalid_client", f"the client assertion is wrong: {error}") from error
        return keys

    def _check(self, form: dict[str, str], endpoint: str, keys: KeySet) -> None:
        partner, text, now = registered(), form.get("client_assertion", ""), time.time()
        head = jws.extract_compact(text.encode()).headers()
        key = next(key for key in [*keys.keys, None] if key is None or key.kid == head.get("kid"))
        if key is None or key.get("use") != "sig":
            raise ValueError("signed with a key that is not published")
        claims: dict[str, Any] = jwt.decode(text, key, algorithms=["RS256", "PS256"]).claims
        wrong = {
            "iss": claims["iss"] != partner.client_id,
            "sub": claims["sub"] != partner.client_id,
            "client_id": form.get("client_id", partner.client_id) != partner.client_id,
            "aud": claims["aud"] != endpoint,
            "exp": not now < claims["exp"] <= now + _LONGEST,
            "iat": claims.get("iat", 0) > now + 10,
            "jti": not 1 <= len(claims["jti"]) <= 255 or claims["jti"] in self._seen,
        }
        for name, is_wrong in wrong.items():
            if is_wrong:
                raise ValueError(name)
        self._seen = {jti: until for jti, until in self._seen.items() if until > now} | {claims["jti"]: claims["exp"]}


async def published(address: str) -> KeySet:
    """Fetch the partner's public keys. Raises RefusedError."""
    try:
        async with http.async_client(5) as client:
            answer = await client.get(address)
            return KeySet.import_key_set(answer.raise_for_status().json())
    except (httpx.HTTPError, *_UNREADABLE) as error:
        raise RefusedError("invalid_client", f"the keys at {address} cannot be read") from error


def encryption_key(keys: KeySet) -> RSAKey:
    """Return the key to encrypt with. Raises RefusedError."""
    for key in keys.keys:
        if isinstance(key, RSAKey) and key.get("use") == "enc":
            return key
    raise RefusedError("invalid_client", "no key with use “enc” is published")
