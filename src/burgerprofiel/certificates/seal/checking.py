"""Looking at everything behind the seal, as an operator would: keys, roots, services, and one seal on trial."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO

from asn1crypto import x509
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, StreamObject, pdf_name
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

from burgerprofiel.certificates.seal import actions, evidence, stamps, trust
from burgerprofiel.certificates.seal.problems import SealUnavailableError
from burgerprofiel.certificates.seal.signers import PermanentError, Signer, TemporaryError, checked, configured
from burgerprofiel.kit import clock

SOON = timedelta(days=60)
"""So long before a certificate ends, it is told."""


@dataclass(frozen=True)
class Finding:
    """One sentence, and whether it is good news."""

    sentence: str
    good: bool = True


def findings() -> Iterator[Finding]:
    """Look at one thing after the other; the last is a seal on an empty page."""
    yield _roots()
    try:
        for signer in configured.signers():
            yield from _signer(signer)
        yield _of(checked.chain(configured.current())[0], "It is this one that seals now")
        service = stamps.stamp(bytes(32)).proof
        yield _of(service.certificates[0], "The time stamps are given", until=service.ends)
        yield _trial()
    except SealUnavailableError as error:
        yield Finding(f"No seal ({error.reason}): {error}", good=False)


def _roots() -> Finding:
    names = [_name(x509.Certificate.load(der)) for der in trust.anchors()]
    if not names:
        return Finding("No root is trusted: MBP_SEAL_TRUST names none that counts here.", good=False)
    return Finding(f"Trusted: {'; '.join(names)}.")


def _signer(signer: Signer) -> Iterator[Finding]:
    try:
        own = x509.Certificate.load(signer.certificates()[0])
    except (TemporaryError, PermanentError) as error:
        yield Finding(str(error), good=False)
        return
    wrong = list(signer.check_config())
    yield from (Finding(sentence, good=False) for sentence in wrong)
    if not wrong:
        yield Finding(f"The key of {_name(own)} answers; it counts from {own.not_valid_before:%Y-%m-%d}.")
    if "organization_identifier" not in own.subject.native:
        told = "its certificate names no organisation number (organizationIdentifier)"
        yield Finding(f"Who verifies sees no number of yours: {told}.", good=False)


def _of(own: x509.Certificate, what: str, until: datetime | None = None) -> Finding:
    ends = until or own.not_valid_after
    soon = ends - clock.now() < SOON
    told = f"{what}: {_name(own)}, until {ends:%Y-%m-%d}."
    return Finding(f"{told} That is soon: bring in its successor." if soon else told, good=not soon)


def _trial() -> Finding:
    """Seal twice: the first time everything is asked for, the second time tells what a seal costs."""
    page = empty_page()
    actions.seal(page, reason="Trial")
    began = time.monotonic()
    sealed = actions.seal(page, reason="Trial")
    took = (time.monotonic() - began) * 1000
    proof = evidence.RENEW.total_seconds() / 60
    return Finding(
        f"A trial came out as {sealed.level}, in {took:.0f} ms; proof is asked for every {proof:.0f} minutes."
    )


def empty_page() -> bytes:
    """Return a PDF of one empty page."""
    writer = PdfFileWriter(stream_xrefs=False)
    size = ArrayObject(map(NumberObject, (0, 0, 595, 842)))
    contents = writer.add_object(StreamObject(stream_data=b""))
    page = PageObject(
        contents=contents, media_box=size, resources=DictionaryObject({pdf_name("/Font"): DictionaryObject()})
    )
    writer.insert_page(page)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _name(certificate: x509.Certificate) -> str:
    subject = certificate.subject.native
    named = [str(subject[key]) for key in ("common_name", "organization_identifier") if key in subject]
    return ", ".join(named) or certificate.subject.human_friendly
