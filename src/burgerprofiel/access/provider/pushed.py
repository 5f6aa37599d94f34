"""Questions that an application pushed beforehand (RFC 9126): named by a `request_uri`, begun within a minute.

Once begun, a question stays for as long as the citizen is busy with it: choosing a key, changing language, a second
tab. What ends it is its code: of one question there is one code. A browser that looks ahead therefore spoils nothing
(FAPI 2.0 Security Profile §5.3.2.2).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from burgerprofiel.access import tokens
from burgerprofiel.access.models import PushedRequest
from burgerprofiel.kit import clock

PREFIX = "urn:ietf:params:oauth:request_uri:"
BEGIN = timedelta(seconds=60)
BUSY = timedelta(minutes=30)
"""How long the citizen may take for each step."""


class Pushed(NamedTuple):
    """A question as it was pushed."""

    parameters: dict[str, str]
    since: datetime


def push(client_id: str, parameters: dict[str, str]) -> str:
    """Keep a checked question. Returns its `request_uri`."""
    uri, now = PREFIX + tokens.new(), clock.now()
    PushedRequest.objects.create(
        uri_hash=tokens.digest(uri),
        client_id=client_id,
        parameters={"asked": parameters, "since": now.isoformat()},
        expires_at=now + BEGIN,
    )
    return uri


def begin(client_id: str, uri: str) -> Pushed | None:
    """Return a question of this application, and keep it while the citizen is busy; None when it is not there."""
    now = clock.now()
    row = PushedRequest.objects.filter(uri_hash=tokens.digest(uri), expires_at__gt=now).first()
    if row is None or row.client_id != client_id:
        return None
    PushedRequest.objects.filter(uri_hash=row.uri_hash).update(expires_at=now + BUSY)
    return Pushed(row.parameters["asked"], datetime.fromisoformat(row.parameters["since"]))


def peek(uri: str) -> dict[str, str]:
    """Return what a question asks, without beginning it; empty when it is not there."""
    row = PushedRequest.objects.filter(uri_hash=tokens.digest(uri)).first()
    asked: dict[str, str] = row.parameters["asked"] if row else {}
    return asked


def use_up(uri: str) -> bool:
    """End a question because its code is about to be issued. False when somebody did already."""
    deleted, _each = PushedRequest.objects.filter(uri_hash=tokens.digest(uri)).delete()
    return bool(deleted)
