"""Programs at the doors of certificates; every answer is held against what the published file says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any

import jsonschema_rs
import msgspec
import yaml
from django.conf import settings
from django.test import Client as Http

from burgerprofiel.access import tokens
from burgerprofiel.access.models import Client, Token
from burgerprofiel.certificates.api import documents
from burgerprofiel.certificates.api.provided import PROVIDE
from burgerprofiel.kit import clock, remembered
from burgerprofiel.mailbox.models import SenderClient

HOST = settings.CONFIG.api_origin.partition("//")[2]


@cache
def document() -> Any:
    """Return the published file."""
    return yaml.safe_load(documents.content())


def operation(method: str, path: str) -> dict[str, Any] | None:
    """Return what is written of an operation."""
    for pattern, each in document()["paths"].items():
        if re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", pattern), path.partition("?")[0]):
            found: dict[str, Any] | None = each.get(method.lower())
            return found
    return None


def check(method: str, path: str, status: int, media_type: str, told: object) -> None:
    """Hold an answer against it."""
    written = operation(method, path)
    if written is None:
        assert status == 405
        return
    said = written["responses"].get(str(status)) or written["responses"].get("default")
    assert said, f"{method} {path} does not say that it answers {status}"
    if "$ref" in said:
        said = document()["components"]["responses"][said["$ref"].rpartition("/")[2]]
    if "content" not in said:
        assert told is None
        return
    whole = {**said["content"][media_type]["schema"], "components": document()["components"]}
    problems = [each.message for each in jsonschema_rs.iter_errors(whole, told)]
    assert not problems, (problems, told)


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    content: bytes
    json: Any = None


@dataclass(frozen=True)
class Program:
    """Something with a token, or with none."""

    token: str = field(default="", repr=False)

    def ask(self, method: str, path: str, body: object = None, media_type: str = "application/json") -> Answer:
        """Ask; `body` is sent as JSON unless it is bytes."""
        content = b"" if body is None else body if isinstance(body, bytes) else msgspec.json.encode(body)
        headers = {"host": HOST} | ({"Authorization": f"Bearer {self.token}"} if self.token else {})
        response = Http().generic(method, path, content, content_type=media_type, headers=headers)
        got = b"".join(response.streaming_content) if response.streaming else response.content
        kind = response.headers.get("Content-Type", "")
        told = msgspec.json.decode(got) if "json" in kind and got else None
        if kind != "application/yaml":
            check(method, path, response.status_code, kind, told)
        return Answer(response.status_code, dict(response.headers), got, told)

    def get(self, path: str) -> Answer:
        """GET."""
        return self.ask("GET", path)


def program(client_id: str, *scopes: str) -> Program:
    """A program with a token of its own for these scopes."""
    known = {"name": client_id, "redirect_uris": [], "scopes": list(scopes)}
    client, _new = Client.objects.update_or_create(client_id=client_id, defaults=known)
    secret, ends = tokens.new(), clock.now() + timedelta(hours=1)
    digest, scope = tokens.digest(secret), " ".join(scopes)
    Token.objects.create(token_hash=digest, code_hash=b"", client=client, scope=scope, sealed=b"", expires_at=ends)
    return Program(secret)


def authority(client_id: str, enterprise_number: str) -> Program:
    """A program of a local authority, which puts certificates here."""
    SenderClient.objects.get_or_create(client_id=client_id, defaults={"enterprise_number": enterprise_number})
    remembered.forget()
    return program(client_id, PROVIDE)
