"""A session: one statement to find it, twenty minutes without a page, and nothing readable without the cookie."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django.fixtures import DjangoAssertNumQueries

from burgerprofiel.access import actions, cookies, faces, middleware, queries
from burgerprofiel.access.cookies import SessionCookie
from burgerprofiel.access.guards import requires
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.models import Session, SignIn
from burgerprofiel.access.request import viewer_of
from burgerprofiel.access.viewer import Proof
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.levels import Key, Level

START = datetime(2026, 11, 21, 12, tzinfo=UTC)
IDLE = timedelta(minutes=20)
NOOR = Identity("Noor Maria", "Vandenbos", "85631441236")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """Every test begins at noon."""
    with clock.frozen_at(START):
        yield


def opened(key: Key = Key.eid) -> SessionCookie:
    """A session that begins now."""
    return actions.open_session(NOOR, [Proof(key, clock.now())], "test", "an.id.token", Trace(actor="citizen"))


def asked(cookie: str | None, path: str = "/gegevens/home", level: Level = Level.SUBSTANTIAL) -> HttpResponse:
    """Ask a guarded page, through the middleware."""
    request = RequestFactory().get(path, headers={"host": settings.CONFIG.portal_host})
    if cookie is not None:
        request.COOKIES[settings.SESSION_COOKIE] = cookie

    def page(request: HttpRequest) -> HttpResponse:
        viewer = viewer_of(request)
        return HttpResponse(viewer.given_name if viewer else "nobody")

    answer = middleware.viewer(requires(level=level)(page))(request)
    assert isinstance(answer, HttpResponse)
    return answer


def test_without_a_cookie_there_is_no_statement_and_the_way_back_is_kept(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        assert asked(None)["Location"] == "/aanmelden?terug=%2Fgegevens%2Fhome"


@pytest.mark.parametrize("later", [0, 29, 31, 600])
def test_with_a_cookie_there_is_one_statement_also_when_the_clock_moves(
    later: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cookie = opened()
    with clock.frozen_at(START + timedelta(seconds=later)), django_assert_num_queries(1):
        assert asked(cookie.text).content == b"Noor"


def test_reading_a_page_moves_the_clock_at_most_every_half_minute() -> None:
    cookie = opened()
    for seconds, moved in ((10, 0), (29, 0), (31, 31), (50, 31), (62, 62)):
        with clock.frozen_at(START + timedelta(seconds=seconds)):
            asked(cookie.text)
        assert Session.objects.get().touched_at == START + timedelta(seconds=moved)


def test_a_session_ends_after_twenty_minutes_without_a_page() -> None:
    cookie = opened()
    with clock.frozen_at(START + IDLE - timedelta(seconds=1)):
        assert asked(cookie.text).status_code == 200
    with clock.frozen_at(START + 2 * IDLE):
        answer = asked(cookie.text)
        assert answer["Location"] == "/afgemeld/verlopen?terug=%2Fgegevens%2Fhome"
        assert answer.cookies[settings.SESSION_COOKIE]["max-age"] == 0


def test_even_a_busy_session_ends_after_twelve_hours() -> None:
    cookie = opened()
    Session.objects.update(touched_at=START + timedelta(hours=12))
    with clock.frozen_at(START + timedelta(hours=12, seconds=1)):
        assert asked(cookie.text).status_code == 302


def tampered() -> list[str]:
    """The cookie of a real session, altered in every kind of place."""
    cookie = opened()
    other_key = SessionCookie(cookie.token, bytes(32)).text
    other_token = SessionCookie(bytes(16), cookie.seal_key).text
    text = cookie.text
    return [other_key, other_token, text[:-1], text + "A", text.swapcase(), "", "é", '"; DROP', "A" * 9000, "a" * 64]


@pytest.mark.parametrize("place", range(10))
def test_a_tampered_cookie_means_nobody_and_is_taken_back(place: int) -> None:
    text = tampered()[place]
    answer = asked(text)
    assert answer.status_code == 302
    if text:
        assert answer.cookies[settings.SESSION_COOKIE]["max-age"] == 0


def test_a_cookie_whose_second_half_was_changed_makes_the_session_no_longer() -> None:
    text = opened().text
    changed = text[:-8] + ("A" if text[-8] != "A" else "B") + text[-7:]
    with clock.frozen_at(START + timedelta(minutes=5)):
        assert asked(changed).status_code == 302
    assert Session.objects.get().touched_at == START


def test_a_cookie_whose_second_half_was_changed_signs_nobody_out_at_the_provider() -> None:
    cookie = actions.sign_in(NOOR, (Proof(Key.eid, START),), Trace(actor="citizen"))
    changed = SessionCookie(cookie.token, bytes(32))
    assert not actions.sign_out_at_provider(changed, Trace(actor="citizen"))
    assert SignIn.objects.exists()


def test_asking_how_long_it_lasts_does_not_make_it_last_longer() -> None:
    client = Client()
    client.cookies[settings.SESSION_COOKIE] = opened().text
    host = {"host": settings.CONFIG.portal_origin.split("//")[1]}
    with clock.frozen_at(START + timedelta(minutes=19)):
        assert client.get("/sessie", headers=host).json() == {"ends_at": "2026-11-21T12:20:00Z", "seconds": 60}
    assert Session.objects.get().touched_at == START


def test_extending_makes_it_last_and_a_form_comes_back_to_its_page() -> None:
    client = Client()
    client.cookies[settings.SESSION_COOKIE] = opened().text
    host = {"host": settings.CONFIG.portal_origin.split("//")[1]}
    with clock.frozen_at(START + timedelta(minutes=19)):
        script = client.post("/sessie/verlengen", headers=host | {"accept": "application/json"})
        form = client.post("/sessie/verlengen", {"terug": "/gegevens/home"}, headers=host)
    assert script.json() == {"ends_at": "2026-11-21T12:39:00Z", "seconds": 1200}
    assert form["Location"] == "/gegevens/home"
    assert Session.objects.get().touched_at == START + timedelta(minutes=19)


def test_nobody_extends_a_session_that_is_over() -> None:
    client = Client()
    client.cookies[settings.SESSION_COOKIE] = opened().text
    host = {"host": settings.CONFIG.portal_origin.split("//")[1]}
    with clock.frozen_at(START + IDLE):
        assert client.post("/sessie/verlengen", headers=host | {"accept": "application/json"}).json() == {
            "ends_at": None,
            "seconds": 0,
        }


def test_a_weak_key_does_not_open_a_page_that_asks_for_a_strong_one() -> None:
    for weak, level in ((Key.csampassword, Level.SUBSTANTIAL), (Key.itsme, Level.EID)):
        answer = asked(opened(weak).text, level=level)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/aanmelden/sterker?")
        assert answer["Location"].endswith(f"niveau={int(level)}")
    assert asked(opened(Key.itsme).text, level=Level.HIGH).status_code == 200


def test_what_has_ended_is_removed() -> None:
    opened()
    with clock.frozen_at(START + timedelta(minutes=10)):
        cookie = opened()
    with clock.frozen_at(START + IDLE):
        assert actions.purge() == 1
        assert queries.viewer(cookie, Trace(actor="citizen"), faces.portal())


def test_demo_session_prints_a_cookie_that_works() -> None:
    out = io.StringIO()
    call_command("demo_session", "85631441236", "--given", "Noor", stdout=out)
    name, _equals, value = out.getvalue().strip().partition("=")
    assert name == settings.SESSION_COOKIE
    assert asked(value).content == b"Noor"


def test_demo_session_refuses_outside_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CONFIG", replace(settings.CONFIG, demo=False))
    with pytest.raises(CommandError, match="demo only"):
        call_command("demo_session", "85631441236")


def test_over_https_cookies_are_secure_and_of_this_host_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CONFIG", replace(settings.CONFIG, scheme="https"))
    response = HttpResponse()
    cookies.put(response, cookies.prefixed("mbp"), "x")
    morsel = response.cookies["__Host-mbp"]
    assert (morsel["secure"], morsel["path"], morsel["domain"]) == (True, "/", "")


def test_demo_session_says_what_is_wrong_with_a_number() -> None:
    with pytest.raises(CommandError, match="national number"):
        call_command("demo_session", "123")


@pytest.mark.usefixtures("simulators")
def test_demo_session_greets_by_the_name_on_the_card() -> None:
    out = io.StringIO()
    call_command("demo_session", "52620915336", stdout=out)
    assert asked(out.getvalue().strip().partition("=")[2]).content == b"Jozef"
