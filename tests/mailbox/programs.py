"""Programs at the registry's door."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings

from burgerprofiel.mailbox.models import SenderClient
from burgerprofiel.mailbox.registry.scopes import CONSUMER, MESSAGES, PUBLISH, REFERENCE, SUMMARY
from tests import programs
from tests.programs import Answer

READER = "citizens-portal"
V2, V3, OURS = "/ebox/messageRegistry/v2", "/ebox/messageRegistry/v3", "/burgerprofiel/mailbox/v1"
HOST = settings.CONFIG.registry_origin.partition("//")[2]


class Program(programs.Program):
    """Something with a token."""

    HOST = HOST

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


def _program(client_id: str, scopes: tuple[str, ...], *, third_party: bool = False, **token: Any) -> Program:
    return Program(programs.token(client_id, scopes, third_party=third_party, **token))
