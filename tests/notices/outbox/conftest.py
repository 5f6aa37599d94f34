"""A mail server, a second one, and people with addresses."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.db import transaction

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices import actions
from burgerprofiel.notices.notice import Notice
from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.contacts.actions import take_over
from burgerprofiel.site.launch import ports
from tests.notices.outbox.posting import Server, listening


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The mail server."""
    port = ports.choose(0)
    config = dataclasses.replace(settings.CONFIG, smtp_url=f"smtp://127.0.0.1:{port}", sms_url="")
    monkeypatch.setattr(settings, "CONFIG", config)
    with listening(port) as found:
        yield found


@pytest.fixture
def second(server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Another one, for what the first does not take."""
    port = ports.choose(0)
    monkeypatch.setattr(settings, "CONFIG", dataclasses.replace(settings.CONFIG, smtp_url_2=f"smtp://127.0.0.1:{port}"))
    with listening(port) as found:
        yield found


def reached(citizen_id: CitizenId, address: str = "noor@example.be", kind: Kind = Kind.EMAIL) -> None:
    """Let somebody have a contact that they proved."""
    with transaction.atomic():
        take_over(citizen_id, kind, address, clock.now(), Trace(actor="citizen"))


def raised(citizen_id: CitizenId, key: str = "1", kind: str = "dossiers.changed", **more: object) -> None:
    """Tell somebody something."""
    values = {"dossier": f"Premie {key}", "state": "In behandeling", "sender": "Zonnegem", "subject": f"Brief {key}"}
    with transaction.atomic():
        actions.tell(Notice(**{"citizen_id": citizen_id, "kind": kind, "key": key, "values": values} | more))  # type: ignore[arg-type]


Raise = Callable[..., None]


@pytest.fixture
def texts(server: Server, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """What an SMS gateway took."""
    import json

    import httpx

    from burgerprofiel.kit import http

    taken = list[dict[str, str]]()

    def answer(request: httpx.Request) -> httpx.Response:
        taken.append(json.loads(request.content))
        return httpx.Response(202)

    monkeypatch.setattr(http, "client", lambda seconds: httpx.Client(transport=httpx.MockTransport(answer)))
    monkeypatch.setattr(settings, "CONFIG", dataclasses.replace(settings.CONFIG, sms_url="https://sms.example/"))
    return taken
