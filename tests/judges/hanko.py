"""pyHanko as a stranger runs it: our root and nothing else of ours, no network, every certificate's status required."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager


def verdict(path: Path, anchors: Sequence[bytes], at: datetime | None = None) -> tuple[str, bool, str]:
    """Return the indication of the first seal (`PASSED`, `FAILED`, `INDETERMINATE`), the bottom line, and a summary."""
    now = at or datetime.now(UTC)
    roots = [x509.Certificate.load(der) for der in anchors]
    trusted = CertValidationPolicySpec(
        trust_manager=SimpleTrustManager.build(roots), revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO)
    )
    offline = RevocationInfoGatheringSpec(RevinfoOnlineFetchingRule.LOCAL_ONLY)
    spec = PdfSignatureValidationSpec(SignatureValidationSpec(trusted, revinfo_gathering_policy=offline))
    timing = ValidationTimingInfo(validation_time=now, best_signature_time=now, point_in_time_validation=False)
    with path.open("rb") as file:
        seal = PdfFileReader(file).embedded_signatures[0]
        found = asyncio.run(ades_lta_validation(seal, spec, timing_info=timing))
    status = found.api_status
    return found.ades_subindic.status.name, bool(status and status.bottom_line), status.summary() if status else ""
