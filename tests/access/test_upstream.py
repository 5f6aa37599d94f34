"""Another provider's word as a key (A2, A9): there and back, whatever happens there, and nothing believed unchecked."""

from __future__ import annotations

import base64
import hmac
import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import httpx
import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory
from joserfc import jwt
from joserfc.jwk import RSAKey

from burgerprofiel.access import rules, signing_in
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.keys import catalogue
from burgerprofiel.access.models import Attempt as Try
from burgerprofiel.access.models import SignIn
from burgerprofiel.access.relying import attempt, issuer
from burgerprofiel.access.restrictions import Restricted, restrict
from burgerprofiel.access.upstream import configuration, own_keys
from burgerprofiel.access.upstream.configuration import Upstream
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, http
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people.actions import meet
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.access import abroad
from tests.access.abroad import CLIENT, NAME, NOOR, STRANGER, Abroad, encrypt
from tests.access.coded import known
from tests.access.conftest import Outside
from tests.access.surfing import ACCESS, PORTAL, Browser, query

GO = f"{ACCESS}/op/aanmelden/bij/elders"
BACK = f"{GO}/terug"
OWN = "/op/aanmeldingen"


@pytest.fixture(scope="session", autouse=True)
def keys(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Our own keys towards others, once: RSA takes its time."""
    own_keys.make()


@pytest.fixture
def offer(monkeypatch: pytest.MonkeyPatch, provider: None, outside: Outside) -> Iterator[Callable[..., Abroad]]:
    """Offer a provider as a key, with these fields."""

    def use(*, beside: tuple[Upstream, ...] = (), **fields: Any) -> Abroad:
        made = abroad.upstream(**fields)
        there = Abroad(made)
        here = settings.CONFIG.access_host
        transport = httpx.MockTransport(lambda asked: (outside if asked.url.host == here else there).answer(asked))
        monkeypatch.setattr(http, "client", lambda _seconds: httpx.Client(transport=transport))
        monkeypatch.setattr(configuration, "configured", lambda: (made, *beside))
        kinds = tuple(catalogue.upstream_kind(each) for each in (made, *beside))
        rest = tuple(kind for kind in catalogue.KINDS if not kind.upstream)
        monkeypatch.setattr(catalogue, "KINDS", kinds if made.only else (rest[0], *kinds, *rest[1:]))
        return there

    issuer._issuers.clear()
    yield use
    issuer._issuers.clear()


def leave(surfer: Browser, there: Abroad, way: str = OWN, level: str = "0") -> dict[str, str]:
    """Go to the provider; returns what it is asked."""
    response = surfer.get(f"{GO}?{urlencode({'verder': way, 'niveau': level})}")
    assert response.status_code == 302, response.content.decode()
    assert response["Location"].startswith(f"{NAME}/authorization?")
    there.asked = query(response["Location"])
    return there.asked


def come_back(surfer: Browser, there: Abroad, **told: str) -> HttpResponse:
    """Come back with a code, or with something else."""
    answer = {"code": "c", "state": there.asked["state"]} | told
    return surfer.get(f"{BACK}?{urlencode({name: value for name, value in answer.items() if value})}")


def nobody(response: HttpResponse, status: int) -> str:
    """Nobody was signed in; returns the words that people read."""
    assert response.status_code == status, response.content.decode()[:2000]
    assert settings.SIGN_IN_COOKIE not in response.cookies
    assert not SignIn.objects.exists()
    return html.unescape(response.content.decode().partition("<main")[2])


def test_somebody_signs_in_with_another_providers_word(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(), Browser()
    leave(surfer, there)
    response = come_back(surfer, there)
    assert (response.status_code, response["Location"]) == (302, OWN)
    assert SignIn.objects.get().proofs[0][0] == Key.eidashigh.name
    page = surfer.get(ACCESS + OWN)
    assert page.status_code == 200


def test_the_question_is_for_a_code_for_this_browser_alone(offer: Callable[..., Abroad]) -> None:
    asked = leave(Browser(), there := offer(), level="25")
    assert asked["response_type"] == "code"
    assert (asked["client_id"], asked["redirect_uri"]) == (CLIENT, BACK)
    assert asked["code_challenge_method"] == "S256"
    assert asked["acr_values"] == "loa:high"
    assert (asked["prompt"], asked["ui_locales"]) == ("login", "nl")
    assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3
    assert there.redeemed == 0


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"acr_asked": "none"}, {"acr_values": None}),
        ({"acr_asked": "first"}, {"acr_values": "loa:high"}),
        ({"fresh": "max_age"}, {"max_age": "0", "prompt": None}),
        ({"fresh": "always"}, {"max_age": None, "prompt": None}),
        ({"claims_asked": "id_token"}, {"claims": '{"id_token":{"insz":{"essential":true},'}),
    ],
)
def test_the_question_is_put_as_the_file_says(
    offer: Callable[..., Abroad], fields: dict[str, Any], expected: dict[str, str | None]
) -> None:
    asked = leave(Browser(), offer(**fields))
    for name, value in expected.items():
        assert asked.get(name, "").startswith(value) if value else name not in asked


def test_the_question_of_an_application_survives_the_detour(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(), Browser()
    _where, page = surfer.follow(surfer.get(f"{PORTAL}/aanmelden?terug=/zoeken"))
    link = re.search(r'href="(/op/aanmelden/bij/elders\?[^"]*)"', page.content.decode())
    assert link
    response = surfer.get(ACCESS + html.unescape(link[1]))
    there.asked = query(response["Location"])
    where, _page = surfer.follow(come_back(surfer, there), until=f"{PORTAL}/aanmelden/terug")
    assert query(where)["code"]


def test_the_key_used_last_stands_first(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(), Browser()
    leave(surfer, there)
    come_back(surfer, there)
    surfer.client(ACCESS).cookies.pop(settings.SIGN_IN_COOKIE)
    titles = re.findall(
        r'class="key".*?<b>(.*?)</b>', surfer.get(f"{ACCESS}/op/aanmelden?naar=/op/slot").content.decode(), re.DOTALL
    )
    assert titles[0] == "Inloggen Elders"


@pytest.mark.parametrize("method", ["private_key_jwt", "client_secret_basic", "client_secret_post"])
def test_we_prove_who_we_are_as_agreed(offer: Callable[..., Abroad], method: str) -> None:
    there, surfer = offer(auth_method=method, secret="" if method == "private_key_jwt" else "s" * 40), Browser()
    asked = leave(surfer, there)
    assert come_back(surfer, there).status_code == 302
    assert there.form["redirect_uri"] == asked["redirect_uri"]
    assert (
        attempt.read(asked["state"], cookie(surfer), f"upstream:elders:{NAME}").verifier == there.form["code_verifier"]
    )
    if method == "client_secret_basic":
        assert there.headers["authorization"].startswith("Basic ")
    elif method == "client_secret_post":
        assert there.form["client_secret"] == "s" * 40
    else:
        published = abroad.our_keys(surfer.get(f"{ACCESS}/op/v1/client-keys").json())
        note = jwt.decode(there.form["client_assertion"], published, algorithms=["PS256"])
        assert (note.claims["iss"], note.claims["sub"], note.claims["aud"]) == (CLIENT, CLIENT, NAME)
        assert note.claims["exp"] - note.claims["iat"] == 60


def cookie(surfer: Browser) -> str:
    """The browser's mark."""
    return surfer.client(ACCESS).cookies["mbp-poging"].value


def test_our_published_keys_are_public_and_each_for_its_own_use(client: Any) -> None:
    told = Browser().get(f"{ACCESS}/op/v1/client-keys").json()["keys"]
    assert [key["use"] for key in told] == ["sig", "enc"]
    assert all(not {"d", "p", "q"} & set(key) for key in told)
    assert len({key["kid"] for key in told}) == 2


HOUR = 3600
WRONG: dict[str, abroad.Change] = {
    "nonce": lambda claims: claims.update(nonce="another"),
    "no nonce": lambda claims: claims.pop("nonce"),
    "issuer": lambda claims: claims.update(iss="https://evil.example"),
    "issuer in words": lambda claims: claims.update(iss=["https://login.abroad.example"]),
    "audience": lambda claims: claims.update(aud="somebody-else"),
    "no audience": lambda claims: claims.pop("aud"),
    "two audiences": lambda claims: claims.update(aud=[CLIENT, "somebody-else"]),
    "azp": lambda claims: claims.update(azp="somebody-else"),
    "expired": lambda claims: claims.update(exp=claims["exp"] - HOUR),
    "no end": lambda claims: claims.pop("exp"),
    "end in words": lambda claims: claims.update(exp="soon"),
    "of tomorrow": lambda claims: claims.update(iat=claims["iat"] + 30 * HOUR),
    "no beginning": lambda claims: claims.pop("iat"),
    "no subject": lambda claims: claims.pop("sub"),
    "at_hash": lambda claims: claims.update(at_hash=abroad.at_hash("another")),
    "acr": lambda claims: claims.update(acr="loa:magic"),
    "acr in a list": lambda claims: claims.update(acr=["loa:high"]),
    "no acr": lambda claims: claims.pop("acr"),
    "an old session": lambda claims: claims.update(auth_time=claims["auth_time"] - HOUR),
    "shown in words": lambda claims: claims.update(auth_time="just now"),
    "no names": lambda claims: claims.update(given_name=" ", family_name="\u202e"),
}


@pytest.mark.parametrize("what", WRONG)
def test_an_id_token_with_one_wrong_claim_signs_nobody_in(offer: Callable[..., Abroad], what: str) -> None:
    there, surfer = offer(), Browser()
    leave(surfer, there)
    there.claims = WRONG[what]
    words = nobody(come_back(surfer, there), 502)
    assert "Aanmelden met Inloggen Elders is niet gelukt" in words


def coded(raw: bytes) -> str:
    """As parts of a token are written."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def with_public_key(claims: dict[str, Any]) -> str:
    """Signed with HS256 and our knowledge of the public key, as if it were a secret."""
    text = ".".join(coded(json.dumps(part).encode()) for part in ({"alg": "HS256", "kid": abroad.KEY.kid}, claims))
    return f"{text}.{coded(hmac.digest(abroad.KEY.as_pem(private=False), text.encode(), 'sha256'))}"


FORGED: dict[str, Callable[[Abroad, dict[str, Any]], str]] = {
    "no signature": lambda _there, claims: f"eyJhbGciOiJub25lIn0.{coded(json.dumps(claims).encode())}.",
    "the public key as a secret": lambda _there, claims: with_public_key(claims),
    "somebody else's key": lambda there, claims: there.signed(claims, STRANGER),
    "somebody else's key under the right name": lambda there, claims: there.signed(
        claims, STRANGER, kid=abroad.KEY.kid or ""
    ),
    "a name of a key that nobody has": lambda there, claims: there.signed(claims, kid="unknown"),
    "an algorithm that was not agreed on": lambda there, claims: there.signed(claims, alg="PS256"),
    "encrypted though that was not agreed on": lambda there, claims: encrypt(there.signed(claims)),
    "no token at all": lambda _there, _claims: "nonsense",
    "empty": lambda _there, _claims: "",
}


@pytest.mark.parametrize("what", FORGED)
def test_a_forged_id_token_signs_nobody_in(offer: Callable[..., Abroad], what: str) -> None:
    there, surfer = offer(), Browser()
    leave(surfer, there)
    there.token = lambda claims: FORGED[what](there, claims)
    nobody(come_back(surfer, there), 502)


@pytest.mark.filterwarnings("ignore:Key size")
def test_keys_of_theirs_that_we_do_not_know_are_passed_over(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(), Browser()
    there.more_keys = [
        {"kty": "AKP", "alg": "ML-DSA-65", "kid": "new", "pub": "AAAA"},
        {"kty": "EC", "crv": "P-256", "kid": "broken"},
        {"nothing": 1},
        {**STRANGER.as_dict(private=False), "use": "enc", "kid": "theirs"},
    ]
    leave(surfer, there)
    there.token = lambda claims: there.signed(claims, kid=None)
    assert come_back(surfer, there).status_code == 302


@pytest.mark.filterwarnings("ignore:Key size")
@pytest.mark.parametrize(("bits", "use"), [(2048, "enc"), (1024, "sig")])
def test_a_key_to_encrypt_with_or_a_weak_one_proves_nothing(offer: Callable[..., Abroad], bits: int, use: str) -> None:
    there, surfer, key = offer(), Browser(), RSAKey.generate_key(bits)
    there.more_keys = [{**key.as_dict(private=False), "use": use, "kid": "theirs"}]
    leave(surfer, there)
    there.token = lambda claims: there.signed(claims, key, kid="theirs")
    nobody(come_back(surfer, there), 502)


def test_an_id_token_that_is_encrypted_for_us_is_opened(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(id_token_encrypted=True), Browser()
    leave(surfer, there)
    there.wrap = encrypt
    assert come_back(surfer, there).status_code == 302


def test_the_former_encryption_key_still_opens_for_a_while(
    offer: Callable[..., Abroad], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, surfer = offer(id_token_encrypted=True), Browser()
    former = own_keys.opening()[0]
    for name in ("django", "root_key", "lookup_key", own_keys.SIGNING):
        (tmp_path / name).write_bytes((settings.CONFIG.secrets / name).read_bytes())
    (tmp_path / own_keys.PREVIOUS).write_bytes(former.as_pem(private=True))
    (tmp_path / own_keys.ENCRYPTION).write_bytes(STRANGER.as_pem(private=True))
    monkeypatch.setattr(settings, "CONFIG", replace(settings.CONFIG, secrets=tmp_path))
    assert own_keys.jwks()["keys"][1]["kid"] == STRANGER.kid
    leave(surfer, there)
    there.wrap = lambda text: encrypt(text, former)
    assert come_back(surfer, there).status_code == 302


def test_what_a_head_says_besides_is_ignored(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(id_token_encrypted=True), Browser()
    leave(surfer, there)
    there.token = lambda claims: there.signed(claims, note="of theirs")
    there.wrap = lambda text: encrypt(text, iss=NAME, aud=CLIENT)
    assert come_back(surfer, there).status_code == 302


UNOPENED: dict[str, Callable[[str], str]] = {
    "not encrypted": lambda text: text,
    "encrypted for somebody else": lambda text: encrypt(text, STRANGER),
    "encrypted for somebody else under our name": lambda text: encrypt(
        text, STRANGER, kid=own_keys.opening()[0].kid or ""
    ),
    "a name of a key that we do not have": lambda text: encrypt(text, kid="unknown"),
    "a way that is too weak": lambda text: encrypt(text, alg="RSA1_5"),
    "compressed": lambda text: encrypt(text, zip="DEF"),
    "altered": lambda text: encrypt(text)[:-4] + "AAAA",
    "not signed inside": lambda _text: encrypt('{"sub":"abc"}'),
    "five empty parts": lambda _text: "....",
}


@pytest.mark.filterwarnings("ignore:JWE algorithm")
@pytest.mark.parametrize("what", UNOPENED)
def test_what_should_be_encrypted_for_us_and_is_not_signs_nobody_in(offer: Callable[..., Abroad], what: str) -> None:
    there, surfer = offer(id_token_encrypted=True), Browser()
    leave(surfer, there)
    there.wrap = UNOPENED[what]
    nobody(come_back(surfer, there), 502)


@pytest.mark.parametrize("way", ["plain", "signed", "encrypted"])
def test_who_it_is_may_be_told_at_the_userinfo_endpoint(offer: Callable[..., Abroad], way: str) -> None:
    there, surfer = offer(userinfo=way), Browser()
    leave(surfer, there)
    there.claims = lambda claims: [claims.pop(name) for name in ("insz", "given_name", "family_name")]
    assert come_back(surfer, there).status_code == 302


@pytest.mark.parametrize("way", ["plain", "signed", "encrypted"])
def test_userinfo_about_somebody_else_signs_nobody_in(offer: Callable[..., Abroad], way: str) -> None:
    there, surfer = offer(userinfo=way), Browser()
    leave(surfer, there)
    there.told = lambda claims: claims.update(sub="another")
    nobody(come_back(surfer, there), 502)


@pytest.mark.parametrize("claim", ["iss", "aud"])
def test_signed_userinfo_of_or_for_others_signs_nobody_in(offer: Callable[..., Abroad], claim: str) -> None:
    there, surfer = offer(userinfo="signed"), Browser()
    leave(surfer, there)
    there.told = lambda claims: claims.update({claim: "https://evil.example"})
    nobody(come_back(surfer, there), 502)


@pytest.mark.parametrize("number", [None, "", "12345678901", 85631441236, "85631441236x", "é" * 11])
def test_without_a_national_number_nobody_is_known_and_the_page_says_why(
    offer: Callable[..., Abroad], number: object
) -> None:
    there, surfer = offer(), Browser()
    leave(surfer, there)
    there.claims = lambda claims: claims.update(insz=number)
    assert "heeft ons niet gezegd wie u bent" in nobody(come_back(surfer, there), 502)


def test_a_number_as_printed_on_paper_is_the_same_number(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(), Browser()
    leave(surfer, there)
    there.claims = lambda claims: claims.update(insz=Ssin(NOOR).formatted)
    come_back(surfer, there)
    assert SignIn.objects.get().citizen_id == meet(Ssin(NOOR))


def test_cancelling_there_is_fine_and_every_way_on_is_kept(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(), Browser()
    _where, page = surfer.follow(surfer.get(f"{PORTAL}/aanmelden?terug=/zoeken"))
    link = re.search(r'href="(/op/aanmelden/bij/elders\?[^"]*)"', page.content.decode())
    assert link
    there.asked = query(surfer.get(ACCESS + html.unescape(link[1]))["Location"])
    response = come_back(surfer, there, code="", error="access_denied")
    words = nobody(response, 200)
    assert "U bent gestopt bij Inloggen Elders" in words
    links = re.findall(r'class="button[^"]*" href="([^"]*)"', words)
    assert len(links) == 3
    assert "bij/elders" in links[0]
    assert surfer.get(ACCESS + links[1]).status_code == 200
    where, _answer = surfer.follow(surfer.get(ACCESS + links[2]), until=f"{PORTAL}/aanmelden/terug")
    assert query(where)["error"] == "access_denied"


def test_a_provider_that_is_busy_or_down_is_named(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(), Browser()
    leave(surfer, there)
    for spoil in (httpx.Response(503), httpx.Response(500)):
        there.spoil = lambda request, spoil=spoil: spoil if request.url.path == "/token" else None
        leave(surfer, there)
        assert "antwoordt nu niet" in nobody(come_back(surfer, there), 503)
    assert "antwoordt nu niet" in nobody(come_back(surfer, there, error="temporarily_unavailable"), 503)


def test_when_it_cannot_even_be_found_the_other_keys_are_offered(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(), Browser()
    there.spoil = lambda request: httpx.Response(503)
    words = nobody(surfer.get(f"{GO}?verder={quote(OWN)}"), 503)
    assert "antwoordt nu niet" in words
    assert "/op/aanmelden?naar=%2Fop%2Faanmeldingen" in words


def test_who_is_silent_is_not_asked_again_for_everybody_in_line(offer: Callable[..., Abroad]) -> None:
    there, asked = offer(), list[str]()

    def silent(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        raise httpx.ConnectTimeout("silence")

    there.spoil = silent
    for _each in range(3):
        assert Browser().get(f"{GO}?verder={quote(OWN)}").status_code == 503
    assert len(asked) == 1


def test_nor_are_its_keys_when_only_these_are_silent(offer: Callable[..., Abroad]) -> None:
    there, asked = offer(), list[str]()
    surfers = [Browser() for _each in range(3)]
    questions = [leave(surfer, there) for surfer in surfers]

    def silent(request: httpx.Request) -> httpx.Response | None:
        if request.url.path != "/keys":
            return None
        asked.append(request.url.path)
        raise httpx.ConnectTimeout("silence")

    there.spoil = silent
    for surfer, there.asked in zip(surfers, questions, strict=True):
        assert come_back(surfer, there).status_code == 503
    assert len(asked) == 1


@pytest.mark.parametrize("content", [b'{"issuer": "\xff"}', b'{"issuer": "x", "a": ' + b"[" * 9999, b"<html>"])
def test_a_discovery_document_that_nobody_can_read_is_told_calmly(offer: Callable[..., Abroad], content: bytes) -> None:
    offer().spoil = lambda _asked: httpx.Response(200, content=content)
    nobody(Browser().get(f"{GO}?verder={quote(OWN)}"), 502)


def test_another_error_of_the_provider_is_told_calmly(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(), Browser()
    leave(surfer, there)
    nobody(come_back(surfer, there, error="invalid_scope"), 502)


@pytest.mark.parametrize("state", ["", "invented", "é", "A" * 400])
def test_an_answer_to_no_question_is_refused(offer: Callable[..., Abroad], state: str) -> None:
    there, surfer = offer(), Browser()
    leave(surfer, there)
    assert "voorbij" in nobody(surfer.get(f"{BACK}?{urlencode({'code': 'c', 'state': state})}"), 400)
    assert there.redeemed == 0


def test_what_one_browser_began_no_other_finishes(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(), Browser()
    leave(surfer, there)
    stranger = Browser()
    leave(stranger, Abroad(there.upstream))
    nobody(come_back(stranger, there), 400)
    assert there.redeemed == 0


def test_an_answer_that_comes_too_late_is_refused_and_the_way_on_is_kept(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(), Browser()
    leave(surfer, there)
    with clock.frozen_at(clock.now() + attempt.LIFETIME + timedelta(seconds=1)):
        words = nobody(come_back(surfer, there), 400)
    assert "verder=%2Fop%2Faanmeldingen" in words


def test_an_answer_counts_once_and_a_reload_just_goes_on(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(), Browser()
    leave(surfer, there)
    come_back(surfer, there)
    assert come_back(surfer, there)["Location"] == OWN
    assert there.redeemed == 1
    surfer.client(ACCESS).cookies.pop(settings.SIGN_IN_COOKIE)
    SignIn.objects.all().delete()
    nobody(come_back(surfer, there, code="another"), 400)
    assert there.redeemed == 1


def test_two_tabs_are_two_attempts(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(), Browser()
    first = leave(surfer, there, "/op/sleutels")
    second = leave(surfer, there)
    there.asked = first
    assert come_back(surfer, there)["Location"] == "/op/sleutels"
    there.asked = second
    assert come_back(surfer, there)["Location"] == OWN


def test_one_provider_cannot_answer_for_another(offer: Callable[..., Abroad]) -> None:
    evil = abroad.upstream(name="evil", issuer="https://evil.example")
    there, surfer = offer(beside=(evil,)), Browser()
    leave(surfer, there)
    nobody(
        surfer.get(f"{ACCESS}/op/aanmelden/bij/evil/terug?{urlencode({'code': 'c', 'state': there.asked['state']})}"),
        400,
    )
    nobody(come_back(surfer, there, iss="https://evil.example"), 502)
    assert there.redeemed == 0


def test_a_provider_that_names_itself_must_do_so(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(), Browser()
    there.metadata = lambda told: told.update(authorization_response_iss_parameter_supported=True)
    leave(surfer, there)
    nobody(come_back(surfer, there), 502)
    leave(surfer, there)
    assert come_back(surfer, there, iss=NAME).status_code == 302


@pytest.mark.parametrize(
    "told", [{"issuer": "https://evil.example"}, {"token_endpoint": "http://login.abroad.example/token"}]
)
def test_a_discovery_document_of_another_or_in_the_clear_is_not_followed(
    offer: Callable[..., Abroad], told: dict[str, str]
) -> None:
    there = offer()
    there.metadata = lambda known: known.update(told)
    nobody(Browser().get(f"{GO}?verder={quote(OWN)}"), 502)


def test_a_weaker_word_does_not_open_what_asks_for_more(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(), Browser()
    leave(surfer, there, "/op/sleutels")
    there.claims = lambda claims: claims.update(acr="loa:low")
    _where, page = surfer.follow(come_back(surfer, there))
    assert "sterkere sleutel" in page.content.decode()


@pytest.mark.parametrize("restriction", [Restricted.DECEASED, Restricted.LOCKED])
def test_what_restricts_keys_restricts_this_one(offer: Callable[..., Abroad], restriction: Restricted) -> None:
    there, surfer = offer(), Browser()
    restrict(meet(Ssin(NOOR)), restriction, Trace(actor="test"))
    leave(surfer, there)
    words = nobody(come_back(surfer, there), 403)
    assert 'class="button' in words


def turned_sixteen(surfer: Browser, there: Abroad, day: date) -> HttpResponse:
    """Lotte, born on 21 April 2013, comes back with itsme's word on this day."""
    with clock.frozen_at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        leave(surfer, there)
        there.claims = lambda claims: claims.update(insz=BY_SLUG["lotte"].ssin)
        return come_back(surfer, there)


def test_itsme_is_possible_from_the_sixteenth_birthday_on(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(acr={"loa:high": "itsme"}), Browser()
    words = nobody(turned_sixteen(surfer, there, date(2029, 4, 20)), 403)
    assert "itsme kan vanaf 16 jaar" in words
    assert turned_sixteen(surfer, there, date(2029, 4, 21)).status_code == 302


def test_guessing_codes_costs_the_guesser_and_not_the_provider(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(), Browser()
    there.spoil = lambda request: httpx.Response(400) if request.url.path == "/token" else None
    for _each in range(30):
        leave(surfer, there)
        nobody(come_back(surfer, there), 502)
    leave(surfer, there)
    response = come_back(surfer, there)
    assert "Te veel" in nobody(response, 429)
    assert int(response["Retry-After"]) > 0


def test_what_was_right_does_not_count_as_a_try(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(), Browser()
    leave(surfer, there)
    come_back(surfer, there)
    assert not Try.objects.exists()


def test_an_address_of_a_provider_that_is_not_used_says_so(offer: Callable[..., Abroad]) -> None:
    offer()
    nobody(Browser().get(f"{ACCESS}/op/aanmelden/bij/niemand?verder=/op/slot"), 400)
    nobody(Browser().get(f"{ACCESS}/op/aanmelden/bij/niemand/terug?code=c&state=s"), 400)


def test_stepping_up_keeps_what_was_shown_before(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(), Browser()
    known(surfer, key=Key.csamsms)
    leave(surfer, there)
    come_back(surfer, there)
    assert [name for name, _at in SignIn.objects.get().proofs] == ["csamsms", "eidashigh"]


def test_who_used_it_sees_it_among_their_keys(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(), Browser()
    leave(surfer, there, "/op/sleutels")
    page = surfer.follow(come_back(surfer, there))[1].content.decode()
    assert "<h3>Inloggen Elders</h3>" in page
    assert "U regelt dit bij Inloggen Elders zelf" in page


def test_as_the_only_key_it_is_where_everybody_is_led(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(only=True, acr={"loa:high": "eid"}), Browser()
    _where, page = surfer.follow(surfer.get(f"{PORTAL}/aanmelden?terug=/zoeken"))
    onward = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', page.content.decode())
    assert onward
    assert "U gaat verder naar Inloggen Elders." in page.content.decode()
    there.asked = query(surfer.get(ACCESS + html.unescape(onward[1]))["Location"])
    assert there.asked["acr_values"] == "loa:high"
    where, _page = surfer.follow(come_back(surfer, there), until=f"{PORTAL}/aanmelden/terug")
    assert surfer.get(where)["Location"] == "/zoeken"


def test_who_has_only_this_key_is_not_offered_to_lock_themselves_out(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(only=True, acr={"loa:high": "itsme"}), Browser()
    leave(surfer, there, "/op/sleutels")
    page = surfer.follow(come_back(surfer, there))[1].content.decode()
    assert "<h3>Inloggen Elders</h3>" in page
    assert "/op/slot" not in page
    assert "/op/sleutels/nieuw" not in page


def test_beside_the_only_key_no_other_counts(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(only=True, acr={"loa:high": "eid"}), Browser()
    leave(surfer, there)
    words = nobody(come_back(surfer, there, code="", error="access_denied"), 200)
    assert "Een andere sleutel" not in words
    request = RequestFactory().get("/op/aanmelden/eid")
    with pytest.raises(rules.NotUsableError) as refusal:
        signing_in.accept(request, Identity("Noor", "Vandenbos", NOOR), Key.eid)
    assert refusal.value.reason == "not-offered"
    with pytest.raises(rules.NotOfferedError):
        rules.may_enrol(meet(Ssin(NOOR)), Identity("Noor", "Vandenbos", NOOR), Key.csamtotp)
    told = surfer.get(f"{ACCESS}/op/.well-known/openid-configuration").json()
    assert told["acr_values_supported"] == [Key.eid.urn]


def test_nothing_personal_is_in_an_address(offer: Callable[..., Abroad]) -> None:
    there, surfer = offer(), Browser()
    leave(surfer, there)
    come_back(surfer, there)
    assert all(NOOR not in address and "Vandenbos" not in address for address in surfer.visited)
    assert set(parse_qs(urlsplit(surfer.visited[-1]).query)) == {"code", "state"}
