"""Whether a certificate was withdrawn: its issuer's OCSP service is asked (RFC 6960), else its list (RFC 5280)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from asn1crypto import crl, ocsp, x509
from cryptography import x509 as cx509
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.ocsp import OCSPRequestBuilder
from django.conf import settings

from burgerprofiel.certificates.seal import asking
from burgerprofiel.certificates.seal.problems import Reason, SealUnavailableError
from burgerprofiel.kit import clock

WITHOUT_END = timedelta(minutes=5)
"""For so long an answer counts that does not say for how long."""
KEPT = timedelta(hours=1)
"""For so long a list is kept, and it must count for as long again."""
_lists: dict[str, tuple[datetime, Word]] = {}


def forget() -> None:
    """Ask anew (tests; after a change of configuration)."""
    _lists.clear()


@dataclass(frozen=True)
class Word:
    """What was answered: one of the two, with the certificates of whom signed it, and how long it counts."""

    until: datetime
    ocsp: ocsp.OCSPResponse | None = None
    crl: crl.CertificateList | None = None
    certificates: tuple[x509.Certificate, ...] = ()


def ask(certificate: x509.Certificate, issuer: x509.Certificate) -> Word:
    """Return the first answer of those whom the certificate names; not yet believed. Raises SealUnavailableError."""
    ways: list[Callable[[], Word]] = [
        *(lambda url=url: _ocsp(url, certificate, issuer) for url in certificate.ocsp_urls),
        *(lambda url=url: _crl(url) for point in certificate.crl_distribution_points for url in [point.url] if url),
    ]
    told = "its certificate names nobody to ask"
    for way in ways:
        try:
            return way()
        except (asking.SilentError, asking.RefusedError, ValueError, TypeError) as error:
            told = str(error)
    raise SealUnavailableError(
        Reason.STATUS_SILENT, f"Nobody tells whether {certificate.subject.human_friendly} was withdrawn: {told}"
    )


def _ocsp(url: str, certificate: x509.Certificate, issuer: x509.Certificate) -> Word:
    subject, above = (cx509.load_der_x509_certificate(one.dump()) for one in (certificate, issuer))
    question = OCSPRequestBuilder().add_certificate(subject, above, SHA1()).build()  # noqa: S303 - names it, protects nothing
    headers = {"Content-Type": "application/ocsp-request"}
    content = asking.ask(_place(url), question.public_bytes(Encoding.DER), headers)
    answer = ocsp.OCSPResponse.load(content, strict=True)
    if answer["response_status"].native != "successful":
        raise ValueError(f"{url} answers “{answer['response_status'].native}”.")
    basic = answer.basic_ocsp_response
    until = basic["tbs_response_data"]["responses"][0]["next_update"].native or clock.now() + WITHOUT_END
    return Word(until, ocsp=answer, certificates=tuple(basic["certs"] or ()))


def _crl(url: str) -> Word:
    """A list is about many certificates, so it is asked for once."""
    now = clock.now()
    asked, kept = _lists.get(url, (now, None))
    if kept and now < min(asked + KEPT, kept.until - KEPT):
        return kept
    content = asking.ask(_place(url), None, {})
    found = crl.CertificateList.load(content, strict=True)
    until = found["tbs_cert_list"]["next_update"].native or clock.now() + WITHOUT_END
    word = Word(until, crl=found)
    _lists[url] = now, word
    return word


def _place(url: str) -> str:
    """The operator's relay, with the path that the certificate names; else where the certificate says."""
    relay = settings.CONFIG.seal_relay
    return relay.rstrip("/") + (urlsplit(url).path or "/") if relay else url
