"""HTTP Message Signatures (RFC 9421) with Ed25519, and the digest of the content (RFC 9530).

A receiver checks, in this order: the digest against the bytes that came; the signature against the key that `keyid`
names in our JWKS; `created`, which may not be more than five minutes away from its own clock; and that it has not seen
the event's `id` before. The first two show that it is ours, the other two that nobody sends it a second time.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

COVERED = ("@method", "@target-uri", "content-digest", "content-type")
LABEL = "burgerprofiel"


def digest(content: bytes) -> str:
    """Return the `Content-Digest` of a body (RFC 9530 §2)."""
    return f"sha-256=:{b64encode(sha256(content).digest()).decode()}:"


def parameters(covered: Sequence[str], created: int, keyid: str, *more: str) -> str:
    """Return the signature's parameters, as they are signed and sent (RFC 9421 §2.3)."""
    names = " ".join(f'"{name}"' for name in covered)
    return ";".join([f"({names})", f"created={created}", f'keyid="{keyid}"', *more])


def base(parts: Mapping[str, str], told: str) -> bytes:
    """Return what is signed (RFC 9421 §2.5): a line per part, in order, then the parameters."""
    lines = [f'"{name}": {value}' for name, value in parts.items()]
    return "\n".join([*lines, f'"@signature-params": {told}']).encode()


def signed(
    address: str, content: bytes, media_type: str, created: int, kid: str, key: Ed25519PrivateKey
) -> dict[str, str]:
    """Return the headers of a signed POST to this address."""
    values = ("POST", address, digest(content), media_type)
    parts = dict(zip(COVERED, values, strict=True))
    told = parameters(COVERED, created, kid, 'alg="ed25519"')
    signature = b64encode(key.sign(base(parts, told))).decode()
    return {
        "Content-Type": media_type,
        "Content-Digest": parts["content-digest"],
        "Signature-Input": f"{LABEL}={told}",
        "Signature": f"{LABEL}=:{signature}:",
    }
