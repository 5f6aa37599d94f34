"""From a Web eID token to a person: every check, the cheap ones first, the issuer's word last."""

from __future__ import annotations

import asyncio
import base64
import binascii
from dataclasses import dataclass
from datetime import datetime

import msgspec
from asn1crypto import x509
from django.conf import settings
from pyhanko_certvalidator.path import ValidationPath

from burgerprofiel.access.eid import certificate as certificates
from burgerprofiel.access.eid import signature, status, trust
from burgerprofiel.access.eid.refusals import NotATokenError, RefusalError
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.rules.facts import Card
from burgerprofiel.kit import clock


class AuthToken(msgspec.Struct, frozen=True, rename="camel"):
    """The token as web-eid.js hands it over (format `web-eid:1.x`)."""

    unverified_certificate: str
    algorithm: str
    signature: str
    format: str
    app_version: str = ""


@dataclass
class Verdict:
    """How far a token came: `who` is set once the card itself is proved genuine, `refusal` when it was refused."""

    who: Identity | None = None
    card: Card | None = None
    refusal: RefusalError | None = None


def judge(token: AuthToken, nonce: str) -> Verdict:
    """Check a token for our origin and this nonce (used up before: eid.challenge)."""
    verdict = Verdict()
    try:
        asyncio.run(_judge(token, nonce, verdict))
    except RefusalError as refusal:
        verdict.refusal = refusal
    return verdict


async def _judge(token: AuthToken, nonce: str, verdict: Verdict) -> None:
    if token.format != "web-eid:1" and not token.format.startswith("web-eid:1."):
        raise NotATokenError
    der, proof, now = _bytes(token.unverified_certificate), _bytes(token.signature), clock.now()
    certificate, path = await _genuine(der, now)
    certificates.check_purpose(certificate)
    signature.check(der, token.algorithm, proof, settings.CONFIG.access_origin, nonce)
    verdict.who, verdict.card = certificates.identity(certificate), certificates.card(certificate)
    await status.check(certificate, path, now)


async def _genuine(der: bytes, now: datetime) -> tuple[x509.Certificate, ValidationPath]:
    """Return the certificate and its path to an authority that we trust. Raises RefusalError.

    Until the path holds, the bytes are anybody's: whatever the libraries stumble over is no certificate.
    """
    trust.anchors()  # a fault in the operator's folder is ours to hear of, not the card's
    try:
        certificate = certificates.load(der)
        certificates.check_dates(certificate, now)
        return certificate, await certificates.check_issuer(certificate, now)
    except RefusalError:
        raise
    except Exception as error:  # whatever trips a reader of hostile bytes is a refusal, never a 500
        raise NotATokenError from error


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotATokenError from error
