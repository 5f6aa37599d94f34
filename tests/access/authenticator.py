"""A security key in software: makes passkeys without attestation and signs with them (WebAuthn Level 3 §6).

It is honest, unless told to lie in one thing: `origin`, `rp_id`, `framed`, `flags`, `counter` or `handle`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from dataclasses import dataclass, field, replace
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from webauthn.helpers import encode_cbor

PRESENT, VERIFIED, NEW = 0x01, 0x04, 0x40


def b64(raw: bytes) -> str:
    """As pages write bytes."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def unb64(text: str) -> bytes:
    """The bytes again."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Authenticator:
    """A device with one passkey."""

    origin: str = settings.CONFIG.access_origin
    rp_id: str = settings.CONFIG.access_host
    framed: bool = False
    flags: int = PRESENT | VERIFIED
    counter: int = 0
    step: int = 1
    """How far the counter moves each time; 0 for a passkey that is copied between devices."""
    credential_id: bytes = field(default_factory=lambda: os.urandom(32))
    handle: bytes = b""
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def copy(self, **changes: Any) -> Authenticator:
        """The same passkey in other, perhaps dishonest hands."""
        return replace(self, **changes)

    def make(
        self, options: dict[str, Any], fmt: str = "none", statement: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Make a passkey, as `navigator.credentials.create` gives it to the page."""
        self.handle = unb64(options["user"]["id"])
        attested = bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id + self._cose()
        data = self._data(NEW) + attested
        stated = encode_cbor({"fmt": fmt, "attStmt": statement or {}, "authData": data})
        return self._told(
            clientDataJSON=b64(self._client("webauthn.create", options["challenge"])),
            attestationObject=b64(stated),
            transports=["internal", "hybrid", "by-pigeon"],
        )

    def sign(self, options: dict[str, Any]) -> dict[str, Any]:
        """Sign a challenge, as `navigator.credentials.get` gives it to the page."""
        self.counter += self.step
        client, data = self._client("webauthn.get", options["challenge"]), self._data()
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._told(
            clientDataJSON=b64(client),
            authenticatorData=b64(data),
            signature=b64(signature),
            userHandle=b64(self.handle),
        )

    def _told(self, **response: Any) -> dict[str, Any]:
        name = b64(self.credential_id)
        return {"id": name, "rawId": name, "type": "public-key", "response": response}

    def _client(self, kind: str, challenge: str) -> bytes:
        told = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": self.framed}
        return json.dumps(told).encode()

    def _data(self, more: int = 0) -> bytes:
        place = hashlib.sha256(self.rp_id.encode()).digest()
        return place + bytes([self.flags | more]) + self.counter.to_bytes(4, "big")

    def _cose(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        x, y = numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big")
        return encode_cbor({1: 2, 3: -7, -1: 1, -2: x, -3: y})
