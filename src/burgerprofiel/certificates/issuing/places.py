"""Where the parts of a certificate are sealed for its citizen."""

from __future__ import annotations

from burgerprofiel.certificates.models.certificates import CertificateId


def content(certificate_id: CertificateId) -> str:
    """Of what it says."""
    return f"certificates.certificate:{certificate_id}"


def key(certificate_id: CertificateId) -> str:
    """Of the key that opens its PDF."""
    return f"certificates.certificate.key:{certificate_id}"
