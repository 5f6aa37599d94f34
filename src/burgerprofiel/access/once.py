"""What may be shown once and never again: the `jti` of a client's assertion or of a DPoP proof."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from burgerprofiel.access import tokens

_NOTE = "INSERT INTO access_seenonce (jti_hash, expires_at) VALUES (%s, %s) ON CONFLICT DO NOTHING"


def first_time(kind: str, whose: str, name: str, until: datetime) -> bool:
    """Whether `name` is shown for the first time; from then on it is remembered, at least until that moment.

    `kind` keeps assertions and proofs apart, `whose` one client's names from another's (RFC 7523 §3, RFC 9449 §11.1).
    """
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [tokens.digest("\n".join((kind, whose, name))), until])
        return bool(cursor.rowcount == 1)
