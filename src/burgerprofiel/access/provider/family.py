"""Everything that began with one code: access tokens, and the refresh tokens that follow each other.

When any of it turns out to be in two hands, all of it ends (RFC 6749 §4.1.2, RFC 9700 §4.14.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import QuerySet

from burgerprofiel.access.models import RefreshToken, Token
from burgerprofiel.access.provider.details import NONE, Details

LIFE = timedelta(days=30)
"""However often it is refreshed, after this the citizen signs in again (OWASP ASVS 10.4.8)."""


@dataclass(frozen=True)
class Family:
    """What each next token takes over from the one before."""

    code_hash: bytes
    scope: str
    acr: str
    ends_at: datetime
    details: Details = NONE


def hold(code_hash: bytes) -> None:
    """Let nobody else add to this family or end it until the running transaction ends. One statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(code_hash[:8], "big", signed=True)])


def held(tokens: QuerySet[Token]) -> Token | None:
    """Return the one that these can be, once nobody else is at work on its family, nor will be in this transaction.

    Whoever makes a token of another one holds that one so: what ends it waits, and ends the new one too.
    """
    code_hash = tokens.values_list("code_hash", flat=True).first()
    if code_hash is None:
        return None
    hold(bytes(code_hash))
    return tokens.select_for_update().first()


def end(code_hash: bytes) -> bool:
    """End the whole family and what was made of it, within a transaction. Returns whether there was anything."""
    hold(code_hash)
    tokens = end_tokens(Token.objects.filter(code_hash=code_hash))
    refresh_tokens, _each = RefreshToken.objects.filter(code_hash=code_hash).delete()
    return bool(tokens or refresh_tokens)


def end_tokens(tokens: QuerySet[Token]) -> bool:
    """End these access tokens, then what was made of them, then of that. Returns whether there was anything."""
    hashes = [bytes(each) for each in tokens.values_list("token_hash", flat=True)]
    if hashes:
        Token.objects.filter(token_hash__in=hashes).delete()
        end_tokens(Token.objects.filter(parent_hash__in=hashes))
    return bool(hashes)
