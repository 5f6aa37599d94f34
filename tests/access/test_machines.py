"""Programs that speak for themselves: client credentials (feature A10)."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from authlib.integrations.httpx_client import OAuth2Client

from burgerprofiel.access.models import Client as ClientRow
from burgerprofiel.access.models import Token
from burgerprofiel.mailbox.registry.scopes import ALL as EBOX
from tests.access.test_provider import OP, Application, application
from tests.access.tokens_of import introspect, register, userinfo

__all__ = ["application"]

NAME, SECRET = "machine", "geheim van machine"


@pytest.fixture
def machine(application: Application) -> Application:
    """A program with two scopes of its own; one of its scopes is about people."""
    scopes = ["openid", "profile", "ebox_publish", "ebox_read"]
    register(NAME, scopes=scopes, grant_types=["client_credentials"], redirect_uris=[])
    return application


def ask(machine: Application, **more: Any) -> httpx.Response:
    """Ask for a token."""
    form = {"grant_type": "client_credentials", "client_id": NAME, "client_secret": SECRET} | more
    return machine.send("POST", "/v1/token", data=form)


def test_authlibs_own_client_gets_a_token_for_all_scopes_of_its_own(machine: Application) -> None:
    client = OAuth2Client(
        NAME,
        SECRET,
        token_endpoint_auth_method="client_secret_post",
        transport=httpx.MockTransport(machine.outside.answer),
    )
    token = client.fetch_token(f"{OP}/v1/token", grant_type="client_credentials")
    assert (token["token_type"], token["scope"]) == ("Bearer", "ebox_publish ebox_read")
    assert not {"refresh_token", "id_token"} & set(token)


def test_it_is_nobody_s_token(machine: Application) -> None:
    token = ask(machine).json()["access_token"]
    told = introspect(machine, token, (NAME, SECRET)).json()
    assert (told["active"], told["sub"], told["client_id"]) == (True, NAME, NAME)
    assert Token.objects.get().citizen_id is None
    assert userinfo(machine, token).status_code == 403


def test_it_says_for_whom_it_is(machine: Application) -> None:
    answer = ask(machine, audience="zonnegem", resource=["https://api.example/v1", "urn:be:dienst"])
    told = introspect(machine, answer.json()["access_token"], (NAME, SECRET)).json()
    assert told["aud"] == ["zonnegem", "https://api.example/v1", "urn:be:dienst"]
    one = ask(machine, resource="https://api.example/v1").json()["access_token"]
    assert introspect(machine, one, (NAME, SECRET)).json()["aud"] == "https://api.example/v1"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"scope": "ebox_publish openid"}, "invalid_scope"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"scope": "admin"}, "invalid_scope"),
        ({"audience": "niemand"}, "invalid_target"),
        ({"resource": "niet-een-adres"}, "invalid_target"),
        ({"resource": "https://api.example/#deel"}, "invalid_target"),
        ({"resource": "http://["}, "invalid_target"),
        ({"resource": "https://api.example/" + "x" * 400}, "invalid_target"),
        ({"client_secret": "fout"}, "invalid_client"),
        ({"client_secret": ""}, "invalid_client"),
        ({"scope": ["ebox_read", "ebox_publish"]}, "invalid_request"),
    ],
)
def test_a_wrong_request_gives_nothing(machine: Application, changes: dict[str, Any], error: str) -> None:
    answer = ask(machine, **changes)
    assert answer.status_code in (400, 401)
    assert answer.json()["error"] == error
    assert not Token.objects.exists()


def test_more_scopes_than_a_token_can_hold_must_be_asked_for_by_name(machine: Application) -> None:
    ClientRow.objects.filter(client_id=NAME).update(scopes=[f"dienst_van_afdeling_{number}" for number in range(80)])
    assert ask(machine).json()["error"] == "invalid_scope"
    assert ask(machine, scope="dienst_van_afdeling_7").json()["scope"] == "dienst_van_afdeling_7"


def test_only_who_is_registered_for_it(machine: Application) -> None:
    answer = ask(machine, client_id=machine.client_id, client_secret=machine.secret)
    assert answer.json()["error"] == "unauthorized_client"


def test_a_client_without_a_secret_cannot_speak_for_itself(machine: Application) -> None:
    ClientRow.objects.filter(client_id=NAME).update(auth_method="none")
    answer = machine.send("POST", "/v1/token", data={"grant_type": "client_credentials", "client_id": NAME})
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_a_program_with_every_scope_of_the_ebox_gets_them_in_one_token(machine: Application) -> None:
    register("mandataris", scopes=list(EBOX), grant_types=["client_credentials"], redirect_uris=[])
    form = {"grant_type": "client_credentials", "client_id": "mandataris", "client_secret": "geheim van mandataris"}
    answer = machine.send("POST", "/v1/token", data=form)
    assert set(answer.json()["scope"].split()) == set(EBOX)
