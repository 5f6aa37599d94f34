"""How a certificate of a source is called in our addresses: its own id may hold a national number, ours says nothing.

The name is of one citizen: at somebody else's list it finds nothing, whoever sends it.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode

from django.conf import settings

from burgerprofiel.kit import sealing
from burgerprofiel.kit.ids import CitizenId


def name(citizen_id: CitizenId, source: str, certificate: str) -> str:
    """Return 22 letters, the same each time."""
    key = sealing.derive(settings.CONFIG.secret("lookup_key"), "certificates fetched names")
    told = citizen_id.bytes + source.encode() + b"\0" + certificate.encode(errors="surrogatepass")
    return urlsafe_b64encode(hmac.new(key, told, hashlib.sha256).digest()[:16]).decode().rstrip("=")
