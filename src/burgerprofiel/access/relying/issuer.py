"""The provider as it describes itself: its discovery document and its keys, remembered for a while."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Lock
from typing import TypeVar

import httpx
import msgspec
from django.conf import settings
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet, RSAKey

from burgerprofiel.access.relying.errors import ProviderUnreachableError, SignInFailedError
from burgerprofiel.kit import clock, http
from burgerprofiel.kit.packing import from_json

T = TypeVar("T")

DEADLINE = 5.0
LARGEST = 1_000_000
SMALLEST_RSA = 2048
_REMEMBERED = timedelta(hours=1)
_NOT_AGAIN_WITHIN = timedelta(seconds=10)
_SILENT_FOR = timedelta(seconds=3)
"""Who just did not answer is not asked again for a moment: everybody else would wait in line for the same silence."""


class Metadata(msgspec.Struct, frozen=True):
    """The part of OpenID Connect Discovery 1.0 that we use."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    userinfo_endpoint: str = ""
    jwks_uri: str = ""
    end_session_endpoint: str = ""
    authorization_response_iss_parameter_supported: bool = False


class Issuer:
    """One provider."""

    def __init__(self, name: str) -> None:
        """`name` is the issuer, to the letter: an https address (http in the demo)."""
        self.name = name
        self._lock = Lock()
        self._metadata: tuple[Metadata, datetime] | None = None
        self._silent: tuple[ProviderUnreachableError, datetime] | None = None
        self._keys: tuple[KeySet, datetime] | None = None

    def metadata(self) -> Metadata:
        """Return the discovery document. Raises SignInFailedError."""
        with self._lock:
            if self._metadata is None or clock.now() - self._metadata[1] > _REMEMBERED:
                self._metadata = self._discover(), clock.now()
            return self._metadata[0]

    def _discover(self) -> Metadata:
        found = read(self._get(discovery_at(self.name)), Metadata, "discovery")
        if found.issuer != self.name:
            raise SignInFailedError("discovery-issuer")
        places = (
            found.authorization_endpoint,
            found.token_endpoint,
            found.userinfo_endpoint,
            found.jwks_uri,
            found.end_session_endpoint,
        )
        if self.name.startswith("https://") and not all(each.startswith("https://") for each in places if each):
            raise SignInFailedError("discovery-in-the-clear")
        return found

    def _get(self, address: str) -> bytes:
        """GET what is remembered afterwards: meanwhile everybody else waits in line."""
        if self._silent and clock.now() - self._silent[1] < _SILENT_FOR:
            raise ProviderUnreachableError(self._silent[0].reason)
        try:
            return get(address)
        except ProviderUnreachableError as error:
            self._silent = error, clock.now()
            raise

    def keys(self, *, again: bool = False) -> KeySet:
        """Return the public keys; `again` asks anew, once in ten seconds at most. Raises SignInFailedError."""
        address = self.metadata().jwks_uri
        with self._lock:
            age = clock.now() - self._keys[1] if self._keys else None
            if age is None or age > _REMEMBERED or (again and age > _NOT_AGAIN_WITHIN):
                self._keys = _usable(self._get(address)), clock.now()
            assert self._keys is not None  # noqa: S101 - set just above
            return self._keys[0]


class _Published(msgspec.Struct, frozen=True):
    """A JWK set, of which nothing is known yet."""

    keys: list[dict[str, object]]


def _usable(content: bytes) -> KeySet:
    """Return the keys that can sign. Those of a kind that we do not know are passed over (RFC 7517 §5), weak ones too.

    Raises SignInFailedError when none is left.
    """
    published = read(content, _Published, "keys").keys
    found = [key for told in published if told.get("use", "sig") == "sig" and (key := _key(told))]
    if not found:
        raise SignInFailedError("keys")
    return KeySet(found)


def _key(told: dict[str, object]) -> Key | None:
    try:
        [key] = KeySet.import_key_set({"keys": [told]}).keys  # type: ignore[list-item]  # that is what it checks
    except (JoseError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return None if isinstance(key, RSAKey) and key.public_key.key_size < SMALLEST_RSA else key


_issuers: dict[str, Issuer] = {}


def issuer() -> Issuer:
    """Return the configured provider: MBP_ISSUER, else our own."""
    name = settings.CONFIG.issuer or f"{settings.CONFIG.access_origin}/op"
    return named(name)


def discovery_at(name: str) -> str:
    """Where a provider of this name describes itself."""
    return f"{name.rstrip('/')}/.well-known/openid-configuration"


def named(name: str) -> Issuer:
    """Return a provider by its name, as this process remembers it."""
    return _issuers.setdefault(name, Issuer(name))


def get(address: str, token: str = "") -> bytes:
    """GET from the provider, with a bearer token if given. Raises SignInFailedError."""
    return send("GET", address, headers={"Authorization": f"Bearer {token}"} if token else {})


def send(
    method: str,
    address: str,
    *,
    headers: dict[str, str],
    form: dict[str, str] | None = None,
    auth: tuple[str, str] | None = None,
) -> bytes:
    """Ask the provider something on the back channel. Raises SignInFailedError, its kind by what went wrong."""
    try:
        with (
            http.client(DEADLINE) as client,
            client.stream(method, address, headers=headers, data=form, auth=auth) as response,
        ):
            content = http.read_in_time(response, LARGEST, DEADLINE)
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
        raise ProviderUnreachableError("unreachable") from error
    except http.TooLargeError as error:
        raise SignInFailedError("too-large") from error
    if response.status_code >= 500:
        raise ProviderUnreachableError(f"status-{response.status_code}")
    if response.status_code != 200:
        raise SignInFailedError(f"status-{response.status_code}")
    return content


def read(content: bytes, kind: type[T], reason: str = "answer") -> T:
    """Return JSON that the provider sent as a `kind`. Raises SignInFailedError, for this reason, when it is none."""
    try:
        return from_json(content, kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SignInFailedError(reason) from error
