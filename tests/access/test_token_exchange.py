"""Token exchange (RFC 8693): an application vouches for who is there, and never tells more than it was told itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from authlib.integrations.httpx_client import OAuth2Client

from burgerprofiel.access import consents, restrictions
from burgerprofiel.access.models import Client as ClientRow
from burgerprofiel.access.models import RefreshToken, Token
from burgerprofiel.access.provider.client import EXCHANGE
from burgerprofiel.access.provider.details import SCOPE as MAILBOX
from burgerprofiel.access.provider.exchange import ACCESS_TOKEN
from burgerprofiel.access.provider.registration import RegistrationError, fields
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.organisations.groups import TargetGroup
from tests.access.test_provider import EID, OP, Application, application
from tests.access.test_sign_in import tags
from tests.access.test_target_groups import works
from tests.access.tokens_of import Holder, granted, introspect, mine, offline, refresh, register, revoke, userinfo

__all__ = ["application"]

SCOPES = ["openid", "profile", "rrn", "offline_access"]
FORM = ("formulier", "geheim van formulier")
"""The application whose form is shown within the first one's pages."""


@pytest.fixture
def app(application: Application) -> Application:
    """An application that may exchange, and one that trusts it."""
    register(FORM[0], scopes=["openid", "profile", "rrn"], trusted_exchangers=[application.client_id])
    return offline(
        application, scopes=SCOPES, grant_types=["authorization_code", "refresh_token", "client_credentials", EXCHANGE]
    )


def exchange(app: Application, token: str, /, headers: dict[str, str] | None = None, **more: Any) -> httpx.Response:
    """Exchange a token for one for the form."""
    form = {
        "grant_type": EXCHANGE,
        "subject_token": token,
        "subject_token_type": ACCESS_TOKEN,
        "audience": FORM[0],
        **mine(app),
        **more,
    }
    form = {name: value for name, value in form.items() if value is not None}
    return app.send("POST", "/v1/token", data=form, headers=headers or {})


def exchanged(app: Application, token: str, **more: Any) -> str:
    """The new token."""
    answer = exchange(app, token, **more)
    assert answer.status_code == 200, answer.content
    return str(answer.json()["access_token"])


def refusal(answer: httpx.Response) -> str:
    """The error; nothing was given."""
    assert answer.status_code in (400, 401)
    assert "access_token" not in answer.json()
    assert not Token.objects.exclude(exchanged_by="").exists()
    return str(answer.json()["error"])


def citizen() -> CitizenId:
    """Whose tokens they are."""
    return CitizenId(Token.objects.exclude(citizen_id=None).latest("issued_at").citizen_id)


def test_authlibs_own_client_exchanges(app: Application) -> None:
    first = granted(app)["access_token"]
    client = OAuth2Client(
        app.client_id,
        app.secret,
        token_endpoint_auth_method="client_secret_post",
        transport=httpx.MockTransport(app.outside.answer),
    )
    what = {"subject_token": first, "subject_token_type": ACCESS_TOKEN, "audience": FORM[0]}
    client.fetch_token(f"{OP}/v1/token", grant_type=EXCHANGE, **what)
    assert client.get(f"{OP}/v1/userinfo").json()["family_name"] == "Vandenbos"


# -- what is given -------------------------------------------------------------------------------------------------


def test_the_other_application_learns_who_is_there(app: Application) -> None:
    first = granted(app)
    answer = exchange(app, first["access_token"])
    told = answer.json()
    assert answer.headers["cache-control"] == "no-store"
    assert set(told) == {"access_token", "issued_token_type", "token_type", "expires_in", "scope"}
    assert (told["issued_token_type"], told["token_type"]) == (ACCESS_TOKEN, "Bearer")
    assert told["scope"] == "openid profile rrn"
    known = userinfo(app, told["access_token"]).json()
    assert (known["given_name"], known["rrn"]) == ("Noor Maria", "85631441236")


def test_it_knows_the_citizen_by_its_own_name_for_them(app: Application) -> None:
    ClientRow.objects.filter(client_id=FORM[0]).update(scopes=["openid", "profile"])
    first = granted(app)["access_token"]
    there = userinfo(app, exchanged(app, first)).json()
    assert there["sub"] != userinfo(app, first).json()["sub"]
    assert "rrn" not in there, "only what that application may know itself"


def test_it_hears_who_vouched_and_how_sure_the_key_was(app: Application) -> None:
    told = introspect(app, exchanged(app, granted(app)["access_token"]), FORM).json()
    assert (told["client_id"], told["aud"]) == (FORM[0], FORM[0])
    assert (told["act"], told["acr"]) == ({"sub": app.client_id}, EID)


def test_who_vouched_hears_nothing_more_of_it(app: Application) -> None:
    token = exchanged(app, granted(app)["access_token"])
    assert introspect(app, token).json() == {"active": False}
    assert revoke(app, token).json()["error"] == "invalid_grant"


def test_it_lives_no_longer_than_what_it_was_made_from(app: Application) -> None:
    first = granted(app)["access_token"]
    with clock.frozen_at(datetime.now(UTC) + timedelta(minutes=50)):
        answer = exchange(app, first).json()
        assert 0 < answer["expires_in"] <= 600
    with clock.frozen_at(datetime.now(UTC) + timedelta(minutes=61)):
        assert userinfo(app, answer["access_token"]).status_code == 401


def test_a_refreshed_token_gives_the_whole_hour_again(app: Application) -> None:
    first = granted(app)
    with clock.frozen_at(datetime.now(UTC) + timedelta(minutes=50)):
        again = refresh(app, first["refresh_token"]).json()["access_token"]
        assert exchange(app, again).json()["expires_in"] == 3600


def test_who_may_know_the_number_no_more_vouches_with_no_token_of_before(app: Application) -> None:
    token = granted(app)["access_token"]
    ClientRow.objects.filter(client_id=app.client_id).update(scopes=["openid", "profile", "offline_access"])
    assert refusal(exchange(app, token)) == "invalid_request"


def test_less_may_be_asked(app: Application) -> None:
    token = exchanged(app, granted(app)["access_token"], scope="openid")
    assert set(userinfo(app, token).json()) == {"sub"}


def test_no_refresh_token_and_no_id_token_come_of_it(app: Application) -> None:
    before = RefreshToken.objects.count()
    answer = exchange(app, granted(app)["access_token"]).json()
    assert not {"refresh_token", "id_token"} & set(answer)
    assert RefreshToken.objects.count() == before + 1, "only the one that signing in gave"


def test_the_citizen_s_trail_tells_it(app: Application) -> None:
    exchanged(app, granted(app)["access_token"])
    assert tags()[-1] == "access.token.exchanged"


def test_only_a_hash_is_kept_and_the_identity_is_sealed(app: Application) -> None:
    token = exchanged(app, granted(app)["access_token"])
    row = Token.objects.exclude(exchanged_by="").get()
    for secret in (token.encode(), b"85631441236", b"Vandenbos"):
        assert secret not in bytes(row.token_hash) + bytes(row.sealed)


# -- it ends with what it was made from ----------------------------------------------------------------------------


def test_when_the_token_is_given_back_it_ends_too(app: Application) -> None:
    first = granted(app)["access_token"]
    token = exchanged(app, first)
    revoke(app, first)
    assert userinfo(app, token).status_code == 401


def test_when_the_family_ends_it_ends_too(app: Application) -> None:
    first = granted(app)
    token = exchanged(app, first["access_token"])
    revoke(app, first["refresh_token"])
    assert userinfo(app, token).status_code == 401
    assert not Token.objects.exists()


def test_what_the_other_application_gives_back_ends_alone(app: Application) -> None:
    first = granted(app)["access_token"]
    token = exchanged(app, first)
    answer = app.send("POST", "/v1/revoke", data={"token": token, "client_id": FORM[0], "client_secret": FORM[1]})
    assert answer.status_code == 200
    assert userinfo(app, token).status_code == 401
    assert userinfo(app, first).status_code == 200


# -- what is refused -----------------------------------------------------------------------------------------------


def test_only_who_is_registered_for_it_exchanges(app: Application) -> None:
    first = granted(app)["access_token"]
    ClientRow.objects.filter(client_id=app.client_id).update(grant_types=["authorization_code"])
    assert refusal(exchange(app, first)) == "unauthorized_client"


def test_a_client_without_a_secret_does_not_exchange(app: Application) -> None:
    first = granted(app)["access_token"]
    offline(app, auth_method="none", secret_hash=b"", grant_types=[EXCHANGE])
    assert refusal(exchange(app, first, client_secret=None)) == "invalid_client"


def test_who_does_not_prove_itself_exchanges_nothing(app: Application) -> None:
    assert refusal(exchange(app, granted(app)["access_token"], client_secret="fout")) == "invalid_client"


@pytest.mark.parametrize("audience", ["niemand", "mijn-burgerprofiel", "zonnegem", "", "nul", FORM[0] + " ander"])
def test_for_whoever_does_not_trust_it_there_is_nothing(app: Application, audience: str) -> None:
    assert refusal(exchange(app, granted(app)["access_token"], audience=audience)) == "invalid_target"


@pytest.mark.parametrize("more", [{"audience": None}, {"audience": [FORM[0], "mijn-burgerprofiel"]}])
def test_it_is_for_one_application_that_is_named(app: Application, more: dict[str, Any]) -> None:
    assert refusal(exchange(app, granted(app)["access_token"], **more)) == "invalid_target"


def test_it_is_for_no_address(app: Application) -> None:
    assert refusal(exchange(app, granted(app)["access_token"], resource="https://api.example/")) == "invalid_target"


@pytest.mark.parametrize(
    "more",
    [
        {"subject_token": None},
        {"subject_token": ""},
        {"subject_token": "verzonnen"},
        {"subject_token_type": None},
        {"subject_token_type": "urn:ietf:params:oauth:token-type:id_token"},
        {"subject_token_type": "urn:ietf:params:oauth:token-type:refresh_token"},
        {"requested_token_type": "urn:ietf:params:oauth:token-type:refresh_token"},
        {"requested_token_type": "urn:ietf:params:oauth:token-type:jwt"},
        {"actor_token": "x", "actor_token_type": ACCESS_TOKEN},
        {"subject_token": ["a", "b"]},
    ],
)
def test_what_is_no_right_request_gives_nothing(app: Application, more: dict[str, Any]) -> None:
    assert refusal(exchange(app, granted(app)["access_token"], **more)) == "invalid_request"


def test_another_application_s_token_is_worth_nothing_to_it(app: Application) -> None:
    first = granted(app)["access_token"]
    register("dief", scopes=SCOPES, grant_types=[EXCHANGE])
    ClientRow.objects.filter(client_id=FORM[0]).update(trusted_exchangers=["dief"])
    thief = {"client_id": "dief", "client_secret": "geheim van dief"}
    assert refusal(exchange(app, first, **thief)) == "invalid_request"


def test_what_was_exchanged_is_not_exchanged_further(app: Application) -> None:
    token = exchanged(app, granted(app)["access_token"])
    register("verder", scopes=SCOPES, trusted_exchangers=[FORM[0]])
    ClientRow.objects.filter(client_id=FORM[0]).update(grant_types=[EXCHANGE])
    further = exchange(app, token, audience="verder", client_id=FORM[0], client_secret=FORM[1])
    assert further.json()["error"] == "invalid_request"
    assert not Token.objects.filter(client_id="verder").exists()


def test_a_program_s_own_token_is_not_exchanged(app: Application) -> None:
    offline(app, scopes=[*SCOPES, "dienst"], grant_types=["client_credentials", EXCHANGE])
    own = app.send("POST", "/v1/token", data={"grant_type": "client_credentials", **mine(app)}).json()["access_token"]
    assert refusal(exchange(app, own)) == "invalid_request"


@pytest.mark.parametrize("scope", ["openid profile", "openid rrn", "openid"])
def test_who_hardly_knows_the_citizen_vouches_for_nobody(app: Application, scope: str) -> None:
    token = app.exchange(app.answer(scope=scope)["code"]).json()["access_token"]
    assert refusal(exchange(app, token)) == "invalid_request"


@pytest.mark.parametrize("scope", ["openid profile rrn vo", "openid offline_access", "profile", "openid papi"])
def test_more_than_both_may_know_is_not_given(app: Application, scope: str) -> None:
    assert refusal(exchange(app, granted(app)["access_token"], scope=scope)) == "invalid_scope"


def test_a_token_whose_time_is_over_is_worth_nothing(app: Application) -> None:
    first = granted(app)["access_token"]
    with clock.frozen_at(datetime.now(UTC) + timedelta(seconds=3601)):
        assert refusal(exchange(app, first)) == "invalid_request"


@pytest.mark.parametrize("kind", [restrictions.Restricted.DECEASED, restrictions.Restricted.LOCKED])
def test_nobody_vouches_for_who_died_or_locked_their_keys(app: Application, kind: restrictions.Restricted) -> None:
    first = granted(app)["access_token"]
    restrictions.restrict(citizen(), kind, Trace(actor="test"))
    assert refusal(exchange(app, first)) == "invalid_request"


# -- tokens for the holder of a key --------------------------------------------------------------------------------


def test_a_token_for_a_key_is_exchanged_by_its_holder_for_one_for_that_key(app: Application) -> None:
    holder = Holder()
    first = granted(app, DPoP=holder.proof())["access_token"]
    for headers in ({}, {"DPoP": Holder().proof()}):
        assert refusal(exchange(app, first, headers)) == "invalid_dpop_proof"
    answer = exchange(app, first, {"DPoP": holder.proof()}).json()
    assert answer["token_type"] == "DPoP"
    assert introspect(app, answer["access_token"], FORM).json()["cnf"] == {"jkt": holder.thumbprint}
    assert userinfo(app, answer["access_token"]).status_code == 401, "it is no bearer token"


def test_for_an_application_of_the_holder_s_kind_a_key_is_shown(app: Application) -> None:
    first = granted(app)["access_token"]
    ClientRow.objects.filter(client_id=FORM[0]).update(dpop_bound=True)
    assert refusal(exchange(app, first)) == "invalid_request"
    assert exchange(app, first, {"DPoP": Holder().proof()}).json()["token_type"] == "DPoP"


# -- consent, and for whom -----------------------------------------------------------------------------------------


def test_an_application_of_somebody_else_gets_only_what_the_citizen_agreed_to(app: Application) -> None:
    first = granted(app)["access_token"]
    ClientRow.objects.filter(client_id=FORM[0]).update(third_party=True)
    assert refusal(exchange(app, first)) == "invalid_target", "nobody was asked"
    consents.give(citizen(), FORM[0], ["openid", "profile"], Trace(actor="citizen"))
    token = exchanged(app, first)
    assert set(userinfo(app, token).json()) == {"sub", "given_name", "family_name"}
    consents.withdraw(citizen(), [FORM[0]], Trace(actor="citizen"))
    assert userinfo(app, token).status_code == 401
    assert userinfo(app, first).status_code == 200, "the first application keeps what it has"
    assert refusal(exchange(app, first)) == "invalid_target"


def test_who_is_there_for_an_organisation_is_so_at_the_other_application_too(app: Application) -> None:
    first = granted(app)["access_token"]
    place = works(TargetGroup.LOCAL_AUTHORITY)
    capacity = {"group": "LB", "organisation": place}
    Token.objects.update(capacity=capacity)
    ClientRow.objects.filter(client_id=app.client_id).update(target_groups=["LB"])
    assert refusal(exchange(app, first)) == "invalid_target", "it lets in citizens only"
    ClientRow.objects.filter(client_id=FORM[0]).update(target_groups=["LB"])
    exchanged(app, first)
    assert Token.objects.exclude(exchanged_by="").get().capacity == capacity


def test_an_application_that_lets_no_citizens_in_gets_none(app: Application) -> None:
    first = granted(app)["access_token"]
    ClientRow.objects.filter(client_id=FORM[0]).update(target_groups=["LB"])
    assert refusal(exchange(app, first)) == "invalid_target"


# -- registering it ------------------------------------------------------------------------------------------------


def test_trust_is_registered_at_the_application_that_receives(application: Application) -> None:
    right: dict[str, object] = {
        "client_id": "formulier",
        "redirect_uris": ["https://f.example/"],
        "auth_method": "none",
    }
    assert fields(right, Path())["trusted_exchangers"] == []
    assert fields(right | {"trusted_exchangers": ["zonnegem"]}, Path())["trusted_exchangers"] == ["zonnegem"]
    for wrong in ({"trusted_exchangers": ["formulier"]}, {"trusted_exchangers": ["é"]}, {"grant_types": [EXCHANGE]}):
        with pytest.raises(RegistrationError):
            fields(right | wrong, Path())


def test_the_description_names_it(application: Application) -> None:
    assert EXCHANGE in application.send("GET", "/.well-known/openid-configuration").json()["grant_types_supported"]


def test_under_a_mandate_only_an_application_that_asks_for_whom_gets_anything(
    app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    scopes = [*SCOPES, "ssm_mandaat"]
    ClientRow.objects.filter(client_id=app.client_id).update(scopes=scopes)
    first = granted(app)["access_token"]
    mandate = {"mandate": str(citizen()), "giver": str(citizen())}
    Token.objects.update(capacity=mandate)
    assert refusal(exchange(app, first)) == "invalid_request", "the mandate does not stand"
    monkeypatch.setattr("burgerprofiel.access.provider.exchange.stands", lambda *_all: True)
    assert refusal(exchange(app, first)) == "invalid_target", "it would take who acts for who is acted for"
    ClientRow.objects.filter(client_id=FORM[0]).update(scopes=scopes)
    assert exchange(app, first).json()["scope"] == "openid profile rrn ssm_mandaat"
    assert Token.objects.exclude(exchanged_by="").get().capacity == mandate


def test_an_application_of_somebody_else_passes_no_mailbox_on(app: Application) -> None:
    ClientRow.objects.filter(client_id=app.client_id).update(scopes=[*SCOPES, MAILBOX])
    ClientRow.objects.filter(client_id=FORM[0]).update(scopes=["openid", "profile", "rrn", MAILBOX])
    first = granted(app)["access_token"]
    assert MAILBOX in exchange(app, first).json()["scope"].split(), "our own application may"
    ClientRow.objects.filter(client_id=app.client_id).update(third_party=True)
    consents.give(citizen(), app.client_id, [*SCOPES, MAILBOX], Trace(actor="citizen"))
    assert exchange(app, first).json()["scope"] == "openid profile rrn"
