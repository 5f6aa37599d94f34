"""The keys that sign id_tokens. A new one is published before its first use; an old one stays until its tokens end.

Two kinds: RS256, which every application can read (OpenID Connect Discovery §3, contracts/mbp.md §5.1), and ES256 for
those of the FAPI 2.0 profile, which forbids RS256. Each turns on its own.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

import msgspec
from django.db import transaction
from joserfc.jwk import ECKey, KeySet, RSAKey

from burgerprofiel.access.models import SigningKey
from burgerprofiel.kit import clock
from burgerprofiel.kit.root_keys import root_keys

ALGORITHMS = ("RS256", "ES256")
TOKEN_LIFE = timedelta(hours=1)
ANNOUNCED = timedelta(days=1)
"""How long a key is published before it signs: longer than anybody may cache the list."""
IN_USE = timedelta(days=90)


class Known(NamedTuple):
    """A key by its name and the moment from which it signs."""

    kid: str
    signs_from: datetime


def signing(keys: list[Known], now: datetime) -> Known:
    """Return the key that signs at `now`. Raises LookupError when none does."""
    begun = [key for key in keys if key.signs_from <= now]
    if not begun:
        raise LookupError("No signing key: run the management command access_setup.")
    return max(begun, key=lambda key: key.signs_from)


def published(keys: list[Known], now: datetime) -> list[Known]:
    """Return the keys whose signatures may still be checked, oldest first: future, present, and those just replaced."""
    ordered = sorted(keys, key=lambda key: key.signs_from)
    successors: list[Known | None] = [*ordered[1:], None][: len(ordered)]
    return [
        key
        for key, successor in zip(ordered, successors, strict=True)
        if successor is None or successor.signs_from + TOKEN_LIFE + ANNOUNCED > now
    ]


def _known(algorithm: str) -> list[Known]:
    return [Known(*row) for row in SigningKey.objects.filter(public__alg=algorithm).values_list("kid", "signs_from")]


def _place(kid: str) -> bytes:
    return f"access:signing-key:{kid}".encode()


def current(algorithm: str) -> ECKey | RSAKey:
    """Return the private key that signs now in this way. Raises LookupError."""
    rows = {
        Known(row.kid, row.signs_from): bytes(row.sealed) for row in SigningKey.objects.filter(public__alg=algorithm)
    }
    key = signing(list(rows), clock.now())
    return _open(key.kid, rows[key], algorithm)


@lru_cache(maxsize=8)
def _open(kid: str, sealed: bytes, algorithm: str) -> ECKey | RSAKey:
    """Unseal a key once per process: reading an RSA key takes longer than signing with it."""
    told = msgspec.json.decode(root_keys().unseal(sealed, _place(kid)))
    return RSAKey.import_key(told) if algorithm == "RS256" else ECKey.import_key(told)


def jwks() -> dict[str, list[dict[str, str]]]:
    """Return the public keys, as `/op/v1/keys` shows them."""
    names = [key.kid for algorithm in ALGORITHMS for key in published(_known(algorithm), clock.now())]
    rows = {row.kid: row.public for row in SigningKey.objects.filter(kid__in=names)}
    return {"keys": [rows[name] for name in names if name in rows]}


def key_set() -> KeySet:
    """Return the public keys, to check a signature of our own."""
    return KeySet.import_key_set(jwks())  # type: ignore[arg-type]  # joserfc's own type names every member


@transaction.atomic
def rotate(*, force: bool = False) -> str:
    """Make the next key when it is time (or at once with `force`); forget keys that nobody needs, and seal the others
    with the present root key. Safe to run twice.

    Returns the new keys' names, or an empty text when none was needed.
    """
    made = [
        _rotate(algorithm, clock.now() - timedelta(microseconds=n), force) for n, algorithm in enumerate(ALGORITHMS)
    ]
    return " ".join(kid for kid in made if kid)


def _rotate(algorithm: str, now: datetime, force: bool) -> str:  # noqa: FBT001 - passed on
    """The same for one kind; `now` differs a little for each, so that no two keys begin at one moment."""
    rows = list(SigningKey.objects.select_for_update().filter(public__alg=algorithm).order_by("signs_from"))
    keys = [Known(row.kid, row.signs_from) for row in rows]
    made = ""
    if not any(key.signs_from <= now for key in keys):
        made = _make(algorithm, now)
    elif force or not (keys[-1].signs_from > now or keys[-1].signs_from + IN_USE > now + ANNOUNCED):
        made = _make(algorithm, max(now + ANNOUNCED, keys[-1].signs_from + timedelta(seconds=1)))
    kept = {key.kid for key in published(keys, now)} | {made}
    SigningKey.objects.filter(public__alg=algorithm).exclude(kid__in=kept).delete()
    _reseal([row for row in rows if row.kid in kept])
    return made


def _reseal(rows: list[SigningKey]) -> None:
    """Seal again what an earlier root key sealed, so that the operator can take that one away."""
    keeper = root_keys()
    for row in rows:
        if not bytes(row.sealed).startswith(bytes.fromhex(keeper.current)):
            row.sealed = keeper.seal(keeper.unseal(bytes(row.sealed), _place(row.kid)), _place(row.kid))
            row.save(update_fields=["sealed"])


def _fresh(algorithm: str) -> ECKey | RSAKey:
    if algorithm == "RS256":
        return RSAKey.generate_key(2048, auto_kid=True)
    return ECKey.generate_key("P-256", auto_kid=True)


def _make(algorithm: str, signs_from: datetime) -> str:
    key = _fresh(algorithm)
    kid, private = key.kid or "", key.as_dict(private=True)
    public = {**key.as_dict(private=False), "kid": kid, "use": "sig", "alg": algorithm}
    sealed = root_keys().seal(msgspec.json.encode({**private, "kid": kid}), _place(kid))
    SigningKey.objects.create(kid=kid, sealed=sealed, public=public, signs_from=signs_from)
    return kid
