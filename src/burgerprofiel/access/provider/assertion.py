"""`private_key_jwt`: an application signs a note that says who it is and for whom the note is, for a few minutes, once.

RFC 7523 §3, OpenID Connect Core §9, FAPI 2.0 Security Profile §5.3.2.1.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet

from burgerprofiel.access import once
from burgerprofiel.access.provider.client import RegisteredClient, find
from burgerprofiel.access.provider.id_token import issuer
from burgerprofiel.kit import clock
from burgerprofiel.kit.packing import from_json

TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LONGEST = timedelta(minutes=5)
LEEWAY = timedelta(seconds=30)
KEY_TYPES = {"ES256": "EC", "PS256": "RSA", "RS256": "RSA", "EdDSA": "OKP", "Ed25519": "OKP"}
STRICT = ("ES256", "PS256", "EdDSA", "Ed25519")
"""FAPI 2.0 §5.4.1; in RFC 9864 EdDSA is called Ed25519."""
LONGEST_TEXT = 8000

_UNREADABLE = (JoseError, ValueError, KeyError, TypeError, AttributeError, RecursionError)


def author(text: str) -> RegisteredClient | None:
    """Return the application that signed this assertion for us, just now and for the first time; else None."""
    try:
        head, claims = _unchecked(text)
        client = find(str(claims.get("sub", "")))
        if client is None or not _signed(text, head, client):
            return None
        return client if _meant_for_us(claims, client) and _first_time(claims, client) else None
    except _UNREADABLE:
        return None


def _unchecked(text: str) -> tuple[dict[str, object], dict[str, object]]:
    """Read the head and the claims, of which nothing is believed yet."""
    if len(text) > LONGEST_TEXT:
        raise ValueError("too long")
    read = jws.extract_compact(text.encode())
    return dict(read.protected), from_json(bytes(read.payload), dict[str, object])


def _signed(text: str, head: dict[str, object], client: RegisteredClient) -> bool:
    """Whether one of the application's own keys made the signature, in a way that we accept of it."""
    algorithm = str(head.get("alg", ""))
    if algorithm not in (STRICT if client.strict else KEY_TYPES):
        return False
    return any(_fits(text, key, algorithm) for key in _candidates(client, head, KEY_TYPES[algorithm]))


def _candidates(client: RegisteredClient, head: dict[str, object], kind: str) -> list[Key]:
    keys = KeySet.import_key_set(client.row.jwks or {"keys": []}).keys  # type: ignore[arg-type]  # checked when registered
    fitting = [key for key in keys if key.key_type == kind and key.get("use", "sig") == "sig"]
    named = head.get("kid")
    return [key for key in fitting if key.kid == named] if named is not None else fitting[:5]


def _fits(text: str, key: Key, algorithm: str) -> bool:
    try:
        jwt.decode(text, key, algorithms=[algorithm])
    except _UNREADABLE:
        return False
    return True


def _meant_for_us(claims: dict[str, object], client: RegisteredClient) -> bool:
    now = clock.now()
    ends, made = _moment(claims["exp"]), _moment(claims.get("iat", 0))
    begins = max(made, _moment(claims.get("nbf", 0)))
    return (
        claims.get("iss") == claims.get("sub") == client.client_id
        and _names_us(claims.get("aud"), client)
        and now - LEEWAY < ends <= now + LONGEST + LEEWAY
        and begins <= now + LEEWAY
    )


def _names_us(audience: object, client: RegisteredClient) -> bool:
    """Our name, or the token endpoint; for a FAPI client only our name, by itself, against mix-up."""
    if client.strict:
        return audience == issuer()
    named = audience if isinstance(audience, list) else [audience]
    return any(one in (issuer(), f"{issuer()}/v1/token") for one in named)


def _first_time(claims: dict[str, object], client: RegisteredClient) -> bool:
    name = claims.get("jti")
    if not isinstance(name, str) or not name:
        return False
    return once.first_time("assertion", client.client_id, name, _moment(claims["exp"]) + 2 * LEEWAY)


def _moment(value: object) -> datetime:
    """Read a NumericDate. Raises ValueError."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 2**40:
        raise ValueError("not a moment")
    return datetime.fromtimestamp(value, UTC)
