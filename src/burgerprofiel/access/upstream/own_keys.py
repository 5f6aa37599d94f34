"""Our own keys towards other providers: one signs our notes to them, one opens what they encrypt for us.

They are PEM files among the secrets (`upstream_signing`, `upstream_encryption`); the public halves are at
`/op/v1/client-keys`. Turning them: the next signing key lies in `upstream_signing_next` for a day before it takes the
place of the present one; the former encryption key stays for a day in `upstream_encryption_previous`.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from burgerprofiel.access.upstream.configuration import UpstreamError

SIGNING, ENCRYPTION = "upstream_signing", "upstream_encryption"
NEXT, PREVIOUS = "upstream_signing_next", "upstream_encryption_previous"
SMALLEST = 2048
_NEW = 3072


def signing() -> RSAKey:
    """Return the key that signs. Raises UpstreamError."""
    key = _key(SIGNING)
    if key is None:
        raise UpstreamError(f"The secret “{SIGNING}” is missing: ./manage access_upstreams --make-keys makes it.")
    return key


def opening() -> list[RSAKey]:
    """Return the keys that open what was encrypted for us, the present one first. Raises UpstreamError."""
    return [key for key in (_key(ENCRYPTION), _key(PREVIOUS)) if key]


def jwks() -> dict[str, list[dict[str, object]]]:
    """Return the public halves: those that sign now and next, and the one to encrypt with."""
    uses = ((SIGNING, "sig"), (NEXT, "sig"), (ENCRYPTION, "enc"))
    found = [(_key(name), use) for name, use in uses]
    return {"keys": [{**key.as_dict(private=False), "kid": key.kid, "use": use} for key, use in found if key]}


def make() -> list[str]:
    """Make the keys that are not there yet, for the owner alone; return their names. Safe to run twice."""
    place: Path = settings.CONFIG.secrets
    missing = [name for name in (SIGNING, ENCRYPTION) if not (place / name).exists()]
    for name in missing:
        fresh = place / f".{name}"
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(RSAKey.generate_key(_NEW).as_pem(private=True))
        fresh.rename(place / name)
    return missing


def _key(name: str) -> RSAKey | None:
    path: Path = settings.CONFIG.secrets / name
    return _read(name, path.read_bytes()) if path.exists() else None


@lru_cache(maxsize=8)
def _read(name: str, pem: bytes) -> RSAKey:
    """Reading a private key takes longer than using it."""
    try:
        key = RSAKey.import_key(pem)
    except (JoseError, ValueError, TypeError) as error:
        raise UpstreamError(f"The secret “{name}” is not a private RSA key in PEM.") from error
    if key.private_key is None or key.private_key.key_size < SMALLEST:
        raise UpstreamError(f"The secret “{name}” is not a private RSA key of {SMALLEST} bits or more.")
    key.ensure_kid()
    return key
