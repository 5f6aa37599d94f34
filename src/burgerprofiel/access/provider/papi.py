"""Scope `papi`: a token for the personal data service, in the citizen's name (contracts/mbp.md §5.2).

`userinfo` gives a fresh one each time, as the claim `papi_token`. It opens nothing here: the service asks
`/op/v1/introspect` whose it is. Who acts for an organisation or for somebody else gets none. It ends with the access
token that it was asked with (docs/decisions/0017).
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest

from burgerprofiel.access import tokens
from burgerprofiel.access.events import TokenIssued
from burgerprofiel.access.models import Token
from burgerprofiel.access.provider import family
from burgerprofiel.access.request import trace_of
from burgerprofiel.audit.actions import record
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId

SCOPE, CLAIM = "papi", "papi_token"
LIFE = timedelta(minutes=10)


@transaction.atomic
def issue(request: HttpRequest, parent_hash: bytes) -> str | None:
    """Return a fresh token made from this access token, for the same key; None when that has ended just now."""
    parent = family.held(Token.objects.filter(token_hash=parent_hash))
    if parent is None or parent.citizen_id is None:
        return None
    token, now = tokens.new(), clock.now()
    digest = tokens.digest(token)
    Token.objects.create(
        token_hash=digest,
        code_hash=digest,
        client_id=parent.client_id,
        citizen_id=parent.citizen_id,
        issued_at=now,
        scope=SCOPE,
        audience=SCOPE,
        dpop_jkt=parent.dpop_jkt,
        capacity=parent.capacity,
        sealed=b"",
        acr=parent.acr,
        parent_hash=parent_hash,
        expires_at=min(parent.expires_at, now + LIFE),
    )
    trace = trace_of(request, digest, client_id=parent.client_id)
    record(CitizenId(parent.citizen_id), trace, TokenIssued(client=parent.client_id, scope=SCOPE))
    return token
