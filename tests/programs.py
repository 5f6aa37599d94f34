"""Programs at our doors: a token each, as the sign-in service would give it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, ClassVar

import msgspec
from django.conf import settings
from django.test import Client as Http

from burgerprofiel.access import tokens
from burgerprofiel.access.models import Client, Token
from burgerprofiel.kit import clock
from tests.published import Contract

API = settings.CONFIG.api_origin.partition("//")[2]
"""The host for programs."""


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    content: bytes
    json: Any = field(default=None, repr=False)


@dataclass(frozen=True)
class Program:
    """Something with a token, or with none."""

    HOST: ClassVar[str] = API
    CONTRACT: ClassVar[Contract | None] = None
    """What its answers are held against."""
    token: str = field(default="", repr=False)

    def ask(
        self, method: str, path: str, body: object = None, content_type: str = "application/json", **headers: str
    ) -> Answer:
        """Ask; `body` is sent as JSON unless it is bytes."""
        content = b"" if body is None else body if isinstance(body, bytes) else msgspec.json.encode(body)
        known = {"host": self.HOST} | ({"Authorization": f"Bearer {self.token}"} if self.token else {})
        response = Http().generic(method, path, content, content_type=content_type, headers=known | headers)
        got = b"".join(response.streaming_content) if response.streaming else response.content
        kind = response.headers.get("Content-Type", "")
        told = msgspec.json.decode(got) if got and "json" in kind and "ndjson" not in kind else None
        if self.CONTRACT and method != "HEAD":
            self.CONTRACT.check(method, path, response.status_code, kind, told)
        return Answer(response.status_code, dict(response.headers), got, told)


def token(client_id: str, scopes: Sequence[str], *, third_party: bool = False, **more: Any) -> str:
    """Return a token of an application, which is registered if need be."""
    known = {"name": client_id, "redirect_uris": [], "scopes": list(scopes), "third_party": third_party}
    client, _new = Client.objects.update_or_create(client_id=client_id, defaults=known)
    secret, ends = tokens.new(), clock.now() + timedelta(hours=1)
    digest, scope = tokens.digest(secret), " ".join(scopes)
    Token.objects.create(
        token_hash=digest, code_hash=b"", client=client, scope=scope, sealed=b"", expires_at=ends, **more
    )
    return secret
