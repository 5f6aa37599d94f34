"""Asking a registry as a portal does, on either surface."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import httpx

from burgerprofiel.conformance.checking import Book, FailedError, NotSeenError, expect, fail, needed
from burgerprofiel.kit import http

Told = dict[str, Any]
_V2 = {
    "main": "mainContent",
    "body_main": "bodyMainContent",
    "registered": "registeredMail",
    "reply": "replyAuthorized",
    "reference": "referenceData",
}
_V3 = {
    "main": "isMainContent",
    "body_main": "isBodyMainContent",
    "registered": "isRegisteredMail",
    "reply": "isReplyAuthorized",
    "reference": "refData",
}
_LOOK_AT = 100
"""Messages of the first page that are looked at one by one."""


@dataclass
class Registry:
    """A registry, and a token that opens one box there."""

    base: str
    """Up to and without `/ebox/messages`."""
    token: str = field(repr=False)
    v2: bool = False
    client: httpx.Client = field(default_factory=lambda: http.client(10), repr=False)

    @property
    def names(self) -> dict[str, str]:
        """What this surface calls things."""
        return _V2 if self.v2 else _V3

    def ask(self, method: str, path: str, *, token: str | None = None, **how: Any) -> httpx.Response:  # noqa: ANN401 - httpx'
        """Ask; `token` in place of the usual one, empty for none."""
        shown = self.token if token is None else token
        headers = {"Accept": "application/json", **how.pop("headers", {})}
        if shown:
            headers["Authorization"] = f"Bearer {shown}"
        return self.client.request(method, self.base.rstrip("/") + path, headers=headers, **how)

    def found(self, path: str, **query: str | int) -> Told:
        """Return the JSON object at an address. Raises FailedError for any other answer."""
        answer = self.ask("GET", path, params=query)
        expect(answer.status_code == 200, f"GET {path}?{_text(query)} answers {answer.status_code}")
        return as_object(answer)

    def listed(self, **query: str | int) -> tuple[list[Told], int]:
        """Return the messages of a page and how many there are in all. Raises FailedError."""
        told = self.found("/ebox/messages", **query)
        items, total = told.get("items"), told.get("totalItems")
        expect(isinstance(items, list), "items is not a list")
        expect(type(total) is int and total >= len(items or []), f"totalItems is {total!r}")
        assert isinstance(items, list)  # noqa: S101 - expected above
        assert isinstance(total, int)  # noqa: S101 - expected above
        return items, total

    @cached_property
    def messages(self) -> list[Told]:
        """The first messages, asked once. Raises FailedError."""
        return self.listed(page=1, pageSize=_LOOK_AT)[0]

    def some(self) -> list[Told]:
        """The same. Raises NotSeenError when the box is empty."""
        return needed(self.messages, "a box with messages")

    def files(self) -> Iterator[tuple[Told, Told]]:
        """Return each message with each of its files. Raises FailedError."""
        for message in self.some()[:20]:
            told = self.found(f"/ebox/messages/{message['messageId']}/attachments")
            for each in told.get("items", []):
                yield message, each


BOOK: Book[Registry] = Book()
check = BOOK.check


def as_object(answer: httpx.Response) -> Told:
    """Return the JSON object of an answer. Raises FailedError."""
    try:
        told = answer.json()
    except ValueError as error:
        raise FailedError(f"{answer.request.url.path} is not JSON") from error
    if not isinstance(told, dict):
        fail(f"{answer.request.url.path} is not a JSON object")
    return dict(told)


def one_main(registry: Registry) -> tuple[Told, Told]:
    """Return a message whose main content is a file, and that file. Raises NotSeenError."""
    for message, each in registry.files():
        if each.get(registry.names["main"]) is True:
            return message, each
    raise NotSeenError("needs a message whose main content is a file")


def _text(query: dict[str, str | int]) -> str:
    return "&".join(f"{name}={value}" for name, value in query.items())
