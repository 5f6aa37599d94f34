"""Letters are signed, so that whoever receives one can see that we wrote it (RFC 6376, RFC 8463; relaxed/relaxed).

The headers that people and their mail programs act on are signed, those of one-click unsubscribe too (RFC 8058 §4);
`From`, `To` and `Subject` once more than they occur, so that nobody adds another. Without a key nothing is signed.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

SIGNED = (
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Content-Language",
    "Auto-Submitted",
    "List-Id",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
)
_ONCE_MORE = ("From", "To", "Subject")
_BLANKS = re.compile(rb"[ \t]+")
Key = RSAPrivateKey | Ed25519PrivateKey


class NotAKeyError(ValueError):
    """The file holds no key that signs letters: RSA of 2048 bits or more, or Ed25519, as PEM."""


@lru_cache(maxsize=4)
def read(pem: bytes) -> Key:
    """Read a private key. Raises NotAKeyError."""
    try:
        key = serialization.load_pem_private_key(pem, None)
    except (ValueError, TypeError) as error:
        raise NotAKeyError("This is no private key without a password, as PEM.") from error
    if isinstance(key, Ed25519PrivateKey) or (isinstance(key, RSAPrivateKey) and key.key_size >= 2048):
        return key
    raise NotAKeyError("A key for letters is RSA of 2048 bits or more, or Ed25519.")


def signed(letter: bytes, key: Key, selector: str, domain: str) -> bytes:
    """Return a letter, whose lines end with CRLF, with its signature before everything else."""
    head, _blank, body = letter.partition(b"\r\n\r\n")
    fields = _fields(head + b"\r\n")
    names = [name.lower().encode() for name in SIGNED if name.lower().encode() in fields]
    asked = [*names, *(name.lower().encode() for name in _ONCE_MORE)]
    digest = base64.b64encode(hashlib.sha256(_body(body)).digest()).decode()
    kind = "rsa" if isinstance(key, RSAPrivateKey) else "ed25519"
    listed = b":".join(asked).decode()
    said = (
        f"v=1; a={kind}-sha256; c=relaxed/relaxed; d={domain}; s={selector};\r\n\th={listed};\r\n\tbh={digest};\r\n\tb="
    ).encode()
    told = b"".join(_header(name, fields[name]) for name in names) + _header(b"dkim-signature", said)[:-2]
    mark = base64.b64encode(_mark(key, told))
    pieces = b"\r\n\t".join(mark[at : at + 70] for at in range(0, len(mark), 70))
    return b"DKIM-Signature: " + said + pieces + b"\r\n" + letter


def _mark(key: Key, told: bytes) -> bytes:
    if isinstance(key, RSAPrivateKey):
        return key.sign(told, padding.PKCS1v15(), hashes.SHA256())
    return key.sign(hashlib.sha256(told).digest())


def _fields(head: bytes) -> dict[bytes, bytes]:
    """Return the last value of each header by its name: the one that is signed first (RFC 6376 §5.4.2)."""
    unfolded = re.split(rb"\r\n(?![ \t])", head)
    return {name.strip().lower(): value for name, colon, value in (line.partition(b":") for line in unfolded) if colon}


def _header(name: bytes, value: bytes) -> bytes:
    """RFC 6376 §3.4.2."""
    return name + b":" + _BLANKS.sub(b" ", value.replace(b"\r\n", b"")).strip() + b"\r\n"


def _body(body: bytes) -> bytes:
    """RFC 6376 §3.4.4."""
    lines = [_BLANKS.sub(b" ", line).rstrip(b" ") for line in body.split(b"\r\n")]
    whole = b"\r\n".join(lines).rstrip(b"\r\n")
    return whole + b"\r\n" if whole else b""
