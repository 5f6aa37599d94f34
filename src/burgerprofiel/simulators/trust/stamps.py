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

from burgerprofiel.kit.der import EXPLICIT, OCTETS, TIME, der, integer, oid, sequence, set_of
from burgerprofiel.simulators.card_reader.authority import Pair

MEDIA_TYPE = "application/timestamp-reply"
_SHA256 = sequence(oid("2.16.840.1.101.3.4.2.1"))
_ECDSA = sequence(oid("1.2.840.10045.4.3.2"))
_TST_INFO = oid("1.2.840.113549.1.9.16.1.4")
_POLICY = oid("2.999.2")
_ACCURACY = sequence(integer(1))
_VERSION_1, _VERSION_3 = integer(1), integer(3)


def _attribute(kind: str, value: bytes) -> bytes:
    return sequence(oid(kind), set_of(value))


class TimeStamps:
    """The service, with its certificate and those above it."""

    def __init__(self, own: Pair, issuing: Pair) -> None:
        """`issuing` gave `own` its certificate; both go along with each token."""
        mine = own.certificate.public_bytes(Encoding.DER)
        self._key = own.key
        self._certificates = der(EXPLICIT, mine, issuing.certificate.public_bytes(Encoding.DER))
        issuer = own.certificate.issuer.public_bytes()
        self._signer = sequence(issuer, integer(own.certificate.serial_number))
        signing = sequence(sequence(sequence(der(OCTETS, hashlib.sha256(mine).digest()))))
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
        told = sequence(
            _VERSION_1,
            _POLICY,
            imprint.dump(),
            integer(secrets.randbits(120)),
            der(TIME, (datetime.now(UTC) + fast).strftime("%Y%m%d%H%M%SZ").encode()),
            _ACCURACY,
            b"" if nonce is None else integer(nonce),
        )
        return sequence(sequence(integer(0)), self.token(told))

    def token(self, told: bytes) -> bytes:
        """Sign a TSTInfo: a CMS SignedData (RFC 5652) around it."""
        digest = _attribute("1.2.840.113549.1.9.4", der(OCTETS, hashlib.sha256(told).digest()))
        attributes = (*self._fixed, digest)
        signature = self._key.sign(set_of(*attributes), ec.ECDSA(hashes.SHA256()))
        told_of = der(EXPLICIT, *sorted(attributes))
        signer = sequence(_VERSION_1, self._signer, _SHA256, told_of, _ECDSA, der(OCTETS, signature))
        signed = sequence(
            _VERSION_3,
            set_of(_SHA256),
            sequence(_TST_INFO, der(EXPLICIT, der(OCTETS, told))),
            self._certificates,
            set_of(signer),
        )
        return sequence(oid("1.2.840.113549.1.7.2"), der(EXPLICIT, signed))


def refusal() -> bytes:
    """Return the answer that there will be no time stamp (`rejection`, `systemFailure`)."""
    failure = tsp.PKIStatusInfo(
        {"status": "rejection", "status_string": ["Not today."], "fail_info": {"system_failure"}}
    )
    return bytes(tsp.TimeStampResp({"status": failure}).dump())
