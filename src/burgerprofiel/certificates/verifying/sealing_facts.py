"""The facts of one seal, out of its certificate and what two validations say."""

from __future__ import annotations

from datetime import datetime

from asn1crypto import x509
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel

from burgerprofiel.certificates.verifying import behind, holders
from burgerprofiel.certificates.verifying.trust import Judged
from burgerprofiel.certificates.verifying.verdict import Missing, Seal, Stamp

_NO_AUTHORITY = frozenset(
    {AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND, AdESIndeterminate.NO_SIGNING_CERTIFICATE_FOUND}
)
_CHANGED = frozenset({AdESFailure.FORMAT_FAILURE, AdESFailure.HASH_FAILURE, AdESFailure.SIG_CRYPTO_FAILURE})


MOST = 200
"""Signs of anything that a stranger wrote: a certificate may bear a name of twenty megabytes."""


def seal(
    embedded: EmbeddedPdfSignature, strict: Judged, loose: Judged, names: frozenset[str], stamps: tuple[Stamp, ...]
) -> Seal:
    """Return what is known of one seal; `strict` with, `loose` without proofs of revocation."""
    certificate, status = embedded.signer_cert, loose.status or strict.status
    subject, issuer = certificate.subject.native, certificate.issuer.native
    proved = _proved(strict.status) or _proved(loose.status)
    sealed_at = _stamped(status) if proved else embedded.self_reported_timestamp
    intact = bool(status and status.intact and status.valid) and loose.indication not in _CHANGED
    intact, plain = intact and behind.encloses_itself_alone(embedded), behind.plain(embedded)
    if embedded.docmdp_level is MDPPerm.NO_CHANGES:
        plain = plain and behind.keeps_what_is_said_of_it(embedded)
    missing = _missing(strict, loose, proved=proved)
    return Seal(
        person=holders.is_person(certificate),
        name=_text(subject, "common_name"),
        organisation=_text(subject, "organization_name"),
        organisation_id=_text(subject, "organization_identifier"),
        country=_text(subject, "country_name"),
        authority=_text(issuer, "common_name") or _text(issuer, "organization_name"),
        level=_level(embedded, strict, stamps, proved=proved),
        sealed_at=sealed_at,
        proved_time=proved,
        intact=intact,
        added=intact and status is not None and (not plain or _added(status, names)),
        whole=status is not None and plain and _whole(status),
        trusted=strict.passed,
        missing=missing,
        indication=strict.short,
        expired=_outside(certificate, sealed_at),
        revoked=_revoked(strict),
        digest=str(status.md_algorithm)[:MOST] if status else "",
        algorithm=str(status.pkcs7_signature_mechanism)[:MOST] if status else "",
        serial=f"{certificate.serial_number:x}"[:MOST],
        fingerprint=certificate.sha256.hex(),
        valid_from=certificate.not_valid_before,
        valid_until=certificate.not_valid_after,
        reason=str(embedded.sig_object.get("/Reason", ""))[:MOST],
        location=str(embedded.sig_object.get("/Location", ""))[:MOST],
    )


def _text(name: dict[str, object], part: str) -> str:
    value = name.get(part, "")
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return "".join(sign for sign in text[:MOST] if sign.isprintable())


def _proved(status: PdfSignatureStatus | None) -> bool:
    stamp = status.timestamp_validity if status else None
    return bool(stamp and stamp.intact and stamp.valid and stamp.trusted)


def _stamped(status: PdfSignatureStatus | None) -> datetime | None:
    stamp = status.timestamp_validity if status else None
    return stamp.timestamp if stamp else None


def _missing(strict: Judged, loose: Judged, *, proved: bool) -> tuple[Missing, ...]:
    if strict.passed:
        return () if proved else (Missing.TIME,)
    authority = strict.indication in _NO_AUTHORITY or loose.indication in _NO_AUTHORITY
    problem = loose.status.trust_problem_indic if loose.status else None
    return (
        *((Missing.AUTHORITY,) if authority or problem in _NO_AUTHORITY else ()),
        *(() if proved else (Missing.TIME,)),
        *(() if _revoked(strict) else (Missing.REVOCATION,)),
    )


def _revoked(strict: Judged) -> bool:
    return not strict.passed and strict.status is not None and strict.status.revocation_details is not None


def _outside(certificate: x509.Certificate, sealed_at: datetime | None) -> bool:
    """Whether it was sealed when the certificate did not count, by the best that is known of when."""
    if sealed_at is None:
        return False
    return not certificate.not_valid_before <= sealed_at <= certificate.not_valid_after


def _added(status: PdfSignatureStatus, names: frozenset[str]) -> bool:
    """Whether more was added than proofs and further seals, which are looked at by themselves."""
    if status.coverage in (SignatureCoverageLevel.UNCLEAR, SignatureCoverageLevel.CONTIGUOUS_BLOCK_FROM_START):
        return True
    found = status.diff_result
    if found is None:
        return status.coverage is not SignatureCoverageLevel.ENTIRE_FILE
    if not isinstance(found, DiffResult) or status.docmdp_ok is False:
        return True
    if found.modification_level is ModificationLevel.FORM_FILLING:
        return not found.changed_form_fields <= names
    return bool(found.modification_level.value > ModificationLevel.LTA_UPDATES.value)


def _whole(status: PdfSignatureStatus) -> bool:
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return True
    found = status.diff_result
    return isinstance(found, DiffResult) and found.modification_level.value <= ModificationLevel.LTA_UPDATES.value


def _level(embedded: EmbeddedPdfSignature, strict: Judged, stamps: tuple[Stamp, ...], *, proved: bool) -> str:
    """The level of EN 319 142-1 that is reached: what is there and holds."""
    if str(embedded.sig_object.get("/SubFilter", "")) != "/ETSI.CAdES.detached":
        return "CMS"
    if not proved:
        return "PAdES B-B"
    if not strict.passed:
        return "PAdES B-T"
    return "PAdES B-LTA" if any(each.trusted and each.intact for each in stamps) else "PAdES B-LT"
