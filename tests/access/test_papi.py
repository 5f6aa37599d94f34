"""Scope `papi`: a token for the personal data service, in the citizen's name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from burgerprofiel.access.identity import Identity
from burgerprofiel.access.models import Client as ClientRow
from burgerprofiel.access.models import Token
from burgerprofiel.access.provider.client import EXCHANGE
from burgerprofiel.access.provider.scopes import told as words
from burgerprofiel.kit import clock
from burgerprofiel.organisations.groups import TargetGroup
from tests.access.test_provider import Application, application
from tests.access.test_sign_in import tags
from tests.access.test_target_groups import works
from tests.access.test_token_exchange import exchange
from tests.access.tokens_of import Holder, granted, introspect, offline, register, revoke, userinfo

__all__ = ["application"]

SERVICE = ("papi-dienst", "geheim van papi-dienst")


@pytest.fixture
def app(application: Application) -> Application:
    """An application with the scope, and the service that asks whose a token is."""
    register(SERVICE[0], may_introspect=True)
    return offline(
        application,
        scopes=["openid", "profile", "rrn", "papi", "offline_access"],
        grant_types=["authorization_code", "refresh_token", EXCHANGE],
    )


def known(app: Application, token: str) -> dict[str, Any]:
    """What userinfo says."""
    answer = userinfo(app, token)
    assert answer.status_code == 200
    return dict(answer.json())


def test_userinfo_gives_a_token_for_the_service(app: Application) -> None:
    first = granted(app)["access_token"]
    papi = known(app, first)["papi_token"]
    told = introspect(app, papi, SERVICE).json()
    assert (told["active"], told["aud"], told["scope"], told["client_id"]) == (True, "papi", "papi", app.client_id)
    assert told["sub"] == introspect(app, first, SERVICE).json()["sub"], "the service knows the citizen by one name"
    assert 0 < told["exp"] - told["iat"] <= 600
    assert tags()[-1] == "access.token.issued"


def test_without_the_scope_there_is_none(app: Application) -> None:
    token = app.exchange(app.answer(scope="openid profile")["code"]).json()["access_token"]
    assert "papi_token" not in known(app, token)
    assert Token.objects.count() == 1


def test_an_application_that_lost_the_scope_gets_no_more_of_them(app: Application) -> None:
    first = granted(app)["access_token"]
    ClientRow.objects.filter(client_id=app.client_id).update(scopes=["openid", "profile", "rrn"])
    assert "papi_token" not in known(app, first)


def test_each_time_it_is_another(app: Application) -> None:
    first = granted(app)["access_token"]
    assert known(app, first)["papi_token"] != known(app, first)["papi_token"]


def test_it_opens_nothing_here_and_cannot_be_exchanged(app: Application) -> None:
    papi = known(app, granted(app)["access_token"])["papi_token"]
    assert userinfo(app, papi).status_code == 403
    register("formulier", scopes=["openid", "profile", "rrn", "papi"], trusted_exchangers=[app.client_id])
    assert exchange(app, papi).json()["error"] == "invalid_request"


def test_it_lasts_ten_minutes_and_never_longer_than_its_access_token(app: Application) -> None:
    first = granted(app)["access_token"]
    papi = known(app, first)["papi_token"]
    with clock.frozen_at(datetime.now(UTC) + timedelta(minutes=11)):
        assert introspect(app, papi, SERVICE).json() == {"active": False}
    with clock.frozen_at(datetime.now(UTC) + timedelta(minutes=58)):
        told = introspect(app, known(app, first)["papi_token"], SERVICE).json()
    assert told["exp"] - told["iat"] <= 120


def test_it_ends_with_its_access_token(app: Application) -> None:
    first = granted(app)["access_token"]
    papi = known(app, first)["papi_token"]
    revoke(app, first)
    assert introspect(app, papi, SERVICE).json() == {"active": False}


def test_it_ends_with_the_family(app: Application) -> None:
    first = granted(app)
    papi = known(app, first["access_token"])["papi_token"]
    revoke(app, first["refresh_token"])
    assert introspect(app, papi, SERVICE).json() == {"active": False}


def test_of_a_token_for_a_key_it_is_for_that_key(app: Application) -> None:
    holder = Holder()
    first = granted(app, DPoP=holder.proof())["access_token"]
    answer = userinfo(app, first, "DPoP", DPoP=holder.proof("/v1/userinfo", "GET", first))
    told = introspect(app, answer.json()["papi_token"], SERVICE).json()
    assert told["cnf"] == {"jkt": holder.thumbprint}


def test_it_holds_nothing_of_the_citizen(app: Application) -> None:
    known(app, granted(app)["access_token"])
    assert bytes(Token.objects.get(audience="papi").sealed) == b""


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_the_citizen_reads_what_it_means_in_their_language(language: str) -> None:
    with translation.override(language):
        (said,) = words(["papi"], Identity("Noor", "Vandenbos", ""))
    with translation.override("en"):
        (english,) = words(["papi"], Identity("Noor", "Vandenbos", ""))
    assert said.title != english.title
    assert said.explanation != english.explanation


def test_who_acts_for_an_organisation_gets_none(app: Application) -> None:
    first = granted(app)["access_token"]
    place = works(TargetGroup.LOCAL_AUTHORITY)
    Token.objects.update(capacity={"group": "LB", "organisation": place})
    ClientRow.objects.filter(client_id=app.client_id).update(target_groups=["BUR", "LB"])
    assert "papi_token" not in known(app, first)


@pytest.mark.parametrize("given_back", ["access_token", "refresh_token"])
def test_of_an_exchanged_token_it_ends_with_the_one_that_was_exchanged(app: Application, given_back: str) -> None:
    register("formulier", scopes=["openid", "profile", "rrn", "papi"], trusted_exchangers=[app.client_id])
    first = granted(app)
    papi = known(app, exchange(app, first["access_token"]).json()["access_token"])["papi_token"]
    assert introspect(app, papi, SERVICE).json()["active"] is True
    revoke(app, first[given_back])
    assert introspect(app, papi, SERVICE).json() == {"active": False}
