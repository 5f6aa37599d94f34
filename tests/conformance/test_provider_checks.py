"""The checks of a registry: ours passes them on both surfaces, and each flaw is seen by the check that is about it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from django.conf import settings
from django.test import Client as Http

from burgerprofiel.conformance.checking import Outcome, Result
from burgerprofiel.conformance.provider import BOOK, Registry
from burgerprofiel.kit import clock
from burgerprofiel.mailbox.registry.scopes import MESSAGES, REFERENCE, SUMMARY
from tests.mailbox import boxes, letters, programs

pytestmark = pytest.mark.usefixtures("one_connection")
Change = Callable[[httpx.Request, int, dict[str, str], Any], tuple[int, dict[str, str], Any]]


class Flawed(httpx.BaseTransport):
    """Our registry, with its answers changed on the way."""

    def __init__(self, change: Change | None = None) -> None:
        self._change = change

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        address = request.url.raw_path.decode()
        sent = {name: value for name, value in request.headers.items() if name != "content-type"}
        kind = request.headers.get("content-type", "application/json")
        answer = Http().generic(request.method, address, request.read(), content_type=kind, headers=sent)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        headers = {name.lower(): value for name, value in answer.headers.items()}
        status = answer.status_code
        if self._change and request.method == "GET" and "json" in headers.get("content-type", ""):
            status, headers, told = self._change(request, status, headers, json.loads(body))
            body = json.dumps(told).encode()
        headers.pop("content-length", None)
        return httpx.Response(status, headers=headers, content=body)


def _registry(v2: bool, change: Change | None = None) -> Registry:
    """Noor's box, with read and unread messages, one with a file and one to pay."""
    letters.sender(payment_allowed=True)
    noor, now = boxes.citizen(letters.NOOR), clock.now()
    for days in (30, 20, 10):
        read = {"read_at": now, "unread": False} if days == 20 else {}
        boxes.message(
            noor, f"Uw café-vergunning nummer {days}", at=now - timedelta(days=days), body_is_main=True, **read
        )
    letters.published(letters.letter(subject="Uw brief over de école", body=""), [letters.file(main=True)])
    token = programs.reader(noor, (MESSAGES, SUMMARY, REFERENCE)).token
    client = httpx.Client(transport=Flawed(change))
    base = settings.CONFIG.registry_origin + (programs.V2 if v2 else programs.V3)
    return Registry(base, token, v2=v2, client=client)


def _found(registry: Registry, name: str = "") -> list[Result]:
    return [each for each in BOOK.run(registry, may_change=True) if name in ("", each.name)]


@pytest.mark.parametrize("v2", [True, False], ids=["v2", "v3"])
def test_our_registry_keeps_to_the_contract(v2: bool) -> None:
    found = _found(_registry(v2))
    assert [each for each in found if each.outcome is Outcome.FAILED] == []
    assert {each.name for each in found if each.outcome is Outcome.NOT_SEEN} <= {"list-11"}


def _of(path: str, change: Callable[[Any, httpx.Request], None]) -> Change:
    """Change what is told at addresses that end so, when all is well there."""

    def changed(
        request: httpx.Request, status: int, headers: dict[str, str], told: Any
    ) -> tuple[int, dict[str, str], Any]:
        if request.url.path.endswith(path) and status == 200:
            change(told, request)
        return status, headers, told

    return changed


def _always(wanted: int, becomes: int) -> Change:
    """Answer with another status than the right one."""
    return lambda _request, status, headers, told: (becomes if status == wanted else status, headers, told)


def _first(told: Any) -> dict[str, Any]:
    return told["items"][0] if told["items"] else {}


def _reversed(told: Any, _request: httpx.Request) -> None:
    told["items"].reverse()


def _overlapping(told: Any, request: httpx.Request) -> None:
    if request.url.params.get("page") == "2":
        told["totalItems"] += 1


def _unfiltered(told: Any, request: httpx.Request) -> None:
    if request.url.params.get("readStatus") == "true":
        for each in told["items"]:
            each["readStatus"] = False


def _deaf(told: Any, request: httpx.Request) -> None:
    if "q" in request.url.params:
        told.update(items=[], totalItems=0)


FLAWS: dict[str, tuple[str, Change]] = {
    "lets anybody in": ("access-1", _always(401, 403)),
    "null": ("list-1", _of("/ebox/messages", lambda told, _request: _first(told).update(originalMessageId=None))),
    "no type": ("list-2", _of("/ebox/messages", lambda told, _request: _first(told).pop("messageTypeId", None))),
    "no offset": (
        "list-3",
        _of("/ebox/messages", lambda told, _r: _first(told).update(receiptDate="2026-01-01T10:00:00")),
    ),
    "oldest first": ("list-4", _of("/ebox/messages", _reversed)),
    "no usual size": ("list-5", _of("/ebox/messages", lambda told, _request: told["items"].clear())),
    "another total": ("list-6", _of("/ebox/messages", _overlapping)),
    "takes anything": ("list-8", _always(400, 200)),
    "no filter": ("list-10", _of("/ebox/messages", _unfiltered)),
    "few in all": ("list-11", _of("/ebox", lambda told, _request: told.update(numberOfMessages=0))),
    "any search": ("search-1", _always(400, 200)),
    "finds nothing": ("search-2", _of("/ebox/messages", _deaf)),
    "errs on nonsense": ("message-2", _always(404, 500)),
    "two main contents": (
        "message-3",
        _of("/attachments", lambda told, _request: told.update(items=told["items"] * 2)),
    ),
    "a path in a name": ("file-1", _of("/attachments", lambda told, _request: _first(told).update(fileName="../x"))),
    "no German": (
        "reference-1",
        _of("/messageTypes", lambda told, _request: _first(told)["messageTypeName"].pop("de")),
    ),
    "no cache": (
        "reference-3",
        lambda _request, status, headers, told: (status, headers | {"cache-control": "no-store"}, told),
    ),
    "anything known": ("reference-4", _always(404, 200)),
}


@pytest.mark.parametrize("flaw", FLAWS)
def test_a_flaw_is_seen(flaw: str) -> None:
    name, change = FLAWS[flaw]
    (found,) = _found(_registry(v2=True, change=change), name)
    assert found.outcome is Outcome.FAILED, found
    assert found.detail


def test_nothing_is_changed_without_leave() -> None:
    registry = _registry(v2=False)
    assert {each.outcome for each in BOOK.run(registry) if each.name == "read-2"} == {Outcome.NOT_SEEN}
    assert [each["readStatus"] for each in registry.listed()[0]] == [False, False, True, False]
