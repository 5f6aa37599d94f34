"""Looking at a portal as a citizen does who has signed in, while a registry behind it stands in for a real one."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

import httpx

from burgerprofiel.conformance.checking import Book, expect
from burgerprofiel.conformance.portal.stand_in import StandIn
from burgerprofiel.kit import http

PATIENCE = 15.0
"""Seconds; a portal gives up on a registry long before."""


@dataclass
class Portal:
    """A portal under test: its page with the mailbox, opened with a citizen's cookies."""

    page: str
    cookies: str = field(repr=False)
    """As a `Cookie` header."""
    registry: StandIn
    name: str
    """What the portal calls the stand-in to citizens."""

    @cached_property
    def _client(self) -> httpx.Client:
        return http.client(PATIENCE + 5)

    def look(self) -> tuple[str, str, float]:
        """Return the page's text as people read it, its source, and the seconds it took. Raises FailedError."""
        began = time.monotonic()
        answer = self._client.get(self.page, headers={"Cookie": self.cookies, "Accept-Language": "nl"})
        took = time.monotonic() - began
        expect(answer.status_code == 200, f"the page answers {answer.status_code}")
        return _text(answer.text), answer.text, took

    @contextmanager
    def with_fault(self, fault: str) -> Iterator[None]:
        """Let the registry fail for a while."""
        self.registry.fault = fault
        try:
            yield
        finally:
            self.registry.fault = ""


BOOK: Book[Portal] = Book()
check = BOOK.check


def _text(source: str) -> str:
    """What stands on a page, without its tags."""
    bare = re.sub(r"(?s)<(script|style).*?</\1>|<[^>]*>", " ", source)
    return " ".join(html.unescape(bare).split())
