"""A token for the holder of a key: each request shows a fresh proof, signed with that key (DPoP, RFC 9449).

A stolen token is then worth nothing without the key. A proof is for one address and one method, lasts a minute and is
accepted once.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from authlib.oauth2 import OAuth2Error
from django.conf import settings
from django.http import HttpRequest
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey, import_key

from burgerprofiel.access import once
from burgerprofiel.kit import clock
from burgerprofiel.kit.packing import from_json

ALGORITHMS = ("ES256", "PS256", "EdDSA", "Ed25519")
"""Of FAPI 2.0 §5.4.1; RFC 9864 calls EdDSA Ed25519."""
FRESH = timedelta(minutes=1)
LONGEST_TEXT = 8000
SMALLEST_RSA = 2048

_PORTS = {"http": 80, "https": 443}
_UNREADABLE = (JoseError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)


class _Proofs(jws.JWSRegistry):
    """The head of a proof holds a whole key: an RSA key needs more than joserfc's 512 bytes."""

    max_header_length = 4000


_PROOFS = _Proofs(algorithms=ALGORITHMS, strict_check_header=False)


class InvalidProofError(OAuth2Error):  # type: ignore[misc]  # authlib has no types
    """The proof is missing or does not prove anything (RFC 9449 §5, §7.1)."""

    error = "invalid_dpop_proof"
    status_code = 400


def shown(request: HttpRequest, token: str = "", origin: str = "") -> str:
    """Return the thumbprint of the key that this request proves to hold; empty when it shows no proof.

    With `token` the proof must be about that access token too. `origin` is that of the door asked; empty: the sign-in
    service. Raises InvalidProofError. Uses the proof up.
    """
    text = request.headers.get("DPoP")
    if text is None:
        return ""
    try:
        claims, thumbprint = _signed(text)
        about, made = _about(claims), _moment(claims["iat"])
    except _UNREADABLE as error:
        raise InvalidProofError("The DPoP proof cannot be read or its signature is not right.") from error
    if about != (request.method, _address(f"{origin or settings.CONFIG.access_origin}{request.path}")):
        raise InvalidProofError("The DPoP proof is for another address or method.")
    if abs(clock.now() - made) > FRESH:
        raise InvalidProofError("The DPoP proof is too old, or from the future.")
    if token and not hmac.compare_digest(str(claims.get("ath", "")).encode(), token_hash(token).encode()):
        raise InvalidProofError("The DPoP proof is about another access token.")
    jti = claims.get("jti")
    if not isinstance(jti, str) or not jti or not once.first_time("dpop", thumbprint, jti, made + 2 * FRESH):
        raise InvalidProofError("The DPoP proof was used before, or has no jti.")
    return thumbprint


def token_hash(token: str) -> str:
    """Return `ath`: the SHA-256 of an access token, in base64url (RFC 9449 §4.2)."""
    return urlsafe_b64encode(hashlib.sha256(token.encode()).digest()).decode().rstrip("=")


def is_thumbprint(text: str) -> bool:
    """Whether `dpop_jkt` is empty or can be the SHA-256 thumbprint of a key (RFC 9449 §10)."""
    return not text or re.fullmatch(r"[A-Za-z0-9_-]{43}", text) is not None


def _signed(text: str) -> tuple[dict[str, object], str]:
    """Return the claims and the thumbprint of the key in the proof that signed them. Raises one of _UNREADABLE."""
    if len(text) > LONGEST_TEXT:
        raise ValueError("too long")
    head = jws.extract_compact(text.encode(), registry=_PROOFS).headers()
    if head.get("typ") != "dpop+jwt" or head.get("alg") not in ALGORITHMS:
        raise ValueError("not a DPoP proof")
    key = _public(head["jwk"])
    read = jws.deserialize_compact(text.encode(), key, registry=_PROOFS)
    return from_json(bytes(read.payload or b""), dict[str, object]), key.thumbprint()


def _public(jwk: object) -> ECKey | OKPKey | RSAKey:
    """Read the key: public, and strong enough. Raises one of _UNREADABLE."""
    if not isinstance(jwk, dict) or "d" in jwk:
        raise ValueError("not a public key")
    key = import_key(jwk)
    if isinstance(key, RSAKey) and key.public_key.key_size >= SMALLEST_RSA:
        return key
    if isinstance(key, ECKey | OKPKey):
        return key
    raise ValueError("not a key that we accept")


def _about(claims: dict[str, object]) -> tuple[object, str]:
    htu = claims["htu"]
    if not isinstance(htu, str):
        raise TypeError("htu")
    return claims["htm"], _address(htu)


def _address(address: str) -> str:
    """Return an address without query and fragment, and in its one usual form (RFC 3986 §6.2.2, §6.2.3)."""
    parts = urlsplit(address)
    port = parts.port if parts.port != _PORTS.get(parts.scheme) else None
    return f"{parts.scheme}://{parts.hostname}{f':{port}' if port else ''}{parts.path}"


def _moment(value: object) -> datetime:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("iat")
    return datetime.fromtimestamp(value, UTC)
