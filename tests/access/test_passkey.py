"""Passkeys: made by who is signed in, shown by who holds the device; whoever lies about one thing gets nowhere."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from burgerprofiel.access.eid import challenge
from burgerprofiel.access.keys import passkey, store
from burgerprofiel.access.models import DigitalKey, PasskeyLookup, Restriction, SignIn
from burgerprofiel.access.proofs import unpack
from burgerprofiel.access.provider.person import Person
from burgerprofiel.access.restrictions import Restricted, restrict
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.simulators.card_reader.cards import Box
from tests.access.authenticator import PRESENT, Authenticator, b64
from tests.access.surfing import ACCESS, PORTAL, Browser, card, kind
from tests.access.test_sign_in import tags

_NEW, _SHOW = "/op/sleutels/nieuw/passkey", "/op/aanmelden/passkey"


class Page:
    """One of the two pages, as its script reads it."""

    def __init__(self, browser: Browser, path: str) -> None:
        self.browser = browser
        answer = browser.get(ACCESS + path)
        assert answer.status_code == 200, answer
        content = answer.content.decode()
        self.words = {name: html.unescape(value) for name, value in re.findall(r'data-([a-z-]+)="([^"]*)"', content)}

    def ask(self) -> dict[str, Any]:
        """Ask for a challenge and what goes with it."""
        answer = self.browser.post(ACCESS + self.words["ask"], {}, self.words["token"])
        assert answer.status_code == 200, answer.content
        asked: dict[str, Any] = answer.json()
        return asked

    def send(self, asked: dict[str, Any], credential: object, *, origin: str = ACCESS, **more: str) -> HttpResponse:
        """Send what the device made."""
        told = {"challengeNonce": asked["challengeNonce"], "credential": credential, **more}
        return self.browser.post(ACCESS + self.words["send"], told, self.words["token"], origin=origin)

    def make(self, device: Authenticator, label: str = "telefoon van Noor") -> HttpResponse:
        """Make a passkey."""
        asked = self.ask()
        return self.send(asked, device.make(asked["options"]), label=label)

    def show(self, device: Authenticator) -> HttpResponse:
        """Show a passkey."""
        asked = self.ask()
        return self.send(asked, device.sign(asked["options"]))


@pytest.fixture
def owner(surfer: Browser, box: Box) -> Browser:
    """Noor's browser, signed in with her eID."""
    surfer.sign_in(box, card(box))
    return surfer


@pytest.fixture
def device(owner: Browser) -> Authenticator:
    """Noor's phone, with a passkey that she added."""
    phone = Authenticator()
    assert Page(owner, _NEW).make(phone).status_code == 201
    return phone


def fresh() -> Page:
    """The page that asks for a passkey, in a browser where nobody is signed in."""
    return Page(Browser(), _SHOW)


def noor() -> CitizenId:
    """Whose passkey it is."""
    return CitizenId(DigitalKey.objects.get().citizen_id)


def test_a_passkey_signs_in_and_leads_on_to_what_was_asked(device: Authenticator) -> None:
    browser = Browser()
    choice = browser.to_keys("/zoeken")
    page = Page(browser, f"{_SHOW}?verder={quote(choice.go_on, safe='')}")
    assert page.show(device).status_code == 200
    where, _answer = browser.follow(browser.get(ACCESS + page.words["go-on"]), until=f"{PORTAL}/aanmelden/terug")
    answer = browser.get(where)
    assert (answer.status_code, answer["Location"]) == (302, "/zoeken")
    assert settings.SESSION_COOKIE in answer.cookies


def test_what_a_passkey_proves_is_told_to_applications(device: Authenticator) -> None:
    fresh().show(device)
    row = SignIn.objects.order_by("id").last()
    assert row
    proofs = unpack(row.proofs)
    assert [proof.key for proof in proofs] == [Key.passkey]
    person = Person(CitizenId(row.citizen_id), proofs, store.identity_of(noor()))
    assert person.amr == ["hwk", "user", "mfa"]
    assert person.who.given_name.startswith("Noor")


def test_adding_and_using_it_is_in_the_trail(device: Authenticator) -> None:
    before = tags()
    fresh().show(device)
    assert before[-1] == "access.key.added"
    assert tags()[len(before) :] == ["access.citizen.signed_in"]


def test_the_device_is_asked_for_a_key_that_it_finds_itself_and_guards_with_its_own_lock(owner: Browser) -> None:
    options = Page(owner, _NEW).ask()["options"]
    assert options["authenticatorSelection"] == {
        "residentKey": "required",
        "requireResidentKey": True,
        "userVerification": "required",
    }
    assert (options["attestation"], options["rp"]["id"]) == ("none", settings.CONFIG.access_host)
    shown = fresh().ask()["options"]
    assert (shown["allowCredentials"], shown["userVerification"]) == ([], "required")
    assert shown["rpId"] == settings.CONFIG.access_host


def test_the_device_learns_a_first_name_and_nothing_else(owner: Browser, box: Box) -> None:
    user = Page(owner, _NEW).ask()["options"]["user"]
    row = SignIn.objects.get()
    assert user == {"id": b64(passkey.handle_of(CitizenId(row.citizen_id))), "name": "Noor", "displayName": "Noor"}
    assert row.citizen_id.hex not in str(user)


def test_a_device_hears_which_passkeys_it_need_not_make_again(owner: Browser, device: Authenticator) -> None:
    excluded = Page(owner, _NEW).ask()["options"]["excludeCredentials"]
    assert [each["id"] for each in excluded] == [b64(device.credential_id)]
    assert excluded[0]["transports"] == ["internal", "hybrid"]


def test_the_database_holds_neither_the_credential_nor_its_key_in_clear(device: Authenticator) -> None:
    row, lookup = DigitalKey.objects.get(), PasskeyLookup.objects.get()
    assert device.credential_id not in bytes(row.sealed) + bytes(lookup.credential_hash)
    assert b"publicKey" not in bytes(row.sealed)
    assert (row.kind, row.label, row.counter) == ("passkey", "telefoon van Noor", 0)


def test_the_counter_moves_and_the_use_is_noted(device: Authenticator) -> None:
    fresh().show(device)
    row = DigitalKey.objects.get()
    assert row.counter == device.counter == 1
    assert row.last_used_at is not None


def test_a_passkey_without_a_counter_works_every_time(device: Authenticator) -> None:
    copied = device.copy(step=0)
    assert [fresh().show(copied).status_code for _time in range(2)] == [200, 200]


@pytest.mark.parametrize("counter", [-1, -3, -5])
def test_a_counter_that_stands_still_or_goes_back_refuses_the_key_and_says_so_in_the_trail(
    device: Authenticator, counter: int
) -> None:
    device.counter = 4
    assert fresh().show(device).status_code == 200
    answer = fresh().show(device.copy(counter=device.counter + counter, step=1 if counter > -5 else 0))
    assert kind(answer) == "passkey-counter-back"
    assert settings.SIGN_IN_COOKIE not in answer.cookies
    assert tags()[-1] == "access.key.refused"
    assert fresh().show(device).status_code == 200


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://evil.example"},
        {"origin": PORTAL},
        {"origin": ACCESS + "/"},
        {"rp_id": "evil.example"},
        {"rp_id": "localhost"},
        {"framed": True},
        {"flags": PRESENT},
        {"flags": 0},
        {"handle": b""},
        {"handle": bytes(32)},
        {"credential_id": bytes(32)},
        {"credential_id": b""},
        {"key": Authenticator().key},
    ],
    ids=lambda lie: "-".join(f"{name}={value!r}"[:40] for name, value in lie.items()),
)
def test_whoever_lies_about_one_thing_gets_the_answer_of_an_unknown_passkey(
    device: Authenticator, lie: dict[str, Any]
) -> None:
    answer, unknown = fresh().show(device.copy(**lie)), fresh().show(Authenticator())
    assert kind(answer) == "passkey-unknown"
    assert answer.content == unknown.content
    assert settings.SIGN_IN_COOKIE not in answer.cookies
    assert SignIn.objects.count() == 1


def test_somebody_elses_passkey_under_my_handle_is_unknown(device: Authenticator, box: Box) -> None:
    other = Browser()
    other.sign_in(box, card(box, "Wouter Jan"))
    theirs = Authenticator()
    assert Page(other, _NEW).make(theirs).status_code == 201
    assert kind(fresh().show(theirs.copy(handle=device.handle))) == "passkey-unknown"
    assert kind(fresh().show(device.copy(handle=theirs.handle))) == "passkey-unknown"


def test_a_removed_passkey_is_unknown_at_once(device: Authenticator) -> None:
    assert fresh().show(device).status_code == 200
    assert store.remove(noor(), DigitalKey.objects.get().id, Trace(actor="citizen"))
    assert kind(fresh().show(device)) == "passkey-unknown"
    assert not PasskeyLookup.objects.exists()


def test_locked_keys_neither_sign_in_nor_can_be_added(device: Authenticator, box: Box) -> None:
    restrict(noor(), Restricted.LOCKED, Trace(actor="citizen"))
    answer = fresh().show(device)
    assert (answer.status_code, kind(answer)) == (403, "locked")
    assert settings.SIGN_IN_COOKIE not in answer.cookies
    assert tags()[-1] == "access.key.refused"
    with_card = Browser()
    choice = with_card.to_keys()
    choice.show(box, card(box))
    assert with_card.get(ACCESS + _NEW).status_code == 403
    assert kind(with_card.post(f"{ACCESS}{_NEW}/uitdaging", {}, choice.token)) == "locked"


def test_keys_that_are_locked_meanwhile_are_not_added(owner: Browser, box: Box) -> None:
    page, phone = Page(owner, _NEW), Authenticator()
    asked = page.ask()
    Restriction.objects.create(citizen_id=SignIn.objects.get().citizen_id, kind="locked", since=clock.today())
    assert kind(page.send(asked, phone.make(asked["options"]), label="x")) == "locked"
    assert not DigitalKey.objects.exists()


def test_an_unknown_passkey_costs_the_statements_of_a_known_one_that_signs_badly(device: Authenticator) -> None:
    def statements(shown: Authenticator) -> int:
        page = fresh()
        asked = page.ask()
        credential = shown.sign(asked["options"])
        with CaptureQueriesContext(connection) as caught:
            assert kind(page.send(asked, credential)) == "passkey-unknown"
        return len(caught)

    assert statements(Authenticator()) == statements(device.copy(key=Authenticator().key))


def test_an_answer_counts_once(device: Authenticator) -> None:
    page = fresh()
    asked = page.ask()
    credential = device.sign(asked["options"])
    assert page.send(asked, credential).status_code == 200
    assert kind(page.send(asked, credential)) == "attempt-over"


def test_an_answer_to_an_earlier_challenge_is_unknown(device: Authenticator) -> None:
    page = fresh()
    credential = device.sign(page.ask()["options"])
    assert kind(page.send(page.ask(), credential)) == "passkey-unknown"


def test_what_one_browser_asked_no_other_can_answer(device: Authenticator) -> None:
    asked = fresh().ask()
    assert kind(fresh().send(asked, device.sign(asked["options"]))) == "attempt-over"


def test_a_challenge_lasts_five_minutes(device: Authenticator) -> None:
    page = fresh()
    asked = page.ask()
    with clock.frozen_at(datetime.now(UTC) + challenge.LIFETIME + timedelta(seconds=1)):
        assert kind(page.send(asked, device.sign(asked["options"]))) == "attempt-over"


@pytest.mark.parametrize("origin", ["https://evil.example", PORTAL, "null"])
def test_a_request_from_another_page_is_refused(device: Authenticator, origin: str) -> None:
    page = fresh()
    asked = page.ask()
    assert page.send(asked, device.sign(asked["options"]), origin=origin).status_code == 403
    assert SignIn.objects.count() == 1


def test_a_page_that_was_open_for_hours_still_works(device: Authenticator) -> None:
    page = fresh()
    del page.browser.client(ACCESS).cookies["mbp-poging"]
    assert page.show(device).status_code == 200


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://evil.example"},
        {"origin": PORTAL},
        {"rp_id": "evil.example"},
        {"framed": True},
        {"flags": PRESENT},
        {"credential_id": b""},
        {"credential_id": bytes(1024)},
    ],
    ids=lambda lie: "-".join(f"{name}={value!r}"[:40] for name, value in lie.items()),
)
def test_a_passkey_that_was_not_made_here_by_its_owner_is_not_added(owner: Browser, lie: dict[str, Any]) -> None:
    assert kind(Page(owner, _NEW).make(Authenticator(**lie))) == "passkey-not-accepted"
    assert not DigitalKey.objects.exists()


@pytest.mark.parametrize("fmt", ["tpm", "android-safetynet", "fido-u2f", "apple", "x"])
def test_an_attestation_that_nobody_asked_for_is_not_read(owner: Browser, fmt: str) -> None:
    page, phone = Page(owner, _NEW), Authenticator()
    asked = page.ask()
    answer = page.send(asked, phone.make(asked["options"], fmt, {"ver": "2.0"}), label="x")
    assert kind(answer) == "passkey-not-accepted"


def test_the_same_credential_is_added_once_also_by_somebody_else(
    owner: Browser, device: Authenticator, box: Box
) -> None:
    other = Browser()
    other.sign_in(box, card(box, "Wouter Jan"))
    for browser in (owner, other):
        assert kind(Page(browser, _NEW).make(device.copy())) == "passkey-known"
    assert DigitalKey.objects.count() == 1


def test_a_challenge_for_adding_belongs_to_one_session(owner: Browser, box: Box) -> None:
    other = Browser()
    other.sign_in(box, card(box, "Wouter Jan"))
    asked = Page(owner, _NEW).ask()
    answer = Page(other, _NEW).send(asked, Authenticator().make(asked["options"]), label="x")
    assert kind(answer) == "attempt-over"


def test_a_challenge_for_adding_does_not_sign_in_and_the_other_way_round(owner: Browser, device: Authenticator) -> None:
    to_add, to_show = Page(owner, _NEW), Page(owner, _SHOW)
    asked = to_add.ask()
    assert kind(to_show.send(asked, device.sign(asked["options"]))) == "attempt-over"
    asked = to_show.ask()
    made = Authenticator().make({**asked["options"], "user": {"id": b64(device.handle)}})
    assert kind(to_add.send(asked, made, label="x")) == "attempt-over"


@pytest.mark.parametrize("label", ["", "   ", "\u0000", "x" * 81])
def test_a_passkey_needs_a_name_that_can_be_read(owner: Browser, label: str) -> None:
    assert kind(Page(owner, _NEW).make(Authenticator(), label)) == "passkey-nameless"


@pytest.mark.parametrize(
    ("label", "kept"),
    [("  iPhone\n van\tNoor ", "iPhone van Noor"), ("\u202eemoji 📱\u0000", "emoji 📱"), ("x" * 80, "x" * 80)],
)
def test_a_name_is_kept_on_one_line(owner: Browser, label: str, kept: str) -> None:
    assert Page(owner, _NEW).make(Authenticator(), label).json() == {"added": kept}
    assert DigitalKey.objects.get().label == kept


def test_who_is_not_signed_in_adds_nothing(device: Authenticator) -> None:
    browser = Browser()
    page = Page(browser, _SHOW)
    for path in (f"{_NEW}/uitdaging", f"{_NEW}/bewaren"):
        answer = browser.post(ACCESS + path, {}, page.words["token"])
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/op/aanmelden")
    answer = browser.get(ACCESS + _NEW)
    assert answer["Location"] == f"/op/aanmelden?naar={quote(_NEW, safe='')}&niveau={Key.passkey.level}"


def test_a_passkey_may_add_another_one(device: Authenticator) -> None:
    page, spare = fresh(), Authenticator()
    page.show(device)
    assert Page(page.browser, _NEW).make(spare, "sleutel aan mijn bos").status_code == 201
    assert fresh().show(spare).status_code == 200


_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.binary(max_size=60).map(b64),
    lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=12), some, max_size=3),
    max_leaves=8,
)


@effort(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["id", "rawId", "type", "response", "clientDataJSON", "authenticatorData", "signature"]),
    junk=_JUNK,
)
def test_hostile_bytes_are_refused_calmly_when_signing_in(device: Authenticator, name: str, junk: object) -> None:
    page = fresh()
    asked = page.ask()
    credential = device.sign(asked["options"])
    (credential if name in credential else credential["response"])[name] = junk
    assert page.send(asked, credential).status_code in (400, 403)


@effort(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 260), byte=st.integers(0, 255))
def test_a_passkey_with_one_wrong_byte_is_refused_calmly_when_adding(owner: Browser, at: int, byte: int) -> None:
    page = Page(owner, _NEW)
    asked = page.ask()
    credential = Authenticator().make(asked["options"])
    text = bytearray(credential["response"]["attestationObject"].encode())
    text[at % len(text)] = byte
    credential["response"]["attestationObject"] = text.decode("latin-1")
    assert page.send(asked, credential, label="x").status_code in (201, 400)
