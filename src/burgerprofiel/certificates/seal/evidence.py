"""Proof that a certificate counted: those that lead to a root we trust, and a fresh word that none was withdrawn.

It is asked for once, kept while it is fresh, and goes along in every document (the DSS of PAdES). While a service does
not answer, what it said last counts until the moment that it named itself.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from hashlib import sha256

import structlog
from asn1crypto import crl, ocsp, x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    InsufficientRevinfoError,
    PathError,
    ValidationError,
)
from pyhanko_certvalidator.path import ValidationPath

from burgerprofiel.certificates.seal import status, trust
from burgerprofiel.certificates.seal.problems import Reason, SealUnavailableError
from burgerprofiel.kit import clock

log = structlog.get_logger(__name__)
RENEW = timedelta(minutes=10)
"""After so long it is asked for again, so that a withdrawn certificate does not seal for longer."""


class Purpose(Enum):
    """What a certificate is for, with the purposes that it must name."""

    SEAL = (frozenset({"non_repudiation"}), frozenset[str]())
    TIME = (frozenset[str](), frozenset({"time_stamping"}))


@dataclass(frozen=True)
class Evidence:
    """The proof for one certificate."""

    certificates: tuple[x509.Certificate, ...]
    """The certificate, those above it with the root (whose list is read by it), and those of whom answers about it."""
    ocsps: tuple[ocsp.OCSPResponse, ...]
    crls: tuple[crl.CertificateList, ...]
    ends: datetime
    """When the first certificate of the path ends."""
    renew: datetime
    """Ask again after this moment."""
    stale: datetime
    """It may not be used after this moment."""


_known: dict[tuple[bytes, Purpose], Evidence] = {}
_one_at_a_time = threading.Lock()


def forget() -> None:
    """Ask anew (tests; after a change of configuration)."""
    _known.clear()
    status.forget()


def of(own: x509.Certificate, others: Sequence[x509.Certificate], purpose: Purpose) -> Evidence:
    """Return the proof for a certificate; `others` may lead to its root. Raises SealUnavailableError."""
    key = sha256(own.dump()).digest(), purpose
    known = _known.get(key)
    if known and clock.now() < known.renew:
        return known
    with _one_at_a_time:
        known = _known.get(key)
        if known and clock.now() < known.renew:
            return known
        try:
            found = _gather(own, others, purpose)
        except SealUnavailableError as error:
            if error.reason is Reason.STATUS_SILENT and known and clock.now() < known.stale:
                log.warning("the last word about a certificate is used", error=str(error))
                return known
            _known.pop(key, None)
            raise
        _known[key] = found
        return found


def _gather(own: x509.Certificate, others: Sequence[x509.Certificate], purpose: Purpose) -> Evidence:
    roots = [x509.Certificate.load(der) for der in trust.anchors()]
    path = _validated(own, others, roots, purpose)
    steps = [*path.iter_certs(include_root=False)]
    issuers = [path.find_issuing_authority(step).certificate for step in steps]
    answers = [status.ask(step, issuer) for step, issuer in zip(steps, issuers, strict=True)]
    ocsps = tuple(answer.ocsp for answer in answers if answer.ocsp is not None)
    crls = tuple(answer.crl for answer in answers if answer.crl is not None)
    _validated(own, others, roots, purpose, ocsps, crls)
    now, stale = clock.now(), min(answer.until for answer in answers)
    everybody = [
        *reversed([*path.iter_certs(include_root=True)]),
        *(certificate for answer in answers for certificate in answer.certificates),
    ]
    return Evidence(
        certificates=tuple({one.sha256: one for one in everybody}.values()),
        ocsps=ocsps,
        crls=crls,
        ends=min(step.not_valid_after for step in steps),
        renew=min(now + RENEW, now + (stale - now) / 2),
        stale=stale,
    )


def _validated(
    own: x509.Certificate,
    others: Iterable[x509.Certificate],
    roots: list[x509.Certificate],
    purpose: Purpose,
    ocsps: Iterable[ocsp.OCSPResponse] | None = None,
    crls: Iterable[crl.CertificateList] | None = None,
) -> ValidationPath:
    """Return the path to a root; with `ocsps` every step must have a fresh word. Raises SealUnavailableError."""
    context = ValidationContext(
        trust_roots=roots,
        other_certs=list(others),
        moment=clock.now(),
        ocsps=ocsps,
        crls=crls,
        revocation_mode="soft-fail" if ocsps is None else "require",
        allow_fetching=False,
        time_tolerance=timedelta(seconds=30),
    )
    usage, extended = purpose.value
    validator = CertificateValidator(own, validation_context=context)
    try:
        return _in_a_loop(validator.async_validate_usage(set(usage), set(extended)))
    except InsufficientRevinfoError as error:
        raise SealUnavailableError(Reason.STATUS_SILENT, f"No word about {_name(own)} that counts: {error}") from error
    except (ValidationError, PathError) as error:
        raise SealUnavailableError(Reason.NOT_TRUSTED, f"{_name(own)} does not count: {error}") from error


def _in_a_loop(work: object) -> ValidationPath:
    """Run in a loop of its own, in a thread of its own: the caller's thread may have one. It happens rarely."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()  # type: ignore[arg-type]  # a coroutine of an untyped library


def _name(certificate: x509.Certificate) -> str:
    return str(certificate.subject.human_friendly)
