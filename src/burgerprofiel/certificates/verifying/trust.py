"""Whether a seal's chain holds, by pyHanko's validation for the long term (PAdES-LTA, ETSI EN 319 102-1 §5.6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from asn1crypto import x509
from pyhanko.sign.ades.report import AdESStatus, AdESSubIndic
from pyhanko.sign.validation import ades, async_validate_pdf_timestamp
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.errors import InvalidCertificateError
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)
from pyhanko_certvalidator.registry import SimpleTrustManager

from burgerprofiel.certificates.verifying.question import Question
from burgerprofiel.certificates.verifying.verdict import Stamp

_STATUS = {
    AdESStatus.PASSED: "TOTAL-PASSED",
    AdESStatus.FAILED: "TOTAL-FAILED",
    AdESStatus.INDETERMINATE: "INDETERMINATE",
}


_OF_SERVICES = frozenset({"time_stamping", "ocsp_signing", "server_auth", "code_signing"})
"""Purposes of certificates below the same roots (RFC 5280 §4.2.1.12) that are not to put a seal on a document."""


@dataclass(frozen=True)
class _ToSealWith(KeyUsageConstraints):
    """A certificate for its owner's word on a document (EN 319 412-2 §4.3.2), and not a service's own."""

    key_usage: Iterable[str] | None = ("non_repudiation",)
    key_usage_forbidden: Iterable[str] | None = ("key_cert_sign", "crl_sign")

    def validate_asserted_extended_key_usage(self, asserted_key_usages: set[str]) -> None:
        """Refuse who may do nothing but serve. Raises InvalidCertificateError."""
        if asserted_key_usages and asserted_key_usages <= _OF_SERVICES:
            raise InvalidCertificateError("The certificate is that of a service, and not to seal documents with.")


@dataclass(frozen=True)
class Judged:
    """What one validation says."""

    indication: AdESSubIndic
    status: PdfSignatureStatus | None
    """None: it came to nothing that can be told."""
    best_time: datetime | None
    """When it was sealed at the latest, by a time stamp that holds; else the moment of looking."""

    @property
    def passed(self) -> bool:
        """Whether everything holds."""
        return self.indication.status is AdESStatus.PASSED

    @property
    def told(self) -> str:
        """For experts."""
        summary = self.status.summary() if self.status else "no status"
        return f"{self.short} {summary}"

    @property
    def short(self) -> str:
        """The indication, and why."""
        why = str(self.indication).rpartition(".")[2]
        status = _STATUS[self.indication.status]
        return status if self.passed else f"{status}:{why}"


async def judged(embedded: EmbeddedPdfSignature, question: Question, *, at: datetime, with_revocation: bool) -> Judged:
    """Validate one seal as of `at`, with or without proofs of revocation.

    Asks nobody: what is not in the file is not there.
    """
    timing = ValidationTimingInfo(validation_time=at, best_signature_time=at, point_in_time_validation=False)
    found = await ades.ades_lta_validation(embedded, _spec(question.anchors, with_revocation), timing_info=timing)
    status = found.api_status if isinstance(found.api_status, PdfSignatureStatus) else None
    return Judged(found.ades_subindic, status, found.best_signature_time)


async def stamp(embedded: EmbeddedPdfSignature, question: Question) -> Stamp:
    """Validate one time stamp of the document; whether it was revoked is asked with the seals."""
    context = ValidationContext(
        trust_roots=list(_roots(question.anchors)),
        moment=question.at,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    status = await async_validate_pdf_timestamp(embedded, validation_context=context)
    subject = status.signing_cert.subject.native
    return Stamp(
        authority=str(subject.get("common_name") or subject.get("organization_name") or "")[:200],
        stamped_at=status.timestamp,
        trusted=status.trusted,
        intact=status.intact and status.valid,
    )


@lru_cache(maxsize=8)
def _roots(anchors: tuple[bytes, ...]) -> tuple[x509.Certificate, ...]:
    return tuple(x509.Certificate.load(each) for each in anchors)


def _spec(anchors: tuple[bytes, ...], with_revocation: bool) -> PdfSignatureValidationSpec:  # noqa: FBT001 - passed on
    rule = RevocationCheckingRule.CRL_OR_OCSP_REQUIRED if with_revocation else RevocationCheckingRule.NO_CHECK
    return PdfSignatureValidationSpec(
        SignatureValidationSpec(
            cert_validation_policy=CertValidationPolicySpec(
                trust_manager=SimpleTrustManager.build(list(_roots(anchors))),
                revinfo_policy=CertRevTrustPolicy(RevocationCheckingPolicy(rule, rule), retroactive_revinfo=True),
            ),
            revinfo_gathering_policy=RevocationInfoGatheringSpec(RevinfoOnlineFetchingRule.LOCAL_ONLY),
            key_usage_settings=_ToSealWith(),
        )
    )
