"""Everything that began with one code: access tokens, and the refresh tokens that follow each other.

When any of it turns out to be in two hands, all of it ends (RFC 6749 §4.1.2, RFC 9700 §4.14.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from burgerprofiel.access.models import RefreshToken, Token

LIFE = timedelta(days=30)
"""However often it is refreshed, after this the citizen signs in again (OWASP ASVS 10.4.8)."""


@dataclass(frozen=True)
class Family:
    """What each next token takes over from the one before."""

    code_hash: bytes
    scope: str
    acr: str
    ends_at: datetime


def hold(code_hash: bytes) -> None:
    """Let nobody else add to this family or end it until the running transaction ends. One statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(code_hash[:8], "big", signed=True)])


def end(code_hash: bytes) -> bool:
    """End the whole family and what was made of it, within a transaction. Returns whether there was anything."""
    hold(code_hash)
    Token.objects.filter(parent_hash__in=Token.objects.filter(code_hash=code_hash).values("token_hash")).delete()
    tokens, _each = Token.objects.filter(code_hash=code_hash).delete()
    refresh_tokens, _each = RefreshToken.objects.filter(code_hash=code_hash).delete()
    return bool(tokens or refresh_tokens)
