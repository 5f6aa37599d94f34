"""What an application calls a citizen: `sub`, another one per sector, so that two cannot compare their lists.

Pairwise subjects of OpenID Connect Core §8.1. Who may see the national number can compare anyway, and gets the one
subject that is the same everywhere. Without a sector an application is a sector of its own.
"""

from __future__ import annotations

import hmac
from functools import lru_cache
from typing import Protocol
from uuid import UUID

from django.conf import settings

from burgerprofiel.kit import sealing


@lru_cache(maxsize=1)
def _key() -> bytes:
    """Derived from the secret that never changes, for subjects never may."""
    return sealing.derive(settings.CONFIG.secret("lookup_key"), "access:pairwise subject")


class Named(Protocol):
    """What the name depends on: the columns of `models.Client`."""

    @property
    def client_id(self) -> str: ...
    @property
    def sector(self) -> str: ...
    @property
    def scopes(self) -> list[str]: ...


def subject(client: Named, citizen_id: UUID) -> str:
    """Return the citizen's `sub` for this application: 32 to 64 hexadecimal characters."""
    if "rrn" in client.scopes:
        return citizen_id.hex
    sector = f"sector {client.sector}" if client.sector else f"client {client.client_id}"
    return hmac.digest(_key(), citizen_id.bytes + sector.encode(), "sha256").hex()


def member_name(client: Named, citizen_id: UUID, organisation: str) -> str:
    """Return `vo_id`: what this application calls somebody in an organisation, of this id, empty for a citizen.

    Another one per organisation and per sector, like `sub`; with the national number in sight one for all applications.
    """
    known_as = f"member {organisation} {subject(client, citizen_id)}"
    return hmac.digest(_key(), known_as.encode(), "sha256").hex()[:32]


def session_name(sign_in_id: UUID, client_id: str) -> str:
    """Return `sid`: what this application calls a session at the provider, again so that two cannot compare."""
    return hmac.digest(_key(), b"session" + sign_in_id.bytes + client_id.encode(), "sha256").hex()[:32]
