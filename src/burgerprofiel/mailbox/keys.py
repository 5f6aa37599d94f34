"""The keys with which this registry signs: webhooks (RFC 9421) and evidence (RFC 7515), with Ed25519.

They are its own, not the sign-in service's: those are forgotten when what they signed has expired, and evidence is
checked years later. So a public key stays published for good. A new one is made every year, at its first use.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import timedelta
from functools import lru_cache
from hashlib import sha256

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, transaction

from burgerprofiel.kit import clock
from burgerprofiel.kit.root_keys import root_keys
from burgerprofiel.mailbox.models import RegistryKey

IN_USE = timedelta(days=365)
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('burgerprofiel.mailbox.keys'))"


def base64url(content: bytes) -> str:
    """Return it without padding, as JOSE writes it (RFC 7515 §2)."""
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def current() -> tuple[str, Ed25519PrivateKey]:
    """Return the key that signs now, and its name; the first time it is made. One statement, usually."""
    row = _newest() or _make()
    return row.kid, _open(row.kid, bytes(row.sealed))


def jwks() -> dict[str, list[dict[str, str]]]:
    """Return every public key there ever was, newest first."""
    return {"keys": list(RegistryKey.objects.order_by("-made_at", "kid").values_list("public", flat=True))}


def compact(kind: str, payload: bytes) -> str:
    """Return a payload as a signed JWS (RFC 7515 §7.1, RFC 8037); `kind` is its `typ`."""
    kid, key = current()
    header = msgspec.json.encode({"alg": "EdDSA", "kid": kid, "typ": kind})
    signed = f"{base64url(header)}.{base64url(payload)}"
    return f"{signed}.{base64url(key.sign(signed.encode()))}"


@transaction.atomic
def reseal() -> None:
    """Seal the keys with the present root key, so that the operator can take an earlier one away. Safe to run twice."""
    keeper = root_keys()
    for row in RegistryKey.objects.select_for_update():
        if not bytes(row.sealed).startswith(bytes.fromhex(keeper.current)):
            row.sealed = keeper.seal(keeper.unseal(bytes(row.sealed), _place(row.kid)), _place(row.kid))
            row.save(update_fields=["sealed"])


def _newest() -> RegistryKey | None:
    return RegistryKey.objects.filter(made_at__gt=clock.now() - IN_USE).order_by("-made_at").first()


@transaction.atomic
def _make() -> RegistryKey:
    """Make the next key, unless somebody else did so just now."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
    if found := _newest():
        return found
    key = Ed25519PrivateKey.generate()
    public = {"kty": "OKP", "crv": "Ed25519", "x": base64url(key.public_key().public_bytes_raw())}
    kid = base64url(sha256(msgspec.json.encode(public, order="sorted")).digest())
    sealed = root_keys().seal(key.private_bytes_raw(), _place(kid))
    told = {**public, "kid": kid, "use": "sig", "alg": "EdDSA"}
    return RegistryKey.objects.create(kid=kid, public=told, sealed=sealed, made_at=clock.now())


@lru_cache(maxsize=8)
def _open(kid: str, sealed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(root_keys().unseal(sealed, _place(kid)))


def _place(kid: str) -> bytes:
    return f"mailbox:registry-key:{kid}".encode()
