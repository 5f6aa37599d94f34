"""What stands in a PDF about its seals, and whether it holds (ETSI EN 319 102-1; runs in the reader only).

Asked twice where once is not enough: with proofs of revocation, as the law wants it for the long term; and, when that
does not hold, without them, so that what is missing can be named instead of “not valid”.
"""

from __future__ import annotations

import asyncio
import importlib
import logging
from datetime import datetime
from typing import IO

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from burgerprofiel.certificates.verifying import byte_ranges, files, sealing_facts, trust
from burgerprofiel.certificates.verifying.pdf_reader import Reader
from burgerprofiel.certificates.verifying.question import Question
from burgerprofiel.certificates.verifying.verdict import Examined, Refusal, Seal, Stamp

_BROKEN = (
    PdfError,
    ValueError,
    LookupError,
    ArithmeticError,
    TypeError,
    AttributeError,
    RecursionError,
    NotImplementedError,
)
"""What pyHanko raises for a file that is none of what it says."""
MOST_SEALS = 20
"""A document with more is not looked at."""
MOST_OBJECTS = 200_000
_LONGEST = 500
"""Signs of a line for experts: in it stand names that a stranger gave."""


_LATE = "lxml.etree", "pyhanko.pdf_utils.filters", "cryptography.hazmat.backends.openssl.backend"
"""What pyHanko and its libraries load when they first need it."""


def prepare() -> None:
    """Quiet what is loaded: nothing of a stranger's file goes into a log. What is needed late is loaded now."""
    for module in _LATE:
        importlib.import_module(module)
    logging.disable(logging.CRITICAL)


def examine(pdf: IO[bytes], question: Question) -> Examined:
    """Look at a file. Raises nothing that a file can cause, but MemoryError."""
    with asyncio.Runner() as runner:
        return examined(pdf, question, runner)


def examined(pdf: IO[bytes], question: Question, runner: asyncio.Runner) -> Examined:
    """Look at a file, as `examine`, where a loop runs already."""
    refused, damaged = files.looked_at(pdf)
    if refused or damaged:
        return Examined(refused=refused, damaged=damaged)
    try:
        reader = _opened(pdf)
    except _BROKEN as error:
        return _unreadable(pdf, error)
    if sum(1 for _ in reader.xrefs.explicit_refs_in_revision(0)) > MOST_OBJECTS:
        return Examined(refused=Refusal.TOO_MUCH)
    try:
        return _judged(reader, question, pdf, runner)
    except (*_BROKEN, SignatureValidationError, SigningError) as error:
        return _unreadable(pdf, error)


def _opened(pdf: IO[bytes]) -> Reader:
    """Open it as the standard wants it; else with patience, so that one wrong byte does not hide the seal."""
    try:
        reader = Reader(pdf)
        list(reader.embedded_signatures)
    except _BROKEN:
        reader = Reader(pdf, strict=False)
        list(reader.embedded_signatures)
    return reader


def _unreadable(pdf: IO[bytes], error: Exception) -> Examined:
    """A file that cannot be read: altered or damaged when it had a seal, else not for us."""
    told = type(error).__name__
    if byte_ranges.found(pdf):
        cut = files.ends_in_the_middle(pdf) and not byte_ranges.altered(pdf)
        return Examined(damaged=cut, altered=not cut, technical=told)
    return Examined(refused=Refusal.UNREADABLE, technical=told)


def _judged(reader: Reader, question: Question, pdf: IO[bytes], runner: asyncio.Runner) -> Examined:
    regular, stamping = reader.embedded_regular_signatures, reader.embedded_timestamp_signatures
    if len(regular) + len(stamping) > MOST_SEALS:
        return Examined(refused=Refusal.TOO_MUCH)
    if not regular and files.ends_in_the_middle(pdf):
        return Examined(damaged=True)
    lines: list[str] = []
    names = frozenset(each.field_name for each in (*regular, *stamping))
    stamped = [(each, runner.run(_stamp(each, question, lines))) for each in stamping]
    seals = tuple(
        runner.run(_seal(each, question, names, tuple(one for mark, one in stamped if _over(mark, each)), lines))
        for each in regular
    )
    return Examined(
        seals=seals,
        stamps=tuple(one for _mark, one in stamped),
        pages=_pages(reader),
        title=_title(reader),
        technical="\n".join(line[:_LONGEST] for line in lines),
    )


async def _seal(
    embedded: EmbeddedPdfSignature,
    question: Question,
    names: frozenset[str],
    stamps: tuple[Stamp, ...],
    lines: list[str],
) -> Seal:
    at = _proof_was_fresh(question, stamps)
    strict = await trust.judged(embedded, question, at=at, with_revocation=True)
    loose = strict if strict.passed else await trust.judged(embedded, question, at=at, with_revocation=False)
    lines.append(f"{embedded.field_name}: {strict.told}")
    if loose is not strict:
        lines.append(f"{embedded.field_name}, without proofs of revocation: {loose.told}")
    return sealing_facts.seal(embedded, strict, loose, names, stamps)


def _over(mark: EmbeddedPdfSignature, sealed: EmbeddedPdfSignature) -> bool:
    """Whether a time stamp of the document covers the seal: one from before it proves nothing of it."""
    covered = mark.evaluate_signature_coverage() >= SignatureCoverageLevel.ENTIRE_REVISION
    return bool(covered and mark.signed_revision > sealed.signed_revision)


def _proof_was_fresh(question: Question, stamps: tuple[Stamp, ...]) -> datetime:
    """As of when a seal is judged: the last time stamp over it, when that one holds today; else today.

    What proves that nothing was revoked counts for hours; a time stamp over it keeps it for years (EN 319 102-1 §5.6).
    """
    held = [each.stamped_at for each in stamps if each.trusted and each.intact and each.stamped_at <= question.at]
    return max(held, default=question.at)


async def _stamp(embedded: EmbeddedPdfSignature, question: Question, lines: list[str]) -> Stamp:
    found = await trust.stamp(embedded, question)
    lines.append(f"{embedded.field_name}: document time stamp, {found.authority}, {found.stamped_at.isoformat()}")
    return found


def _pages(reader: Reader) -> int:
    count = reader.root["/Pages"].get("/Count", 0)
    return int(count) if 0 <= int(count) < 100_000 else 0


def _title(reader: Reader) -> str:
    try:
        return str(reader.trailer_view.get("/Info", {}).get("/Title", ""))[:200]
    except _BROKEN:
        return ""
