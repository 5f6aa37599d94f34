"""The app on a phone: the codes of RFC 6238, a clock one step wrong, a code never twice, no hint to who guesses."""

from __future__ import annotations

import base64
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

from burgerprofiel.access import sign_in_cookie, tasks
from burgerprofiel.access.keys import store, totp
from burgerprofiel.access.keys.hasher import Argon2id
from burgerprofiel.access.models import DigitalKey, SignIn
from burgerprofiel.access.proofs import unpack
from burgerprofiel.access.provider.person import Person
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from tests.access import coded
from tests.access.coded import ADD, NOOR, PASSWORD, SIGN_IN, add_app, choose, known, scan, sign_in, with_app
from tests.access.surfing import ACCESS, PORTAL, Browser
from tests.access.test_races import RUNNERS, at_once
from tests.access.test_sign_in import tags

NOW = datetime(2026, 11, 22, 9, 0, 10, tzinfo=UTC)
STEP = timedelta(seconds=30)
RFC_6238 = {
    59: "94287082",
    1111111109: "07081804",
    1111111111: "14050471",
    1234567890: "89005924",
    2000000000: "69279037",
    20000000000: "65353130",
}
"""Appendix B, SHA-1; ours are the last six of the eight digits."""


@pytest.mark.parametrize(("second", "code"), RFC_6238.items())
def test_the_vectors_of_rfc_6238(second: int, code: str) -> None:
    at = datetime.fromtimestamp(second, UTC)
    assert totp.step_of(b"12345678901234567890", code[-6:], at) == second // 30


@pytest.mark.parametrize(("steps", "accepted"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_wrong_and_no_more(steps: int, accepted: bool) -> None:
    app = coded.App(totp.new_secret())
    assert (totp.step_of(app.secret, app.code(NOW + steps * STEP), NOW) is not None) is accepted


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "\x00", "9" * 5000])
def test_what_is_no_code_is_not_accepted(code: str) -> None:
    assert totp.step_of(b"12345678901234567890", code, datetime.fromtimestamp(59, UTC)) is None


def test_spaces_in_a_code_do_not_matter() -> None:
    assert totp.step_of(b"12345678901234567890", " 287 082 ", datetime.fromtimestamp(59, UTC)) == 1


def test_without_a_user_name_one_first_chooses_one_and_comes_back(surfer: Browser) -> None:
    answer = known(surfer).get(ADD)
    assert answer["Location"] == "/op/sleutels/nieuw/wachtwoord?verder=%2Fop%2Fsleutels%2Fnieuw%2Fapp"


def test_the_page_shows_the_secret_as_a_picture_and_in_groups_of_four(surfer: Browser) -> None:
    choose(known(surfer))
    page = surfer.get(ADD).content.decode()
    text = base64.b32encode(scan(page).secret).decode()
    assert f"secret={text}" in page.replace("&amp;", "&")
    assert re.search(r">([A-Z2-7]{4} ){7}[A-Z2-7]{4}<", page)
    assert 'src="data:image/svg+xml' in page
    assert NOOR.rrn not in page


def test_an_app_is_kept_once_it_shows_the_right_code(surfer: Browser) -> None:
    choose(known(surfer))
    assert coded.send(surfer, ADD, code="000000", label="x").status_code == 400
    assert not DigitalKey.objects.exists()
    app = add_app(surfer)
    row = DigitalKey.objects.get()
    assert (row.kind, row.label) == ("csamtotp", "Fairphone")
    assert app.secret not in bytes(row.sealed)
    assert store.secret_of(row) == app.secret
    assert tags()[-1] == "access.key.added"


def test_after_a_wrong_code_the_same_secret_is_shown_so_that_one_need_not_scan_again(surfer: Browser) -> None:
    choose(known(surfer))
    page = surfer.get(ADD).content.decode()
    offered = re.search(r'name="offered" value="([^"]+)"', page)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.partition("<main")[2])
    assert offered
    assert token
    data = {"offered": offered[1], "csrfmiddlewaretoken": token[1], "code": "12"}
    answer = surfer.submit(ADD, data)
    assert "Deze code klopt niet" in answer.content.decode()
    assert scan(answer.content.decode()) == scan(page)
    double = [surfer.submit(ADD, data | {"code": scan(page).code()}).status_code for _click in range(2)]
    assert double == [303, 303]
    assert DigitalKey.objects.count() == 1


def test_a_secret_that_was_offered_to_another_session_is_not_taken(surfer: Browser) -> None:
    choose(known(surfer))
    page = surfer.get(ADD).content.decode()
    offered = re.search(r'name="offered" value="([^"]+)"', page)
    assert offered
    answer = coded.send(known(surfer), ADD, code=scan(page).code(), offered=offered[1])
    assert answer.status_code == 400
    assert "Scan de nieuwe QR-code" in answer.content.decode()
    assert not DigitalKey.objects.exists()


@pytest.mark.parametrize("offered", ["", "!", "AAAA", "é", "A" * 400])
def test_a_broken_offer_is_a_new_one(surfer: Browser, offered: str) -> None:
    choose(known(surfer))
    assert coded.send(surfer, ADD, code="123456", offered=offered).status_code == 400


def test_six_apps_are_too_many(surfer: Browser) -> None:
    choose(known(surfer))
    for _app in range(totp.MOST):
        add_app(surfer)
    page = surfer.get(ADD).content.decode()
    offered = re.search(r'name="offered" value="([^"]+)"', page)
    assert offered
    answer = coded.send(surfer, ADD, code=scan(page).code(), offered=offered[1])
    assert "vijf apps" in answer.content.decode()


@pytest.mark.parametrize("key", [Key.csamsms, Key.csammail, Key.csampassword])
def test_a_weaker_key_does_not_add_an_app(surfer: Browser, key: Key) -> None:
    choose(known(surfer))
    answer = known(surfer, key=key).get(ADD)
    assert answer["Location"] == "/op/aanmelden?naar=%2Fop%2Fsleutels%2Fnieuw%2Fapp&niveau=26"


def test_signing_in_with_the_app_all_the_way_to_the_page_one_came_for(surfer: Browser) -> None:
    with clock.frozen_at(NOW):
        app = with_app(surfer)
    with clock.frozen_at(NOW + STEP):
        page = surfer.to_keys("/gegevens/family")
        answer = sign_in(surfer, app.code(), way=page.go_on)
        assert (answer.status_code, answer["Location"]) == (303, page.go_on)
        back, _answer = surfer.follow(surfer.get(ACCESS + page.go_on), until=f"{PORTAL}/aanmelden/terug")
        assert surfer.get(back)["Location"] == "/gegevens/family"
    assert "access.citizen.signed_in" in tags()


def test_the_provider_tells_that_it_was_an_app(surfer: Browser) -> None:
    app = with_app(surfer)
    with clock.frozen_at(clock.now() + STEP):
        sign_in(surfer, app.code())
    row = SignIn.objects.latest("id")
    person = Person(CitizenId(row.citizen_id), unpack(row.proofs), NOOR)
    assert person.amr == ["pwd", "otp", "mfa"]
    assert person.proofs[0].key.level == 26


def test_a_code_works_once_also_the_one_that_added_the_app(surfer: Browser) -> None:
    with clock.frozen_at(NOW):
        app = with_app(surfer)
        assert sign_in(surfer, app.code()).status_code == 403
    with clock.frozen_at(NOW + STEP):
        assert sign_in(surfer, app.code()).status_code == 303
        assert sign_in(surfer, app.code()).status_code == 403
        assert sign_in(surfer, app.code(NOW)).status_code == 403
    with clock.frozen_at(NOW + 2 * STEP):
        assert sign_in(surfer, app.code()).status_code == 303


def test_a_right_code_with_a_wrong_password_is_not_used_up(surfer: Browser) -> None:
    with clock.frozen_at(NOW):
        app = with_app(surfer)
    with clock.frozen_at(NOW + STEP):
        assert sign_in(surfer, app.code(), password="something else").status_code == 403
        assert sign_in(surfer, app.code()).status_code == 303


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "nobody.at.all"},
        {"password": "not the password"},
        {"code": "000000"},
        {"name": "", "password": "", "code": ""},
        {"name": "x" * 5000, "password": "y" * 5000, "code": "\x00"},
    ],
)
def test_whatever_was_wrong_the_answer_is_the_same(surfer: Browser, wrong: dict[str, str]) -> None:
    with clock.frozen_at(NOW):
        app = with_app(surfer)
    with clock.frozen_at(NOW + STEP):
        answer = sign_in(surfer, **({"code": app.code()} | wrong))
    assert answer.status_code == 403
    told = answer.content.decode()
    assert "Dit klopt niet. Kijk uw gebruikersnaam, uw wachtwoord en de code die uw app nu toont na." in told
    assert settings.SIGN_IN_COOKIE not in answer.cookies
    assert wrong.get("password") != PASSWORD
    assert "not the password" not in told


@pytest.mark.parametrize("wrong", [{"name": "nobody.at.all"}, {"password": "not the password"}, {"code": "000000"}])
def test_whatever_was_wrong_one_password_is_checked(
    surfer: Browser, wrong: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_app(surfer)
    sign_in(surfer, "000000", name="the dummy is made once")
    checked, real = [], Argon2id.verify
    monkeypatch.setattr(Argon2id, "verify", lambda self, *given: checked.append(given) or real(self, *given))
    sign_in(surfer, **({"code": "000000"} | wrong))
    assert len(checked) == 1


def test_a_try_in_vain_is_in_the_trail_of_whom_it_was_about(surfer: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    noted: list[dict[str, str]] = []
    monkeypatch.setattr(tasks.note_refusal, "defer", lambda **job: noted.append(job))
    with_app(surfer)
    sign_in(surfer, "000000")
    sign_in(surfer, "000000", name="nobody.at.all")
    assert [job["key"] for job in noted] == ["csamtotp"] * 2
    for job in noted:
        tasks.note_refusal(**job)
    assert tags().count("access.key.refused") == 1


def test_a_key_that_was_taken_away_works_no_more(surfer: Browser) -> None:
    with clock.frozen_at(NOW):
        app = with_app(surfer)
        known(surfer)
        coded.send(surfer, coded.GONE)
    with clock.frozen_at(NOW + STEP):
        assert sign_in(surfer, app.code()).status_code == 403


def test_who_is_signed_in_keeps_the_card_beside_the_app(surfer: Browser) -> None:
    with clock.frozen_at(NOW):
        app = with_app(surfer)
    with clock.frozen_at(NOW + STEP):
        sign_in(known(surfer), app.code())
        request = type("Request", (), {"COOKIES": {n: m.value for n, m in surfer.client(ACCESS).cookies.items()}})()
        signed_in = sign_in_cookie.signed_in(request)
    assert signed_in
    assert [proof.key for proof in signed_in.proofs] == [Key.eid, Key.csamtotp]


@pytest.mark.django_db(transaction=True)
def test_the_same_code_at_the_same_moment_signs_in_one(provider: None) -> None:
    with clock.frozen_at(NOW):
        app = with_app(Browser())
        row = DigitalKey.objects.get()
    step = totp.step_of(app.secret, app.code(NOW + STEP), NOW + STEP)
    assert step
    assert sorted(at_once(lambda: store.used(row, step))) == [False] * (RUNNERS - 1) + [True]


def test_the_form_takes_no_post_from_elsewhere(surfer: Browser) -> None:
    assert surfer.submit(SIGN_IN, {"user-name": "noor.v"}).status_code == 403
