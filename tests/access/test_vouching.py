"""Other registries are shown a token of our sign-in service: for one receiver, for minutes, and for nothing else."""

from __future__ import annotations

import httpx
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from burgerprofiel.access import ending, tokens, vouching
from burgerprofiel.access.models import Token
from burgerprofiel.access.provider import standing
from burgerprofiel.access.provider.client import find
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.access.test_provider import Application, application
from tests.access.tokens_of import introspect, register, userinfo
from tests.sources.viewers import of_the_cast

__all__ = ["application"]

NUMBER, NONE, OTHER = "register", "register-zonder-nummer", "ander-register"
SCOPE = "scope:document:management:consult:ws-eboxrestentreprise:messagesfull"
NOOR = BY_SLUG["noor"].ssin


@pytest.fixture
def asking(application: Application) -> Application:
    """Resource servers that may ask about tokens, beside the portal."""
    for name, scopes in ((NUMBER, ["openid", "rrn"]), (NONE, ["openid"]), (OTHER, ["openid", "rrn"])):
        register(name, scopes=scopes, may_introspect=True, grant_types=["client_credentials"], redirect_uris=[])
    return application


def told(asking: Application, token: str, who: str) -> dict[str, object]:
    """What a resource server hears of a token."""
    answer: httpx.Response = introspect(asking, token, (who, f"geheim van {who}"))
    return dict(answer.json())


def test_whom_it_is_for_learns_who_reads(asking: Application) -> None:
    heard = told(asking, vouching.token(of_the_cast("noor"), NUMBER, [SCOPE]), NUMBER)
    assert (heard["active"], heard["rrn"], heard["aud"], heard["scope"]) == (True, NOOR, NUMBER, SCOPE)


def test_nobody_else_learns_the_number(asking: Application) -> None:
    noor = of_the_cast("noor")
    assert "rrn" not in told(asking, vouching.token(noor, NUMBER, [SCOPE]), OTHER)
    assert "rrn" not in told(asking, vouching.token(noor, NONE, [SCOPE]), NONE)


def test_the_receiver_cannot_use_it_elsewhere(asking: Application) -> None:
    token = vouching.token(of_the_cast("noor"), NUMBER, [SCOPE])
    assert userinfo(asking, token).status_code == 403
    here = Client(HTTP_HOST=f"{settings.CONFIG.registry_host}:8000", headers={"Authorization": f"Bearer {token}"})
    assert here.get("/ebox/messageRegistry/v3/ebox/messages").status_code in (401, 404)


def test_it_is_the_same_for_some_minutes_and_stands_once_in_the_trail(asking: Application) -> None:
    noor = of_the_cast("noor")
    tokens = {vouching.token(noor, NUMBER, [SCOPE]) for _time in range(3)}
    assert len(tokens) == 1
    assert AuditEvent.objects.filter(citizen_id=noor.citizen_id, tag="access.token.issued").count() == 1
    assert vouching.token(noor, OTHER, [SCOPE]) not in tokens


def test_it_ends_with_the_session(asking: Application) -> None:
    noor = of_the_cast("noor")
    token = vouching.token(noor, NUMBER, [SCOPE])
    assert ending.end_one(noor.citizen_id, noor.session_id, noor.trace)
    assert told(asking, token, NUMBER) == {"active": False}
    assert not Token.objects.filter(citizen_id=noor.citizen_id).exists()


@pytest.mark.django_db(transaction=True)
def test_who_asks_holds_no_connection_afterwards(asking: Application) -> None:
    """The short path has no end of a request at which one would go back."""
    token = vouching.token(of_the_cast("noor"), NUMBER, [SCOPE])
    row = standing._access_token(tokens.digest(token))
    asker = find(NUMBER)
    assert row is not None
    assert asker is not None
    assert standing.told_of(row, asker)["rrn"] == NOOR
    assert connection.connection is None
