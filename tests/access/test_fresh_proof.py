"""Who changes keys showed one within the last quarter of an hour; who is filling in a form loses nothing (A8)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.http import HttpResponse

from burgerprofiel.access import actions
from burgerprofiel.access.keys import store
from burgerprofiel.access.models import Account, Attempt, DigitalKey, SignIn
from burgerprofiel.access.viewer import Proof
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.levels import Key
from burgerprofiel.people.actions import meet
from burgerprofiel.simulators.card_reader.cards import Box
from tests.access import coded
from tests.access.coded import EMMA, NOOR, PASSWORD, choose, known
from tests.access.surfing import ACCESS, Browser, SignInPage, card

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
CHANGES = ("nieuw/app", "nieuw/sms", "nieuw/e-mail", "nieuw/passkey", "nieuw/wachtwoord", "wachtwoord/weg")


def awake() -> None:
    """The citizen read other pages meanwhile."""
    SignIn.objects.update(touched_at=clock.now())


def shown_at(browser: Browser, *shown: tuple[Key, datetime]) -> None:
    """Noor showed these keys, then."""
    cookie = actions.sign_in(NOOR, tuple(Proof(key, at) for key, at in shown), Trace(actor="test"))
    browser.client(ACCESS).cookies[settings.SIGN_IN_COOKIE] = cookie.text


@pytest.mark.parametrize("page", CHANGES)
def test_after_a_quarter_of_an_hour_a_page_that_changes_keys_asks_for_one_again(surfer: Browser, page: str) -> None:
    with clock.frozen_at(NOW):
        choose(known(surfer))
    address = f"{ACCESS}/op/sleutels/{page}"
    with clock.frozen_at(NOW + 14 * MINUTE):
        assert surfer.get(address).status_code == 200
    with clock.frozen_at(NOW + 15 * MINUTE):
        awake()
        answer = surfer.get(address)
        assert answer["Location"].startswith(f"/op/aanmelden?naar=%2Fop%2Fsleutels%2F{page.replace('/', '%2F')}&")
        told = surfer.get(ACCESS + answer["Location"]).content.decode()
        assert "U bent al aangemeld. Deze pagina wijzigt uw sleutels." in told


def test_looking_and_locking_ask_for_nothing_again(surfer: Browser) -> None:
    with clock.frozen_at(NOW):
        known(surfer)
    with clock.frozen_at(NOW + 60 * MINUTE):
        awake()
        for page in ("sleutels", "aanmeldingen", "toestemmingen", "slot"):
            assert surfer.get(f"{ACCESS}/op/{page}").status_code == 200


def test_a_card_shown_again_leads_back_and_the_key_can_be_added(surfer: Browser, box: Box) -> None:
    with clock.frozen_at(clock.now() - 20 * MINUTE):
        choose(known(surfer))
    awake()
    page = SignInPage(surfer, surfer.get(ACCESS + surfer.get(coded.ADD)["Location"]).content.decode())
    assert page.show(box, card(box)).status_code == 200
    assert page.go_on == "/op/sleutels/nieuw/app"
    coded.add_app(surfer)
    assert DigitalKey.objects.count() == 1


def test_a_form_opened_in_time_may_take_another_quarter_and_no_more(surfer: Browser) -> None:
    with clock.frozen_at(NOW):
        choose(known(surfer), password=PASSWORD)
        before = Account.objects.get().password
    with clock.frozen_at(NOW + 30 * MINUTE):
        awake()
        answer = post_password(surfer)
        assert answer.status_code == 302
        assert Account.objects.get().password == before
    with clock.frozen_at(NOW + 29 * MINUTE):
        assert post_password(surfer).status_code == 303
        assert Account.objects.get().password != before


def post_password(browser: Browser) -> HttpResponse:
    """Send the form with another password."""
    token = (
        browser.get(f"{ACCESS}/op/aanmelden/app").content.decode().partition('name="csrfmiddlewaretoken" value="')[2]
    )
    another = "vier groene kanaries zingen"
    data = {
        "user-name": "noor.v",
        "password": another,
        "again": another,
        "csrfmiddlewaretoken": token.partition('"')[0],
    }
    return browser.submit(coded.CHOOSE, data)


def test_an_old_proof_of_a_sure_key_beside_a_fresh_one_of_a_weak_key_removes_nothing_strong(surfer: Browser) -> None:
    noor = meet(NOOR.ssin)
    key = store.add(noor, NOOR, Key.passkey, "x", b"x", Trace(actor="test"))
    shown_at(surfer, (Key.eid, clock.now() - 60 * MINUTE), (Key.csamsms, clock.now()))
    answer = surfer.get(f"{ACCESS}/op/sleutels/weg?sleutel={key}")
    assert answer["Location"].endswith("niveau=26")
    assert DigitalKey.objects.exists()


def test_an_old_card_beside_a_fresh_coded_key_does_not_replace_the_password(surfer: Browser) -> None:
    choose(known(surfer))
    shown_at(surfer, (Key.eid, clock.now() - 60 * MINUTE), (Key.csamsms, clock.now()))
    assert "present" in surfer.get(coded.CHOOSE).content.decode()


def test_who_tries_user_names_one_by_one_has_to_wait(surfer: Browser) -> None:
    assert choose(known(Browser(), EMMA), name="taken.name").status_code == 303
    known(surfer)
    answers = [choose(surfer, name="Taken.Name") for _try in range(6)]
    assert [answer.status_code for answer in answers] == [400] * 5 + [429]
    assert "Iemand anders heeft deze gebruikersnaam" in answers[0].content.decode()
    assert "minuten opnieuw" in answers[5].content.decode()
    assert not Account.objects.filter(citizen_id=meet(NOOR.ssin)).exclude(password="").exists()


def test_a_name_that_is_free_or_cannot_be_counts_for_nothing(surfer: Browser) -> None:
    known(surfer)
    for _try in range(7):
        assert choose(surfer, name="x").status_code == 400
        assert choose(surfer, name="noor.v").status_code == 303
    assert not Attempt.objects.exists()
