"""What was withdrawn: OCSP (RFC 6960) for what the issuing authority gave out, a list (CRL, RFC 5280) of both."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from burgerprofiel.simulators.card_reader.authority import Pair

OCSP_COUNTS = timedelta(minutes=30)
CRL_COUNTS = timedelta(days=1)
WITHDRAWN = timedelta(days=2)
"""So long ago everything withdrawn was withdrawn."""


def answer(question: bytes, responder: Pair, withdrawn: Collection[int], at: datetime | None = None) -> bytes:
    """Answer one OCSP question, DER in and DER out; what is none gets `malformedRequest`."""
    try:
        asked = ocsp.load_der_ocsp_request(question)
    except ValueError:
        status = ocsp.OCSPResponseStatus.MALFORMED_REQUEST
        return ocsp.OCSPResponseBuilder.build_unsuccessful(status).public_bytes(Encoding.DER)
    now, revoked = at or datetime.now(UTC), asked.serial_number in withdrawn
    builder = (
        ocsp.OCSPResponseBuilder()
        .add_response_by_hash(
            issuer_name_hash=asked.issuer_name_hash,
            issuer_key_hash=asked.issuer_key_hash,
            serial_number=asked.serial_number,
            algorithm=asked.hash_algorithm,
            cert_status=ocsp.OCSPCertStatus.REVOKED if revoked else ocsp.OCSPCertStatus.GOOD,
            this_update=now - timedelta(seconds=5),
            next_update=now + OCSP_COUNTS,
            revocation_time=now - WITHDRAWN if revoked else None,
            revocation_reason=x509.ReasonFlags.key_compromise if revoked else None,
        )
        .responder_id(ocsp.OCSPResponderEncoding.HASH, responder.certificate)
        .certificates([responder.certificate])
    )
    for extension in asked.extensions:
        if isinstance(extension.value, x509.OCSPNonce):
            builder = builder.add_extension(extension.value, critical=False)
    return builder.sign(responder.key, hashes.SHA256()).public_bytes(Encoding.DER)


def listed(issuer: Pair, withdrawn: Collection[int], at: datetime | None = None) -> bytes:
    """Return the list of what this authority withdrew (DER)."""
    now = at or datetime.now(UTC)
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(now - timedelta(seconds=5))
        .next_update(now + CRL_COUNTS)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), critical=False)
        .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
    )
    for serial in withdrawn:
        builder = builder.add_revoked_certificate(
            x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(now - WITHDRAWN).build()
        )
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)
