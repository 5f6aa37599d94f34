"""The provider set up, cards beside a reader, and the outside world reached without sockets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import httpx
import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from burgerprofiel.access.provider import keys
from burgerprofiel.access.relying import issuer
from burgerprofiel.kit import clock, http
from burgerprofiel.simulators.card_reader import responder
from burgerprofiel.simulators.card_reader.cards import Box
from tests.access.surfing import Browser

OCSP = "http://ocsp.localhost:8000"
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""Before every moment at which a test stops the clock: since then the provider has its keys."""


@pytest.fixture(scope="session")
def box(tmp_path_factory: pytest.TempPathFactory) -> Box:
    """The cards of the demo's cast, whatever folder the shared tests use; their authority is among the trusted ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("MAGDA_MOCK_DATA", raising=False)
        made = Box(tmp_path_factory.mktemp("cards"), OCSP)
        assert made.cards
    trusted: Path = settings.CONFIG.eid_trust
    trusted.mkdir(parents=True, exist_ok=True)
    (trusted / "tests.pem").write_bytes(made.authority.pem)
    return made


class Outside:
    """What answers beyond our process: the OCSP service, and our own provider's back channel."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self.ocsp: Callable[[bytes], bytes] = lambda question: responder.answer(box, question)
        self.provider = Client()
        self.change: Callable[[httpx.Request, httpx.Response], httpx.Response] = lambda _request, response: response

    def answer(self, request: httpx.Request) -> httpx.Response:
        """Answer one request."""
        if request.url.host == "ocsp.localhost":
            if request.url.path != "/":
                return httpx.Response(503)
            return httpx.Response(200, content=self.ocsp(request.content))
        if request.url.host != settings.CONFIG.access_host:
            raise httpx.ConnectError("nobody there")
        answered = self.provider.generic(
            request.method,
            str(request.url.copy_with(scheme=None, host=None, port=None)),
            request.content,
            content_type=request.headers.get("content-type", ""),
            headers={"host": request.url.netloc.decode(), **_passed_on(request)},
        )
        return self.change(
            request, httpx.Response(answered.status_code, content=answered.content, headers=dict(answered.headers))
        )


def _passed_on(request: httpx.Request) -> dict[str, str]:
    """The headers that the provider reads."""
    return {name: request.headers[name] for name in ("authorization", "dpop") if name in request.headers}


@pytest.fixture
def outside(box: Box, monkeypatch: pytest.MonkeyPatch) -> Iterator[Outside]:
    """Let the product's HTTP clients reach it."""
    world = Outside(box)
    transport = httpx.MockTransport(world.answer)
    monkeypatch.setattr(http, "client", lambda _seconds: httpx.Client(transport=transport))
    monkeypatch.setattr(http, "async_client", lambda _seconds: httpx.AsyncClient(transport=transport))
    issuer._issuers.clear()
    yield world
    issuer._issuers.clear()


_made_once = lru_cache(keys._fresh)


@pytest.fixture
def provider(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first signing keys (the same for every test: an RSA key takes long to make), and the portal as a client."""
    monkeypatch.setattr(keys, "_fresh", _made_once)
    with clock.frozen_at(LONG_AGO):
        call_command("access_setup")


@pytest.fixture
def surfer(provider: None, outside: Outside) -> Browser:
    """A fresh browser."""
    return Browser()
