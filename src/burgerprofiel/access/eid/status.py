"""Whether the issuer still stands by a card: asked from its OCSP service (RFC 6960), with a deadline."""

from __future__ import annotations

import asyncio
import os
from datetime import datetime, timedelta

import httpx
from asn1crypto import x509
from cryptography import x509 as cx509
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    InsufficientRevinfoError,
    OCSPValidationError,
    PathError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy, RevocationCheckingRule

from burgerprofiel.access.eid import refusals, trust
from burgerprofiel.kit import http

DEADLINE = 4.0
LARGEST = 100_000
OLDEST = timedelta(minutes=15)
"""How old an answer may be that does not repeat our nonce (the limit of the Web eID libraries)."""
_POLICY = CertRevTrustPolicy(
    RevocationCheckingPolicy(
        ee_certificate_rule=RevocationCheckingRule.OCSP_REQUIRED,
        intermediate_ca_cert_rule=RevocationCheckingRule.NO_CHECK,
    )
)
"""The card itself is asked about; the authorities are those in the operator's own folder."""


async def check(certificate: x509.Certificate, path: ValidationPath, now: datetime) -> None:
    """Raise CardRevokedError, CardUnknownError or StatusUnavailableError unless a signed, fresh answer says "good"."""
    issuer = cx509.load_der_x509_certificate(_issuer(certificate, path).dump())
    subject = cx509.load_der_x509_certificate(certificate.dump())
    nonce = os.urandom(16)
    question = ocsp.OCSPRequestBuilder().add_certificate(subject, issuer, SHA1())  # noqa: S303 - names the card, protects nothing
    answer = await _ask(certificate, question.add_extension(cx509.OCSPNonce(nonce), critical=False).build())
    status = _read(answer, nonce, now)
    context = ValidationContext(
        trust_roots=list(trust.anchors()), moment=now, ocsps=[answer], revinfo_policy=_POLICY, allow_fetching=False
    )
    try:
        await CertificateValidator(certificate, validation_context=context).async_validate_path()
    except RevokedError as error:
        raise refusals.CardRevokedError from error
    except (InsufficientRevinfoError, OCSPValidationError, ValidationError, PathError, ValueError, TypeError) as error:
        unknown = status is ocsp.OCSPCertStatus.UNKNOWN
        raise (refusals.CardUnknownError if unknown else refusals.StatusUnavailableError) from error


def _issuer(certificate: x509.Certificate, path: ValidationPath) -> x509.Certificate:
    return path.find_issuing_authority(certificate).certificate


async def _ask(certificate: x509.Certificate, question: ocsp.OCSPRequest) -> bytes:
    """Send the question to the address in the certificate, which a trusted authority has signed."""
    body = question.public_bytes(Encoding.DER)
    urls = certificate.ocsp_urls
    if not urls:
        raise refusals.StatusUnavailableError
    headers = {"Content-Type": "application/ocsp-request"}
    try:
        async with (
            asyncio.timeout(DEADLINE),
            http.async_client(DEADLINE) as client,
            client.stream("POST", urls[0], content=body, headers=headers) as response,
        ):
            response.raise_for_status()
            return await http.read_at_most(response, LARGEST)
    except (httpx.HTTPError, httpx.InvalidURL, http.TooLargeError, TimeoutError) as error:
        raise refusals.StatusUnavailableError from error


def _read(answer: bytes, nonce: bytes, now: datetime) -> ocsp.OCSPCertStatus:
    """Return what the answer says, not yet believed. An answer to another question is none, nor is an old one."""
    try:
        response = ocsp.load_der_ocsp_response(answer)
        status, made = response.certificate_status, response.this_update_utc
        echoed = [extension.value.nonce for extension in response.extensions if extension.oid == cx509.OCSPNonce.oid]
    except ValueError as error:
        raise refusals.StatusUnavailableError from error
    if echoed != [nonce] if echoed else now - made > OLDEST:
        raise refusals.StatusUnavailableError
    return status
