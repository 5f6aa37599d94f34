"""Applications that asked for it hear that somebody signed out (OpenID Connect Back-Channel Logout 1.0)."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from django.conf import settings
from joserfc import jwt
from joserfc.jwk import KeySet
from procrastinate.contrib.django.models import ProcrastinateJob

from burgerprofiel.access import actions, ending
from burgerprofiel.access.cookies import SessionCookie
from burgerprofiel.access.models import Client as ClientRow
from burgerprofiel.access.models import Guest, SignIn
from burgerprofiel.access.provider import farewell
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import http
from burgerprofiel.kit.ids import CitizenId
from tests.access.surfing import ACCESS, PORTAL, Browser, SignInPage, card, query
from tests.access.test_provider import OP, Application, application

__all__ = ["application"]

HEARS = "https://site.example/afmelden"


class Listener:
    """The application's address for logout tokens."""

    def __init__(self) -> None:
        self.heard: list[dict[str, str]] = []
        self.status = 200
        self.silent = False

    def answer(self, request: httpx.Request) -> httpx.Response:
        """Hear one."""
        assert (request.method, str(request.url)) == ("POST", HEARS)
        if self.silent:
            raise httpx.ConnectError("nobody there")
        self.heard.append({name: values[0] for name, values in parse_qs(request.content.decode()).items()})
        return httpx.Response(self.status)


@pytest.fixture
def listening(application: Application, monkeypatch: pytest.MonkeyPatch) -> Listener:
    """The application wants to hear of the end."""
    ClientRow.objects.filter(client_id="zonnegem").update(backchannel_logout_uri=HEARS)
    made, outside = Listener(), http.client(1)
    outside.close()

    def anywhere(request: httpx.Request) -> httpx.Response:
        site = request.url.host == "site.example"
        return made.answer(request) if site else application.outside.answer(request)

    monkeypatch.setattr(http, "client", lambda _seconds: httpx.Client(transport=httpx.MockTransport(anywhere)))
    monkeypatch.setattr(
        http, "async_client", lambda _seconds: httpx.AsyncClient(transport=httpx.MockTransport(anywhere))
    )
    return made


def jobs() -> list[dict[str, Any]]:
    """What the worker would do."""
    return list(ProcrastinateJob.objects.filter(task_name=farewell.tell.name).values_list("args", flat=True))


def work() -> None:
    """Do it."""
    for job in jobs():
        farewell.tell(**job)


def signed_in(application: Application) -> tuple[dict[str, Any], str]:
    """Sign somebody in; returns the claims of the id_token and the token."""
    told = application.exchange(application.answer()["code"]).json()["id_token"]
    return application.claims(told), told


def sign_out(application: Application, hint: str) -> None:
    """Sign out as the application asks it."""
    address = f"{OP}/v1/logout?{urlencode({'id_token_hint': hint, 'client_id': 'zonnegem'})}"
    assert application.surfer.get(address).status_code == 200
    assert not SignIn.objects.exists()


def read(application: Application, told: dict[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Read a logout token as an application does."""
    keys = KeySet.import_key_set(application.send("GET", "/v1/keys").json())
    token = jwt.decode(told["logout_token"], keys, algorithms=["RS256"])
    return dict(token.header), dict(token.claims)


def test_the_application_hears_who_signed_out(application: Application, listening: Listener) -> None:
    claims, hint = signed_in(application)
    sign_out(application, hint)
    work()
    (told,) = listening.heard
    header, said = read(application, told)
    assert set(told) == {"logout_token"}
    assert header["typ"] == "logout+jwt"
    assert (said["iss"], said["aud"], said["sub"], said["sid"]) == (OP, "zonnegem", claims["sub"], claims["sid"])
    assert said["events"] == {farewell.EVENT: {}}
    assert 0 < said["exp"] - time.time() <= 120
    assert said["jti"]
    assert "nonce" not in said
    assert not Guest.objects.exists()


def test_who_did_not_ask_for_it_hears_nothing(application: Application) -> None:
    _claims, hint = signed_in(application)
    sign_out(application, hint)
    assert not jobs()


def test_the_job_knows_no_name_and_no_number(application: Application, listening: Listener) -> None:
    sign_out(application, signed_in(application)[1])
    assert set(jobs()[0]) == {"client_id", "citizen", "session"}


def test_an_application_that_nobody_went_to_hears_nothing(application: Application, listening: Listener) -> None:
    application.surfer.sign_in(application.box, card(application.box))
    cookie = SessionCookie.read(application.surfer.client(ACCESS).cookies[settings.SIGN_IN_COOKIE].value)
    assert cookie
    actions.sign_out_at_provider(cookie, Trace(actor="citizen"))
    assert not jobs()


def test_signing_out_everywhere_is_told_too(application: Application, listening: Listener) -> None:
    signed_in(application)
    ending.end_everywhere(CitizenId(SignIn.objects.get().citizen_id), Trace(actor="citizen"))
    work()
    assert len(listening.heard) == 1


def test_showing_another_key_is_not_signing_out(application: Application, listening: Listener) -> None:
    first, _hint = signed_in(application)
    _where, page = application.surfer.follow(application.ask(prompt="login"))
    keys = SignInPage(application.surfer, page.content.decode())
    assert keys.show(application.box, card(application.box)).status_code == 200
    back = application.surfer.get(ACCESS + keys.go_on)["Location"]
    again = application.claims(application.exchange(query(back)["code"]).json()["id_token"])
    assert again["sid"] == first["sid"]
    assert not jobs()


def test_somebody_else_at_the_same_browser_ends_the_first_ones_session(
    application: Application, listening: Listener
) -> None:
    first, _hint = signed_in(application)
    _where, page = application.surfer.follow(application.ask(prompt="login"))
    other = card(application.box, "Wouter Jan")
    assert SignInPage(application.surfer, page.content.decode()).show(application.box, other).status_code == 200
    work()
    assert [read(application, told)[1]["sub"] for told in listening.heard] == [first["sub"]]


def test_a_session_has_another_name_for_each_application_and_each_sign_in(application: Application) -> None:
    first, _hint = signed_in(application)
    application.surfer = Browser()
    second, _hint = signed_in(application)
    other = farewell.session_name(SignIn.objects.order_by("created_at")[0].id, "other")
    assert len({first["sid"], second["sid"], other}) == 3


@pytest.mark.parametrize(("status", "silent"), [(500, False), (503, False), (200, True)])
def test_who_cannot_be_reached_is_told_again(
    application: Application, listening: Listener, status: int, silent: bool
) -> None:
    sign_out(application, signed_in(application)[1])
    listening.status, listening.silent = status, silent
    with pytest.raises(farewell.NotHeardError):
        work()
    listening.status, listening.silent = 200, False
    work()
    assert len({told["logout_token"] for told in listening.heard}) >= 1


@pytest.mark.parametrize("status", [200, 204, 400, 404, 302])
def test_whoever_answers_is_told_once(application: Application, listening: Listener, status: int) -> None:
    sign_out(application, signed_in(application)[1])
    listening.status = status
    work()
    assert len(listening.heard) == 1


def test_an_application_that_is_gone_is_not_told(application: Application, listening: Listener) -> None:
    sign_out(application, signed_in(application)[1])
    ClientRow.objects.filter(client_id="zonnegem").delete()
    work()
    assert not listening.heard


def test_guests_of_sessions_that_ended_by_themselves_are_forgotten(application: Application) -> None:
    signed_in(application)
    assert Guest.objects.filter(client_id="zonnegem").exists()
    actions.purge()
    assert Guest.objects.exists()
    SignIn.objects.all().delete()
    actions.purge()
    assert not Guest.objects.exists()


def test_the_way_back_after_signing_out_is_kept(application: Application, listening: Listener) -> None:
    _claims, hint = signed_in(application)
    wanted = {"id_token_hint": hint, "post_logout_redirect_uri": "https://site.example/tot-ziens", "state": "s"}
    answer = application.surfer.get(f"{OP}/v1/logout?{urlencode(wanted)}")
    assert answer["Location"] == "https://site.example/tot-ziens?state=s"
    assert urlsplit(PORTAL).netloc not in answer["Location"]
    assert len(jobs()) == 1


def test_an_address_that_answers_drop_by_drop_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(farewell, "PATIENCE", 0.5)

    def drip(listener: socket.socket) -> None:
        connection, _address = listener.accept()
        with connection, suppress(OSError):
            for _byte in range(60):
                connection.sendall(b"H")
                time.sleep(0.1)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=drip, args=(listener,), daemon=True).start()
        began = time.monotonic()
        with pytest.raises(TimeoutError):
            asyncio.run(farewell._post(f"http://127.0.0.1:{listener.getsockname()[1]}/", {"logout_token": "x"}))
    assert time.monotonic() - began < 4, "the whole takes no longer than the patience, not each byte"
