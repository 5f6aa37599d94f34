"""The OCSP service of the invented authority (RFC 6960): good, revoked or unknown, signed, fresh, the nonce echoed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from burgerprofiel.simulators.card_reader.authority import Authority
from burgerprofiel.simulators.card_reader.cards import Box
from burgerprofiel.simulators.card_reader.holders import Defect

MEDIA_TYPE = "application/ocsp-response"


def answer(box: Box, question: bytes) -> bytes:
    """Answer one question, DER in and DER out; what is no question gets `malformedRequest`."""
    try:
        asked = ocsp.load_der_ocsp_request(question)
    except ValueError:
        return _unsuccessful(ocsp.OCSPResponseStatus.MALFORMED_REQUEST)
    card = box.by_serial.get(asked.serial_number)
    revoked = card is not None and card.holder.defect is Defect.REVOKED
    status = ocsp.OCSPCertStatus.REVOKED if revoked else ocsp.OCSPCertStatus.GOOD
    return signed(box.authority, asked, status if card else ocsp.OCSPCertStatus.UNKNOWN)


def signed(
    authority: Authority, asked: ocsp.OCSPRequest, status: ocsp.OCSPCertStatus, at: datetime | None = None
) -> bytes:
    """Sign an answer, as if it were `at`."""
    now, revoked = at or datetime.now(UTC), status is ocsp.OCSPCertStatus.REVOKED
    builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
        issuer_name_hash=asked.issuer_name_hash,
        issuer_key_hash=asked.issuer_key_hash,
        serial_number=asked.serial_number,
        algorithm=asked.hash_algorithm,
        cert_status=status,
        this_update=now - timedelta(seconds=5),
        next_update=now + timedelta(minutes=5),
        revocation_time=now - timedelta(days=30) if revoked else None,
        revocation_reason=x509.ReasonFlags.unspecified if revoked else None,
    )
    builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, authority.responder.certificate)
    builder = builder.certificates([authority.responder.certificate])
    for extension in asked.extensions:
        if isinstance(extension.value, x509.OCSPNonce):
            builder = builder.add_extension(extension.value, critical=False)
    return builder.sign(authority.responder.key, hashes.SHA256()).public_bytes(Encoding.DER)


def _unsuccessful(status: ocsp.OCSPResponseStatus) -> bytes:
    return ocsp.OCSPResponseBuilder.build_unsuccessful(status).public_bytes(Encoding.DER)
