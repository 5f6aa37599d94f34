"""Who pushes says who they are (RFC 8292): a token for each push service, signed with the key that browsers know.

The key follows from our own secret: were it another, every browser would have to be asked again.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from functools import lru_cache
from urllib.parse import urlsplit

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from django.conf import settings

from burgerprofiel.kit import clock, sealing
from burgerprofiel.notices.push.sealing import point

_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of P-256."""
LASTS = 12 * 3600
"""Seconds; services refuse more than a day."""
_ANEW = 3600


@lru_cache(maxsize=1)
def _key() -> ec.EllipticCurvePrivateKey:
    secret = sealing.derive(settings.CONFIG.secret("lookup_key"), "notices push")
    return ec.derive_private_key(int.from_bytes(secret, "big") % (_ORDER - 1) + 1, ec.SECP256R1())


def public_key() -> str:
    """Return what a browser is given to know our pushes by (`applicationServerKey`)."""
    return _text(point(_key()))


def authorization(endpoint: str) -> str:
    """Return the `Authorization` of a push to this address."""
    where = urlsplit(endpoint)
    return (
        f"vapid t={_token(f'{where.scheme}://{where.netloc}', int(clock.now().timestamp()) // _ANEW)}, k={public_key()}"
    )


@lru_cache(maxsize=64)
def _token(audience: str, hour: int) -> str:
    """One for each service and hour: signing is not for free."""
    origin = settings.CONFIG.portal_origin
    sub = origin if origin.startswith("https://") else f"mailto:{settings.CONFIG.mail_sender}"
    claims = {"aud": audience, "exp": hour * _ANEW + LASTS, "sub": sub}
    said = ".".join(_text(msgspec.json.encode(each)) for each in ({"typ": "JWT", "alg": "ES256"}, claims))
    r, s = decode_dss_signature(_key().sign(said.encode(), ec.ECDSA(SHA256())))
    return f"{said}.{_text(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def _text(plain: bytes) -> str:
    return urlsafe_b64encode(plain).decode().rstrip("=")
