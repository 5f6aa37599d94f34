"""The portal vouches for who is signed in at a service of somebody else: a token of our sign-in service, for it alone.

The portal shows a citizen's mail of other registries (C2); those ask `/op/v1/introspect` whose token it is. The token
opens nothing else: it has one receiver, the scopes that are named and no `openid`, and ends after minutes or with the
session. It is made from the key in the citizen's cookie, so nobody has to keep it to show it again (decision 0028).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection

from burgerprofiel.access import proofs, tokens
from burgerprofiel.access.events import TokenIssued
from burgerprofiel.access.models import Token
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.actions import record
from burgerprofiel.kit import clock, sealing
from burgerprofiel.kit.connections import small_write

LIFE = timedelta(minutes=10)
_KEEP = """
INSERT INTO access_token
  (token_hash, code_hash, client_id, citizen_id, scope, audience, dpop_jkt, issued_at, expires_at, capacity, sealed,
  acr)
SELECT %s, %s, client_id, %s, %s, %s, '', %s, %s, '{}', '', %s FROM access_client WHERE client_id = %s
ON CONFLICT (token_hash) DO NOTHING RETURNING true
"""


class NotOurOwnError(Exception):
    """Nobody can be vouched for: they act for somebody else, or signed in with a provider that is not ours."""


def possible(viewer: Viewer) -> bool:
    """Whether somebody can be vouched for: who is here as themselves, and signed in with our own provider."""
    return not (viewer.actor or viewer.capacity.organisation or settings.CONFIG.issuer)


def token(viewer: Viewer, audience: str, scopes: Sequence[str]) -> str:
    """Return a token with which `audience` may know who is signed in. Raises NotOurOwnError.

    At most three SQL statements, one when the same was asked some minutes ago.
    """
    if not possible(viewer):
        raise NotOurOwnError
    scope, now = " ".join(scopes), clock.now()
    begins = _window(now)
    made = _made(viewer, f"{audience} {scope} {begins.isoformat()}")
    digest = tokens.digest(made)
    values = (
        digest,
        family_of(viewer.session_id),
        viewer.citizen_id,
        scope,
        audience,
        now,
        begins + 2 * LIFE,
        proofs.strongest(viewer.proofs).key.urn,
        settings.CONFIG.client_id,
    )
    with small_write(durable=False):
        with connection.cursor() as cursor:
            cursor.execute(_KEEP, values)
            fresh = cursor.fetchone()
        if fresh:
            record(viewer.citizen_id, viewer.trace, TokenIssued(client=audience, scope=scope))
    return made


def family_of(session_id: UUID) -> bytes:
    """Return by what the tokens of a session are found."""
    return hashlib.sha256(b"vouched for in session" + session_id.bytes).digest()


def forget_session(*, session_id: UUID, **_signal: object) -> None:
    """End what was vouched for in a session: it ended. Receives `signals.session_ended`."""
    Token.objects.filter(code_hash=family_of(session_id)).delete()


def _window(now: datetime) -> datetime:
    """Return when the current stretch of minutes began, in which the same token is shown."""
    seconds = int(LIFE.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)


def _made(viewer: Viewer, told: str) -> str:
    key = sealing.derive(viewer.seal_key, "access:vouching")
    return base64.urlsafe_b64encode(hmac.digest(key, viewer.session_id.bytes + told.encode(), "sha256")).decode()
