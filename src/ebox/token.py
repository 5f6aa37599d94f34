"""The access token: asked for when it is needed, and anew when it ended (OAuth 2.0 client credentials).

The client proves itself with its secret, or with its private key (private_key_jwt, RFC 7523); that needs the packages
`cryptography` and `joserfc`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from urllib.parse import quote_plus
from uuid import uuid4

import httpx

from ebox.addresses import is_safe
from ebox.profile import Profile, private_key, secret
from ebox.trouble import Exit, TroubleError

_EARLY = 30
"""Seconds before its end in which a token is not used any more."""


class Tokens:
    """The tokens of one run, one for all threads."""

    def __init__(self, http: httpx.Client, profile: Profile) -> None:
        """Nothing is asked before the first use."""
        self._http, self._profile, self._lock = http, profile, threading.Lock()
        self._known: dict[tuple[str, ...], tuple[str, float]] = {}
        self._endpoint = ""

    def get(self, scopes: Sequence[str]) -> str:
        """Return a token with these scopes. Raises TroubleError, httpx.TransportError."""
        with self._lock:
            token, until = self._known.get(tuple(scopes), ("", 0.0))
            if time.monotonic() >= until:
                token, seconds = self._ask(scopes)
                self._known[tuple(scopes)] = token, time.monotonic() + max(0, seconds - _EARLY)
            return token

    def forget(self) -> None:
        """Ask anew: the registry did not take it."""
        with self._lock:
            self._known.clear()

    def _ask(self, scopes: Sequence[str]) -> tuple[str, float]:
        endpoint = self._endpoint or self._discover()
        form = {"grant_type": "client_credentials", "scope": " ".join(scopes)}
        if self._profile.key_file:
            answer = self._http.post(endpoint, data=form | self._proof(endpoint))
        else:
            # RFC 6749 §2.3.1: both are form-encoded first
            proof = (quote_plus(self._profile.client_id), quote_plus(secret(self._profile)))
            answer = self._http.post(endpoint, data=form, auth=proof)
        if answer.status_code >= 500 or answer.status_code == 429:
            raise httpx.RemoteProtocolError("the sign-in service does not answer now")
        told = _object(answer)
        if answer.status_code != 200 or not isinstance(told.get("access_token"), str):
            why = str(told.get("error_description") or told.get("error") or f"it answered {answer.status_code}")
            raise TroubleError(
                f"The sign-in service gives “{self._profile.client_id}” no token: {why.rstrip('.')}. "
                "Check client_id and secret_file (or key_file) with “ebox configure”.",
                Exit.USAGE,
            )
        seconds = told.get("expires_in")
        return str(told["access_token"]), float(seconds) if isinstance(seconds, int | float) else 60.0

    def _discover(self) -> str:
        answer = self._http.get(f"{self._profile.access.rstrip('/')}/.well-known/openid-configuration")
        endpoint = _object(answer).get("token_endpoint")
        if answer.status_code >= 500:
            raise httpx.RemoteProtocolError("the sign-in service does not answer now")
        if not isinstance(endpoint, str):
            raise TroubleError(
                f"There is no sign-in service at {self._profile.access}: check “access” with “ebox configure”.",
                Exit.USAGE,
            )
        if not is_safe(endpoint):
            raise TroubleError(f"The sign-in service wants your secret at {endpoint}, which is not https.", Exit.USAGE)
        self._endpoint = endpoint
        return endpoint

    def _proof(self, endpoint: str) -> dict[str, str]:
        return {
            "client_id": self._profile.client_id,
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": self._assertion(endpoint),
        }

    def _assertion(self, endpoint: str) -> str:
        try:
            from joserfc import jwt
            from joserfc.jwk import import_key
        except ImportError as error:
            raise TroubleError(
                "A private key needs the packages cryptography and joserfc: pip install joserfc.", Exit.USAGE
            ) from error
        key = import_key(private_key(self._profile).encode(), "RSA" if self._is_rsa() else "EC")
        header = {"alg": "RS256" if key.key_type == "RSA" else "ES256"}
        if self._profile.key_id:
            header["kid"] = self._profile.key_id
        now, name = int(time.time()), self._profile.client_id
        claims = {"iss": name, "sub": name, "aud": endpoint, "iat": now, "exp": now + 60, "jti": str(uuid4())}
        return jwt.encode(header, claims, key)

    def _is_rsa(self) -> bool:
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        try:
            return isinstance(load_pem_private_key(private_key(self._profile).encode(), None), RSAPrivateKey)
        except ValueError as error:
            raise TroubleError(f"{self._profile.key_file} holds no private key as PEM.", Exit.USAGE) from error


def _object(answer: httpx.Response) -> dict[str, object]:
    try:
        told = answer.json()
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
