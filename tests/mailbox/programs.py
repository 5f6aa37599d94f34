"""Programs at the registry's door: a token each, as the sign-in service would give it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings
from django.test import Client as Http

from burgerprofiel.access import tokens
from burgerprofiel.access.models import Client, Token
from burgerprofiel.kit import clock
from burgerprofiel.mailbox.models import SenderClient
from burgerprofiel.mailbox.registry.scopes import CONSUMER, MESSAGES, PUBLISH, REFERENCE, SUMMARY

READER = "citizens-portal"
V2, V3, OURS = "/ebox/messageRegistry/v2", "/ebox/messageRegistry/v3", "/burgerprofiel/mailbox/v1"
HOST = settings.CONFIG.registry_origin.partition("//")[2]


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    content: bytes
    json: Any = field(default=None, repr=False)


@dataclass(frozen=True)
class Program:
    """Something with a token."""

    token: str = field(repr=False)

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """Ask; `body` is sent as JSON."""
        told: dict[str, str] = {"host": HOST, "Authorization": f"Bearer {self.token}", **headers}
        content = b"" if body is None else body if isinstance(body, bytes) else msgspec.json.encode(body)
        media_type = told.pop("content_type", "application/json")
        response = Http().generic(method, path, content, content_type=media_type, headers=told)
        got = b"".join(response.streaming_content) if response.streaming else response.content
        media_type = response.headers.get("Content-Type", "")
        is_json = "json" in media_type and "ndjson" not in media_type
        return Answer(
            response.status_code, dict(response.headers), got, msgspec.json.decode(got) if is_json and got else None
        )

    def get(self, path: str, **headers: str) -> Answer:
        """GET."""
        return self.ask("GET", path, **headers)

    def told(self, path: str) -> Any:
        """GET what is there."""
        answer = self.get(path)
        assert answer.status == 200, answer
        return answer.json


def reader(box_id: UUID, scopes: tuple[str, ...] = (MESSAGES, SUMMARY), **token: Any) -> Program:
    """A portal of our own that reads a citizen's box."""
    return _program(READER, scopes, citizen_id=box_id, **token)


def of_enterprise(
    client_id: str, number: str, scopes: tuple[str, ...] = (PUBLISH, REFERENCE, CONSUMER, SUMMARY, MESSAGES)
) -> Program:
    """A program of an enterprise, which speaks for itself."""
    SenderClient.objects.get_or_create(client_id=client_id, defaults={"enterprise_number": number})
    return _program(client_id, scopes)


def by_itself(client_id: str, scopes: tuple[str, ...], *, third_party: bool = False) -> Program:
    """A program that speaks for itself, and that nobody registered for an enterprise."""
    return _program(client_id, scopes, third_party=third_party)


def _program(client_id: str, scopes: tuple[str, ...], third_party: bool = False, **token: Any) -> Program:
    client, _new = Client.objects.update_or_create(
        client_id=client_id,
        defaults={"name": client_id, "redirect_uris": [], "scopes": list(scopes), "third_party": third_party},
    )
    secret = tokens.new()
    ends = clock.now() + timedelta(hours=1)
    digest = tokens.digest(secret)
    Token.objects.create(
        token_hash=digest, code_hash=b"", client=client, scope=" ".join(scopes), sealed=b"", expires_at=ends, **token
    )
    return Program(secret)
