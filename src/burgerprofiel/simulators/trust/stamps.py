"""The time-stamp service (RFC 3161): this digest was shown to me at this moment.

The token is put together as plain DER, because a seal costs two of them and nothing here changes but four values.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from asn1crypto import tsp
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from burgerprofiel.simulators.card_reader.authority import Pair

MEDIA_TYPE = "application/timestamp-reply"
_SEQUENCE, _SET, _INTEGER, _OCTETS, _OID, _TIME = 0x30, 0x31, 0x02, 0x04, 0x06, 0x18


def _der(tag: int, *content: bytes) -> bytes:
    body = b"".join(content)
    if len(body) < 0x80:
        return bytes((tag, len(body))) + body
    size = len(body).to_bytes((len(body).bit_length() + 7) // 8)
    return bytes((tag, 0x80 | len(size))) + size + body


def _oid(dotted: str) -> bytes:
    first, second, *others = map(int, dotted.split("."))
    body = bytearray()
    for number in (first * 40 + second, *others):
        groups = [number & 0x7F]
        while number := number >> 7:
            groups.append(number & 0x7F | 0x80)
        body += bytes(reversed(groups))
    return _der(_OID, bytes(body))


def _integer(number: int) -> bytes:
    return _der(_INTEGER, number.to_bytes(number.bit_length() // 8 + 1))


_SHA256 = _der(_SEQUENCE, _oid("2.16.840.1.101.3.4.2.1"))
_ECDSA = _der(_SEQUENCE, _oid("1.2.840.10045.4.3.2"))
_TST_INFO = _oid("1.2.840.113549.1.9.16.1.4")
_POLICY = _oid("2.999.2")
_ACCURACY = _der(_SEQUENCE, _integer(1))
_VERSION_1, _VERSION_3 = _integer(1), _integer(3)


def _attribute(oid: str, value: bytes) -> bytes:
    return _der(_SEQUENCE, _oid(oid), _der(_SET, value))


class TimeStamps:
    """The service, with its certificate and those above it."""

    def __init__(self, own: Pair, issuing: Pair) -> None:
        """`issuing` gave `own` its certificate; both go along with each token."""
        der = own.certificate.public_bytes(Encoding.DER)
        self._key = own.key
        self._certificates = _der(0xA0, der, issuing.certificate.public_bytes(Encoding.DER))
        issuer = own.certificate.issuer.public_bytes()
        self._signer = _der(_SEQUENCE, issuer, _integer(own.certificate.serial_number))
        signing = _der(_SEQUENCE, _der(_SEQUENCE, _der(_SEQUENCE, _der(_OCTETS, hashlib.sha256(der).digest()))))
        self._fixed = (
            _attribute("1.2.840.113549.1.9.3", _TST_INFO),
            _attribute("1.2.840.113549.1.9.16.2.47", signing),
        )

    def answer(self, question: bytes, fast: timedelta = timedelta()) -> bytes:
        """Answer a TimeStampReq, DER in and DER out; `fast`: how much our clock is ahead. Raises ValueError."""
        asked = tsp.TimeStampReq.load(question, strict=True)
        imprint = asked["message_imprint"]
        nonce = asked["nonce"].native
        if imprint["hash_algorithm"]["algorithm"].native not in ("sha256", "sha384", "sha512"):
            return refusal()
        told = _der(
            _SEQUENCE,
            _VERSION_1,
            _POLICY,
            imprint.dump(),
            _integer(secrets.randbits(120)),
            _der(_TIME, (datetime.now(UTC) + fast).strftime("%Y%m%d%H%M%SZ").encode()),
            _ACCURACY,
            b"" if nonce is None else _integer(nonce),
        )
        return _der(_SEQUENCE, _der(_SEQUENCE, _integer(0)), self.token(told))

    def token(self, told: bytes) -> bytes:
        """Sign a TSTInfo: a CMS SignedData (RFC 5652) around it."""
        digest = _attribute("1.2.840.113549.1.9.4", _der(_OCTETS, hashlib.sha256(told).digest()))
        attributes = b"".join(sorted((*self._fixed, digest)))
        signature = self._key.sign(_der(_SET, attributes), ec.ECDSA(hashes.SHA256()))
        signer = _der(
            _SEQUENCE, _VERSION_1, self._signer, _SHA256, _der(0xA0, attributes), _ECDSA, _der(_OCTETS, signature)
        )
        signed = _der(
            _SEQUENCE,
            _VERSION_3,
            _der(_SET, _SHA256),
            _der(_SEQUENCE, _TST_INFO, _der(0xA0, _der(_OCTETS, told))),
            self._certificates,
            _der(_SET, signer),
        )
        return _der(_SEQUENCE, _oid("1.2.840.113549.1.7.2"), _der(0xA0, signed))


def refusal() -> bytes:
    """Return the answer that there will be no time stamp (`rejection`, `systemFailure`)."""
    failure = tsp.PKIStatusInfo(
        {"status": "rejection", "status_string": ["Not today."], "fail_info": {"system_failure"}}
    )
    return bytes(tsp.TimeStampResp({"status": failure}).dump())
