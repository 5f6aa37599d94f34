"""What may be shown once: the `jti` of a client assertion (RFC 7523 §3) or of a DPoP proof (RFC 9449 §11.1)."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from burgerprofiel.access import tokens

_INSERT = "INSERT INTO access_seenonce (jti_hash, expires_at) VALUES (%s, %s) ON CONFLICT DO NOTHING"


def first_time(whose: str, jti: str, until: datetime) -> bool:
    """Whether `whose` (a client, or a key's thumbprint) shows this `jti` for the first time; kept until `until`."""
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [tokens.digest(f"{whose}\n{jti}"), until])
        return bool(cursor.rowcount)
