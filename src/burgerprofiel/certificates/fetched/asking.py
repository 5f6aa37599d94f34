"""Asking one source for what it has of a citizen: every page up to a bound, within its budget; it rests when it fails.

What came is one of four answers: data, nothing, not allowed, not available now. Empty is never an error, nor is an
error empty.
"""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, field

from burgerprofiel.certificates.fetched import wire
from burgerprofiel.certificates.fetched.calls import (
    LARGEST_ANSWER,
    LARGEST_DOCUMENT,
    Line,
    RefusedError,
    SilentError,
)
from burgerprofiel.certificates.fetched.certificate import Certificate, Found
from burgerprofiel.certificates.fetched.configuration import Source
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Answer, Cause, Data, NotAllowed, Nothing, Unavailable
from burgerprofiel.kit.breaker import Breaker

PAGES, AT_ONCE = 20, 50
"""So many pages are asked for, of so many certificates."""
LONGEST_DOCUMENT = 20.0
"""Seconds for a document."""
_HAL, _PDF = "application/hal+json, application/json;q=0.9", "application/pdf"

_lock = threading.Lock()
_members: dict[Source, Member] = {}


def member(source: Source) -> Member:
    """Return the one of this process, with its breaker, its token and its connections."""
    with _lock:
        return _members.setdefault(source, Member(source))


def forget() -> None:
    """Begin anew, for tests: no breaker rests, no token is known."""
    with _lock:
        _members.clear()


@dataclass
class Member:
    """A source that can be asked."""

    source: Source
    line: Line = field(init=False)
    breaker: Breaker = field(default_factory=lambda: Breaker(limit=4, rest=10.0), init=False)

    def __post_init__(self) -> None:
        """Open a line."""
        self.line = Line(self.source)

    async def found(self, digits: str, insist: bool) -> Answer[Found]:  # noqa: FBT001 - the loop passes it by place
        """Ask for what it has of who has this national number; `insist`: even when it rests."""
        if not (self.breaker.insists() if insist else self.breaker.allows()):
            return Unavailable(clock.now(), Cause.RESTING)
        try:
            async with asyncio.timeout(self.source.budget):
                found = await self._walk(digits)
        except (SilentError, TimeoutError, OSError) as error:
            self.breaker.failed()
            return Unavailable(clock.now(), getattr(error, "cause", Cause.TIMEOUT))
        except RefusedError:
            self.breaker.succeeded()
            return NotAllowed(clock.now())
        self.breaker.succeeded()
        return Data(found, clock.now()) if found.certificates else Nothing(clock.now())

    async def _walk(self, digits: str) -> Found:
        """Follow the pages; one that was there already, and too many, end the walk."""
        url = f"{self.source.url.rstrip('/')}/v1/certificates/{digits}?limit={AT_ONCE}&page=0"
        found: dict[tuple[str, str], Certificate] = {}
        seen: set[str] = set()
        while url and url not in seen and len(seen) < PAGES and len(found) <= wire.MOST:
            seen.add(url)
            page = await self._page(url)
            for each in page.certificates:
                found.setdefault((each.id, each.language), each)
            url = page.next
        whole = tuple(found.values())
        return Found(whole[: wire.MOST], more=bool(url) or len(whole) > wire.MOST)

    async def _page(self, url: str) -> wire.Page:
        content, _kind = await self.line.get(url, _HAL, LARGEST_ANSWER)
        try:
            return wire.page(content, url)
        except wire.WrongShapeError as error:
            raise SilentError(Cause.BROKEN) from error

    async def document(self, certificate: Certificate) -> bytes:
        """Return its document, which nobody has looked in yet. Raises SilentError, RefusedError."""
        try:
            async with asyncio.timeout(LONGEST_DOCUMENT):
                place = certificate.download or await self._told(certificate)
                content, kind = await self.line.get(place, _PDF, LARGEST_DOCUMENT)
        except TimeoutError as error:
            raise SilentError(Cause.TIMEOUT) from error
        if kind != _PDF:
            raise SilentError(Cause.BROKEN)
        return content

    async def _told(self, certificate: Certificate) -> str:
        """Return where the detail says that the document lies."""
        content, _kind = await self.line.get(certificate.detail, _HAL, LARGEST_ANSWER)
        try:
            told = wire.detail(content, certificate.detail)
        except wire.WrongShapeError as error:
            raise SilentError(Cause.BROKEN) from error
        if (told.id, told.language) != (certificate.id, certificate.language):
            raise SilentError(Cause.FOREIGN)
        return told.download
