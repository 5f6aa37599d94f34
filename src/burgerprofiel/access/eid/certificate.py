"""Whether a Belgian card signs people in with this certificate: in date, of that purpose, from whom we trust."""

from __future__ import annotations

import re
from datetime import datetime

from asn1crypto import x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, ValidationError
from pyhanko_certvalidator.path import ValidationPath

from burgerprofiel.access.eid import refusals, trust
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.rules.facts import Card, CardKind
from burgerprofiel.kit import clock
from burgerprofiel.kit.ssin import Ssin

BELGIAN_POLICIES = "2.16.56."
"""The arc of the Belgian state; each generation of cards has its own policies below it."""
_FOREIGNERS = re.compile(r"2\.16\.56\.\d+\.1\.1\.7\.")
"""Policies of the Foreigner CA, whose statement names 2.16.56.{1,9,10,12}.1.1.7; a kids-ID has no policy of its own."""


def load(der: bytes) -> x509.Certificate:
    """Read a certificate wholly, so that a half-broken one fails here. Raises NotATokenError."""
    try:
        certificate = x509.Certificate.load(der, strict=True)
        _walk = certificate.native
    except (ValueError, TypeError, OverflowError) as error:
        raise refusals.NotATokenError from error
    return certificate


def check_dates(certificate: x509.Certificate, now: datetime) -> None:
    """Raise CardExpiredError or CardNotYetValidError when `now` lies outside the certificate's time."""
    if now > certificate.not_valid_after:
        raise refusals.CardExpiredError
    if now < certificate.not_valid_before:
        raise refusals.CardNotYetValidError


def check_purpose(certificate: x509.Certificate) -> None:
    """Raise WrongPurposeError unless it is an authentication certificate under a Belgian policy.

    A card's other certificate, for signing documents, carries non-repudiation and never signs anybody in.
    """
    usage = certificate.key_usage_value.native if certificate.key_usage_value else set()
    extended = certificate.extended_key_usage_value.native if certificate.extended_key_usage_value else ["client_auth"]
    policies = certificate.certificate_policies_value.native if certificate.certificate_policies_value else []
    belgian = any(policy["policy_identifier"].startswith(BELGIAN_POLICIES) for policy in policies)
    signs_in = "digital_signature" in usage and "non_repudiation" not in usage and "client_auth" in extended
    if certificate.ca or not signs_in or not belgian:
        raise refusals.WrongPurposeError


async def check_issuer(certificate: x509.Certificate, now: datetime) -> ValidationPath:
    """Return the path to an authority that we trust. Raises ForeignIssuerError."""
    context = ValidationContext(trust_roots=list(trust.anchors()), moment=now, allow_fetching=False)
    try:
        return await CertificateValidator(certificate, validation_context=context).async_validate_path()
    except (PathBuildingError, ValidationError) as error:
        raise refusals.ForeignIssuerError from error


def identity(certificate: x509.Certificate) -> Identity:
    """Return who the card says its holder is. Raises NoNumberError."""
    subject = certificate.subject.native
    try:
        number = Ssin(_one(subject.get("serial_number")))
    except ValueError as error:
        raise refusals.NoNumberError from error
    return Identity(_one(subject.get("given_name")), _one(subject.get("surname")), number.digits)


def card(certificate: x509.Certificate) -> Card:
    """Return what the certificate tells of the card itself."""
    policies = certificate.certificate_policies_value.native if certificate.certificate_policies_value else []
    foreign = any(_FOREIGNERS.match(policy["policy_identifier"]) for policy in policies)
    last_day = certificate.not_valid_after.astimezone(clock.BRUSSELS).date()
    return Card(CardKind.FOREIGNER if foreign else CardKind.CITIZEN, last_day)


def _one(value: str | list[str] | None) -> str:
    """A name part may occur several times in a subject; they are read together."""
    return " ".join(value) if isinstance(value, list) else value or ""
