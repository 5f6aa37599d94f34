"""What a provider encrypts for us alone (JWE): opened with our own keys, in the ways listed here and no other."""

from __future__ import annotations

import base64

import msgspec
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from burgerprofiel.access.relying.errors import SignInFailedError
from burgerprofiel.access.upstream import own_keys
from burgerprofiel.access.upstream.configuration import UpstreamError
from burgerprofiel.kit.packing import from_json

KEYS = ("RSA-OAEP", "RSA-OAEP-256")
CONTENTS = ("A128CBC-HS256", "A256CBC-HS512", "A128GCM", "A256GCM")
_WAYS = jwe.JWERegistry(algorithms=[*KEYS, *CONTENTS], strict_check_header=False)
"""What a head says besides is ignored, as RFC 7516 §4 wants: some repeat `iss` and `aud` there."""
_PARTS = 5


def opened(text: str) -> str:
    """Return what is inside. Raises SignInFailedError when it is not encrypted, or not for us."""
    if text.count(".") != _PARTS - 1:
        raise SignInFailedError("not-encrypted")
    for key in _candidates(text):
        try:
            found = jwe.decrypt_compact(text, key, registry=_WAYS)
            return (found.plaintext or b"").decode()
        except (JoseError, ValueError, TypeError, KeyError):
            continue
    raise SignInFailedError("not-for-us")


def _candidates(text: str) -> list[RSAKey]:
    """The key that it names, or all of ours (two at most) when it names none. What is compressed is not opened."""
    try:
        first = text.partition(".")[0]
        head = from_json(base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)), dict[str, object])
        keys = own_keys.opening()
    except (ValueError, msgspec.DecodeError, RecursionError, UpstreamError) as error:
        raise SignInFailedError("encryption") from error
    if "zip" in head:
        raise SignInFailedError("compressed")
    named = head.get("kid")
    return [key for key in keys if named is None or key.kid == named]
