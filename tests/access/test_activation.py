"""The citizen's half of an activation: the link, the letter, a user name and password, the first keys (A4)."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from burgerprofiel.access import ending, limits, lock_link, tasks, warnings
from burgerprofiel.access.activation import (
    KEPT,
    TIME_FOR_KEYS,
    VALID,
    afterwards,
    citizen,
    counter,
    progress,
    queries,
    secrets,
)
from burgerprofiel.access.activation.citizen import OverError, WrongCodeError
from burgerprofiel.access.keys import password, store
from burgerprofiel.access.letters import warning
from burgerprofiel.access.models import Account, DigitalKey, Registration, SignIn, UserName, WarningLetter
from burgerprofiel.access.restrictions import Restricted, restrict, restrictions_of
from burgerprofiel.access.warnings import News
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.post import Message, NotSentError, mail
from burgerprofiel.people.actions import meet
from tests.access import coded
from tests.access.activating import (
    AMIRA,
    CHOOSE,
    CODE,
    FINISH,
    KEYS,
    START,
    TRACE,
    Visitor,
    at_zonnegem,
    events,
    happened,
    registered,
)
from tests.access.coded import ADD, PASSWORD, add_app, known
from tests.access.surfing import ACCESS, PORTAL, Browser
from tests.access.test_races import RUNNERS, at_once

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def amira(surfer: Browser, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    return registered(monkeypatch, surfer)


def herself() -> CitizenId:
    """Amira's id."""
    return meet(AMIRA.ssin)


def text(answer: HttpResponse) -> str:
    """What a page says."""
    return answer.content.decode()


def test_the_e_mail_holds_the_link_and_nothing_that_opens_anything_alone(
    surfer: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clock.frozen_at(NOW):
        amira = registered(monkeypatch, surfer)
    letter = amira.box.letters[0]
    assert letter.to == "amira@example.org"
    assert "Dag Amira," in letter.text
    assert amira.box.link.startswith(f"{START}?link=")
    assert "6 december 2026" in letter.text
    for secret in (amira.issued.code, AMIRA.number, AMIRA.document_number, "Haddad"):
        assert secret not in letter.text + letter.subject
    assert amira.box.jobs == [{"registration": amira.issued.registration_id.hex}]


def test_a_second_delivery_of_the_job_tells_the_same_link(amira: Visitor) -> None:
    first = amira.box.letters[0]
    tasks.send_activation_link(**amira.box.jobs[0])
    assert amira.box.letters == [first, first]


def test_what_was_withdrawn_before_the_worker_came_is_not_sent(amira: Visitor) -> None:
    afterwards.withdraw(at_zonnegem(), amira.issued.registration_id, TRACE)
    tasks.send_activation_link(**amira.box.jobs[0])
    assert len(amira.box.letters) == 1


def refusing(monkeypatch: pytest.MonkeyPatch, *, again: bool) -> None:
    """A mail server that takes nothing."""

    def refuse(_message: Message) -> None:
        raise NotSentError("the mail server answered 550", again=again)

    monkeypatch.setattr(mail, "send", refuse)


def test_an_address_that_the_mail_server_refuses_is_told_at_the_counter_until_it_is_corrected(
    amira: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing(monkeypatch, again=False)
    tasks.send_activation_link(**amira.box.jobs[0])
    here, which = at_zonnegem(), amira.issued.registration_id
    assert queries.registration(here.organisation_id, which).refused  # type: ignore[union-attr]  # it is there
    monkeypatch.setattr(mail, "send", amira.box.letters.append)
    afterwards.correct_address(here, which, "haddad@example.org", TRACE)
    assert not queries.registration(here.organisation_id, which).refused  # type: ignore[union-attr]  # it is there
    amira.activate()


def test_a_mail_server_that_is_down_is_tried_again(amira: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    refusing(monkeypatch, again=True)
    with pytest.raises(NotSentError):
        tasks.send_activation_link(**amira.box.jobs[0])
    seen = queries.registration(at_zonnegem().organisation_id, amira.issued.registration_id)
    assert seen
    assert not seen.refused


def test_the_mailbox_of_the_link_is_warned_from_then_on(amira: Visitor) -> None:
    amira.activate()
    assert amira.issued.email in warnings.addresses(herself())


def test_the_link_leaves_the_address_at_once_and_stands_nowhere(amira: Visitor) -> None:
    answer = amira.open()
    token = amira.box.link.partition("=")[2]
    assert (answer.status_code, answer["Location"]) == (303, "/op/activeren/code")
    assert answer["Referrer-Policy"] == "no-referrer"
    cookie = answer.cookies[progress.cookie_name()]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert token not in cookie.value
    assert "Haddad" not in text(amira.browser.get(CODE))
    assert "Amira" not in text(amira.browser.get(CODE))
    assert not AuditEvent.objects.filter(url__contains=token).exists()


def test_opening_the_link_changes_nothing_so_a_mail_server_may_do_it_too(amira: Visitor) -> None:
    before = Registration.objects.values().get()
    for _time in range(3):
        assert amira.open().status_code == 303
    assert Registration.objects.values().get() == before
    assert Browser().get(amira.box.link).status_code == 303


def test_the_language_of_the_counter_is_kept_unless_one_was_chosen(
    surfer: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = registered(monkeypatch, surfer, dataclasses.replace(AMIRA, language="fr"))
    assert "Bonjour Amira," in visitor.box.letters[0].text
    assert visitor.open().cookies[settings.LANGUAGE_COOKIE_NAME].value == "fr"
    assert "Tapez le code de votre lettre" in text(surfer.get(CODE))
    other = Browser()
    other.client(ACCESS).cookies[settings.LANGUAGE_COOKIE_NAME] = "de"
    assert settings.LANGUAGE_COOKIE_NAME not in other.get(visitor.box.link).cookies


def test_from_letter_and_link_to_signing_in_with_an_app(amira: Visitor) -> None:
    amira.activate()
    page = amira.browser.get(KEYS)
    assert "Voeg uw eerste sleutel toe" in text(page)
    assert "Amira" in text(page)
    app = add_app(amira.browser)
    assert "Fairphone" in text(amira.browser.get(KEYS))
    done = _finish(amira.browser)
    assert done["Location"] == f"{PORTAL}/aanmelden"
    with clock.frozen_at(clock.now() + MINUTE):
        answer = coded.sign_in(amira.browser, app.code(), name="amira.h")
    assert answer.status_code == 303
    assert happened() == [
        "registration.made",
        "key.added",
        "registration.used",
        "key.added",
        "citizen.signed_in",
    ]
    assert store.identity_of(herself()).given_name == "Amira Fatima"


def test_who_added_only_a_code_by_e_mail_hears_that_it_opens_little(amira: Visitor) -> None:
    amira.activate()
    store.add(herself(), _card(), Key.csammail, "a•••@example.org", b"amira@example.org", TRACE)
    assert "sterkere sleutel" in text(amira.browser.get(KEYS))
    add_app(amira.browser)
    assert "sterkere sleutel" not in text(amira.browser.get(KEYS))


def _finish(browser: Browser) -> HttpResponse:
    """Press the button at the end."""
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text(browser.get(KEYS)).partition("<main")[2])
    assert token
    return browser.submit(FINISH, {"csrfmiddlewaretoken": token[1]})


@pytest.mark.parametrize("typed", ["{small}", " {spaced} ", "{bare}", "{slashed}"])
def test_the_code_is_right_however_it_is_typed(amira: Visitor, typed: str) -> None:
    code = amira.issued.code
    shapes = {"small": code.lower(), "spaced": code.replace("-", "  "), "bare": code.replace("-", "")}
    amira.open()
    assert amira.type(typed.format(**shapes, slashed=code.replace("-", " / "))).status_code == 303


def test_five_wrong_codes_end_it_and_the_right_one_comes_too_late(amira: Visitor) -> None:
    amira.open()
    for left in (4, 3, 2, 1):
        answer = amira.type("AAAA-AAAA-AAAA")
        assert answer.status_code == 403
        assert f"nog {left} keer" in text(answer)
    assert "werkt niet meer" in text(amira.type("AAAA-AAAA-AAAA"))
    assert amira.browser.get(CODE).status_code == 410
    assert amira.open().status_code == 410
    assert happened() == ["registration.made", "registration.blocked"]
    with pytest.raises(OverError):
        citizen.try_code(progress.begun(Registration.objects.get()), amira.issued.code, TRACE)


def test_a_right_code_costs_no_try(amira: Visitor) -> None:
    for _time in range(8):
        amira.open()
        assert amira.type().status_code == 303
    assert Registration.objects.get().tries == 0


def test_many_wrong_codes_from_one_address_have_to_wait(amira: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ADDRESS", limits.Limit("address", 2))
    amira.open()
    assert [amira.type("AAAA-AAAA-AAAA").status_code for _time in range(3)] == [403, 403, 429]
    assert Registration.objects.get().tries == 2


@pytest.mark.parametrize("token", ["x", "é", "A" * 43, "A" * 5000, "../../", "' OR 1=1 --", "\x00"])
def test_a_link_that_is_none_of_ours_is_told_nothing(amira: Visitor, token: str) -> None:
    answer = amira.browser.get(f"{START}?link={quote(token)}")
    assert answer.status_code == 400
    assert "Dit werkt niet" in text(answer)
    assert progress.cookie_name() not in answer.cookies


def test_who_has_no_key_at_all_learns_where_to_get_one(surfer: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    where, page = surfer.follow(surfer.get(f"{PORTAL}/aanmelden?terug=/"))
    assert "oranje kaart" in text(page)
    assert 'href="/op/activeren"' in text(page)
    monkeypatch.setattr(mail, "offered", lambda: False)
    assert "oranje kaart" not in text(surfer.get(where))


def test_without_a_link_one_reads_what_is_needed(surfer: Browser) -> None:
    assert "link in de e-mail" in text(surfer.get(START))
    for page in (CODE, CHOOSE, KEYS):
        assert surfer.get(page).status_code == 400


def test_after_fourteen_days_link_and_letter_are_over_wherever_one_is(
    surfer: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clock.frozen_at(NOW):
        amira = registered(monkeypatch, surfer)
    with clock.frozen_at(NOW + VALID - MINUTE):
        amira.open()
        assert amira.type().status_code == 303
    with clock.frozen_at(NOW + VALID):
        for page in (amira.box.link, CODE, CHOOSE):
            answer = amira.browser.get(page)
            assert answer.status_code == 410
            assert "te oud" in text(answer)
        with pytest.raises(OverError):
            citizen.activate(_shown(amira), "amira.h", PASSWORD, TRACE)


def _shown(amira: Visitor) -> progress.Progress:
    """What a browser holds that showed link and code."""
    row = Registration.objects.get(id=amira.issued.registration_id)
    return progress.Progress(row.id, bytes(row.link_hash), clock.now(), secrets.code_hash(row.id, amira.issued.code))


def test_a_page_that_was_open_for_more_than_an_hour_is_over(surfer: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    with clock.frozen_at(NOW):
        amira = registered(monkeypatch, surfer)
        amira.open()
    with clock.frozen_at(NOW + progress.LASTS):
        assert amira.browser.get(CODE).status_code == 400


def test_another_letter_ends_a_code_that_was_shown_but_not_used(amira: Visitor) -> None:
    amira.open()
    amira.type()
    again = afterwards.replace_letter(at_zonnegem(), amira.issued.registration_id, TRACE)
    assert amira.browser.get(CHOOSE)["Location"] == "/op/activeren/code"
    assert amira.type().status_code == 403
    assert amira.type(again.code).status_code == 303


def test_another_link_ends_the_one_that_went_to_the_wrong_mailbox(amira: Visitor) -> None:
    wrong = amira.box.link
    amira.open()
    afterwards.correct_address(at_zonnegem(), amira.issued.registration_id, "haddad@example.org", TRACE)
    assert amira.browser.get(CODE).status_code == 400
    assert amira.browser.get(wrong).status_code == 400
    assert amira.box.letters[-1].to == "haddad@example.org"
    assert amira.box.letters[-1].id != amira.box.letters[0].id
    amira.activate()


def test_what_the_counter_withdrew_says_so(amira: Visitor) -> None:
    amira.open()
    amira.type()
    afterwards.withdraw(at_zonnegem(), amira.issued.registration_id, TRACE)
    for page in (amira.box.link, CODE, CHOOSE):
        answer = amira.browser.get(page)
        assert answer.status_code == 410
        assert "werkt niet meer" in text(answer)


def test_no_step_can_be_left_out(amira: Visitor) -> None:
    amira.open()
    assert amira.browser.get(CHOOSE)["Location"] == "/op/activeren/code"
    assert amira.browser.get(KEYS)["Location"] == "/op/activeren/code"
    assert amira.browser.get(ADD).status_code == 302
    with pytest.raises(OverError):
        citizen.activate(progress.begun(Registration.objects.get()), "amira.h", PASSWORD, TRACE)
    assert not UserName.objects.exists()


@pytest.mark.parametrize(
    "change", [lambda text: text[:-4] + "AAAA", lambda text: "", lambda text: "é", lambda text: "A" * 99]
)
def test_a_cookie_that_was_altered_is_none(amira: Visitor, change: Callable[[str], str]) -> None:
    amira.activate()
    jar = amira.browser.client(ACCESS).cookies
    jar[progress.cookie_name()] = change(jar[progress.cookie_name()].value)
    assert amira.browser.get(KEYS).status_code == 400
    assert amira.browser.get(ADD).status_code == 302


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"password": "kort", "again": "kort"}, "minstens 12 tekens"),
        ({"again": "iets heel anders hier"}, "niet gelijk"),
        ({"user_name": "a b"}, "zonder spaties"),
        ({"user_name": AMIRA.number}, "rijksregisternummer"),
    ],
)
def test_what_cannot_be_chosen_uses_nothing_up(amira: Visitor, fields: dict[str, str], says: str) -> None:
    amira.open()
    amira.type()
    answer = amira.choose(**fields)
    assert answer.status_code == 400
    assert says in text(answer)
    assert not UserName.objects.exists()
    assert Registration.objects.get().used_at is None
    assert amira.choose().status_code == 303


def test_a_user_name_of_somebody_else_is_refused_and_trying_names_has_its_limit(amira: Visitor) -> None:
    known(amira.browser)
    coded.choose(amira.browser, name="noor.v")
    amira.browser.client(ACCESS).cookies.clear()
    amira.open()
    amira.type()
    answers = [amira.choose(name="noor.v") for _time in range(6)]
    assert [answer.status_code for answer in answers] == [400] * 5 + [429]
    assert "Iemand anders" in text(answers[0])


def test_a_double_click_goes_on_as_if_it_was_one(amira: Visitor) -> None:
    amira.open()
    amira.type()
    jar = amira.browser.client(ACCESS).cookies
    shown = jar[progress.cookie_name()].value
    page = amira.choose
    assert page().status_code == 303
    jar[progress.cookie_name()] = shown
    row = Registration.objects.get()
    fields = {"user-name": "amira.h", "password": PASSWORD, "again": PASSWORD, "for": progress.form_of(_shown(amira))}
    token = jar[settings.CSRF_COOKIE_NAME].value
    again = amira.browser.submit(CHOOSE, fields | {"csrfmiddlewaretoken": token})
    assert (again.status_code, again["Location"]) == (303, "/op/activeren/sleutels")
    assert Registration.objects.get().used_at == row.used_at
    assert amira.browser.get(KEYS).status_code == 200


def test_who_showed_both_but_did_not_choose_comes_too_late(amira: Visitor) -> None:
    """A second browser with link and code: the first to choose wins, and the other learns that it was used."""
    amira.open()
    amira.type()
    other = Visitor(amira.issued, amira.box, Browser())
    other.open()
    other.type()
    jar = other.browser.client(ACCESS).cookies
    token = jar[settings.CSRF_COOKIE_NAME].value
    assert amira.choose().status_code == 303
    fields = {"user-name": "iemand.anders", "password": "vier rode kanaries fluiten", "csrfmiddlewaretoken": token}
    fields |= {"for": progress.form_of(_shown(amira))}
    late = other.browser.submit(CHOOSE, fields | {"again": fields["password"]})
    assert late.status_code == 410
    assert "al gebruikt" in text(late)
    assert other.browser.get(KEYS)["Location"] == "/op/activeren/code"
    assert password.prove("amira.h", PASSWORD) == (herself(), True)


def test_the_link_says_that_it_was_used_and_the_back_button_leads_on(amira: Visitor) -> None:
    amira.activate()
    assert amira.browser.get(CODE)["Location"] == "/op/activeren/sleutels"
    assert amira.browser.get(CHOOSE)["Location"] == "/op/activeren/sleutels"
    again = Browser().get(amira.box.link)
    assert again.status_code == 410
    assert "al gebruikt" in text(again)


def test_with_two_letters_in_two_tabs_what_is_typed_for_one_never_counts_for_the_other(amira: Visitor) -> None:
    """Two children at the kitchen table: the browser remembers the link that was opened last."""
    bilal = dataclasses.replace(AMIRA, given_name="Bilal", number="90621234666", email="bilal@example.org")
    amira.open()
    first = progress.form_of(progress.begun(Registration.objects.get()))
    brother = Visitor(counter.register(at_zonnegem(), bilal, TRACE), amira.box, amira.browser)
    brother.open()
    amira.browser.get(CODE)
    token = amira.browser.client(ACCESS).cookies[settings.CSRF_COOKIE_NAME].value
    form = {"csrfmiddlewaretoken": token, "for": first, "code": amira.issued.code}
    assert "Dit werkt niet" in text(amira.browser.submit(CODE, form))
    assert not Registration.objects.exclude(tries=0).exists()
    brother.type()
    form |= {"user-name": "amira.h", "password": PASSWORD, "again": PASSWORD}
    assert "Dit werkt niet" in text(amira.browser.submit(CHOOSE, form))
    assert not UserName.objects.exists()
    assert brother.choose().status_code == 303


def test_a_form_from_another_site_does_nothing(amira: Visitor) -> None:
    amira.open()
    for address in (CODE, CHOOSE, FINISH):
        assert amira.browser.submit(address, {"code": amira.issued.code}).status_code == 403


def test_activating_takes_the_place_of_user_name_password_and_coded_keys_and_leaves_a_passkey(amira: Visitor) -> None:
    who = known(amira.browser, _card())
    coded.choose(who, name="oud.amira")
    add_app(who)
    _passkey()
    assert SignIn.objects.filter(citizen_id=herself()).exists()
    amira.browser.client(ACCESS).cookies.clear()
    amira.open()
    amira.type()
    assert "komt in de plaats" in text(amira.browser.get(CHOOSE))
    assert amira.choose().status_code == 303
    assert [row.kind for row in store.mine(herself())] == ["passkey"]
    assert password.prove("oud.amira", PASSWORD)[0] is None
    assert not SignIn.objects.filter(citizen_id=herself()).exists()


def test_the_mailboxes_that_were_known_before_hear_that_the_old_keys_went(amira: Visitor) -> None:
    who = known(amira.browser, _card())
    coded.choose(who, name="oud.amira")
    store.add(herself(), _card(), Key.csammail, "o•••@example.org", b"oud@example.org", TRACE)
    amira.browser.client(ACCESS).cookies.clear()
    WarningLetter.objects.all().delete()
    amira.activate()
    letters = [(row.news, warnings.told(row).to) for row in WarningLetter.objects.order_by("id")]
    assert letters == [("key_removed", "oud@example.org"), ("key_added", "amira@example.org")]


def test_the_mailbox_of_an_earlier_counter_hears_of_it_also_when_no_key_went(amira: Visitor) -> None:
    amira.activate()
    password.remove(herself(), TRACE)
    WarningLetter.objects.all().delete()
    other = dataclasses.replace(AMIRA, email="iemand@example.org")
    amira.issued = counter.register(at_zonnegem(), other, TRACE)
    amira.browser.client(ACCESS).cookies.clear()
    amira.activate()
    told = {warnings.told(row).to for row in WarningLetter.objects.filter(news=News.KEY_ADDED.value)}
    assert told == {"amira@example.org", "iemand@example.org"}


def test_the_mailboxes_that_are_known_hear_of_a_registration_and_their_link_ends_it(amira: Visitor) -> None:
    afterwards.withdraw(at_zonnegem(), amira.issued.registration_id, TRACE)
    coded.choose(known(amira.browser, _card()), name="oud.amira")
    store.add(herself(), _card(), Key.csammail, "o•••@example.org", b"oud@example.org", TRACE)
    WarningLetter.objects.all().delete()
    amira.issued = counter.register(at_zonnegem(), AMIRA, TRACE)
    row = WarningLetter.objects.get()
    told = warnings.told(row)
    assert (row.news, told.to, told.counter, told.device) == ("at_counter", "oud@example.org", "Gemeente Zonnegem", "")
    letters = amira.box.letters
    warning.send(row.id)
    assert "Loket: Gemeente Zonnegem\nWanneer: " in letters[-1].text
    assert "Een slot stopt dat ook." in letters[-1].text
    assert "Toestel" not in letters[-1].text
    assert lock_link.use(lock_link.text_of(row.id), TRACE)
    with pytest.raises(OverError):
        citizen.activate(_shown(amira), "dief.dief", PASSWORD, TRACE)


def _back_at_the_counter_with_a_lock(amira: Visitor) -> None:
    restrict(herself(), Restricted.LOCKED, TRACE)
    amira.issued = counter.register(at_zonnegem(), AMIRA, TRACE)


def test_a_lock_ends_what_waits_for_who_has_letter_and_mailbox_may_be_a_thief(amira: Visitor) -> None:
    _passkey()
    amira.open()
    amira.type()
    restrict(herself(), Restricted.LOCKED, TRACE)
    assert amira.browser.get(CHOOSE).status_code == 410
    with pytest.raises(OverError):
        citizen.activate(_shown(amira), "dief.dief", PASSWORD, TRACE)
    assert "op slot" in text(amira.open())
    assert [row.kind for row in store.mine(herself())] == ["passkey"]
    assert Restricted.LOCKED in restrictions_of(herself(), clock.today())


def test_locking_what_is_locked_ends_what_waits_too(amira: Visitor) -> None:
    _back_at_the_counter_with_a_lock(amira)
    assert not restrict(herself(), Restricted.LOCKED, TRACE)
    assert amira.open().status_code == 410


def test_who_had_locked_their_keys_gets_rid_of_all_of_them_and_the_lock_opens(amira: Visitor) -> None:
    _passkey()
    _back_at_the_counter_with_a_lock(amira)
    amira.open()
    amira.type()
    assert "op slot" in text(amira.browser.get(CHOOSE))
    assert amira.choose().status_code == 303
    assert store.mine(herself()) == []
    assert Restricted.LOCKED not in restrictions_of(herself(), clock.today())


def test_a_refused_password_leaves_the_old_keys_and_the_lock(amira: Visitor) -> None:
    _passkey()
    _back_at_the_counter_with_a_lock(amira)
    amira.open()
    amira.type()
    assert amira.choose(password="kort", again="kort").status_code == 400
    assert [row.kind for row in store.mine(herself())] == ["passkey"]
    assert Restricted.LOCKED in restrictions_of(herself(), clock.today())


def test_who_died_meanwhile_activates_nothing(amira: Visitor) -> None:
    amira.open()
    amira.type()
    restrict(herself(), Restricted.DECEASED, TRACE)
    assert amira.choose().status_code == 403
    assert not UserName.objects.exists()
    assert happened()[-1] == "key.refused"


def _card() -> coded.Identity:
    """Amira as her card names her."""
    return coded.Identity("Amira", "Haddad", AMIRA.number)


def _passkey() -> None:
    store.add(herself(), _card(), Key.passkey, "Telefoon", b"{}", TRACE)


def test_names_of_a_card_shown_of_late_are_not_replaced_by_what_a_counter_typed(
    amira: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.ensure_account(herself(), _card())
    monkeypatch.setattr(citizen.visits, "last_with", lambda *_args: clock.now())
    amira.activate()
    assert store.identity_of(herself()) == _card()


_ADDING = {"app", "sms", "e-mail", "passkey"}
OWN = [
    line.split()[2]
    for line in (Path(__file__).parents[1] / "routes.txt").read_text().splitlines()
    if line.startswith("access") and line.split()[1] in ("owner", "own-form")
]


@pytest.mark.parametrize("address", OWN)
def test_the_hour_reaches_nothing_but_adding_keys(amira: Visitor, address: str) -> None:
    amira.activate()
    adds = address.startswith("/op/sleutels/nieuw/") and address.split("/")[4] in _ADDING
    token = amira.browser.client(ACCESS).cookies[settings.CSRF_COOKIE_NAME].value
    for answer in (
        amira.browser.get(ACCESS + address),
        amira.browser.submit(ACCESS + address, {"csrfmiddlewaretoken": token}),
    ):
        to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/op/aanmelden?")
        assert to_sign_in is not adds or answer.status_code == 405, address


def test_the_hour_signs_in_nowhere(amira: Visitor) -> None:
    amira.activate()
    _where, page = amira.browser.follow(amira.browser.get(f"{PORTAL}/aanmelden?terug=/"))
    assert "Kies" in text(page)
    assert not SignIn.objects.filter(citizen_id=herself()).exists()


def test_after_the_hour_a_key_is_needed(surfer: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    with clock.frozen_at(NOW):
        amira = registered(monkeypatch, surfer)
        amira.activate()
    with clock.frozen_at(NOW + TIME_FOR_KEYS - MINUTE):
        assert amira.browser.get(ADD).status_code == 200
    with clock.frozen_at(NOW + TIME_FOR_KEYS):
        assert amira.browser.get(ADD).status_code == 302
        answer = amira.browser.get(KEYS)
        assert answer.status_code == 400
        assert "voorbij" in text(answer)


@pytest.mark.parametrize("how", ["finish", "everywhere", "lock"])
def test_the_hour_ends_at_once_when_it_is_ended(amira: Visitor, how: str) -> None:
    amira.activate()
    assert amira.browser.get(ADD).status_code == 200
    if how == "finish":
        citizen.finish(amira.issued.registration_id)
    elif how == "everywhere":
        ending.end_everywhere(herself(), TRACE)
    else:
        afterwards.lock_keys(at_zonnegem(), amira.issued.registration_id, TRACE)
    assert amira.browser.get(ADD).status_code == 302


def test_who_was_signed_in_here_before_no_longer_is(amira: Visitor) -> None:
    known(amira.browser)  # Noor
    amira.activate()
    assert not SignIn.objects.exists()
    assert add_app(amira.browser)
    assert {row.citizen_id for row in DigitalKey.objects.all()} == {herself()}


def test_when_somebody_else_signs_in_here_the_hour_is_over_for_this_browser(amira: Visitor) -> None:
    amira.activate()
    known(amira.browser, key=Key.csamsms)  # Noor, with a key that is not sure enough to add an app
    assert amira.browser.get(KEYS).status_code == 400
    assert amira.browser.get(ADD).status_code == 302


def test_what_is_older_than_a_year_goes(surfer: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    with clock.frozen_at(NOW):
        registered(monkeypatch, surfer)
    with clock.frozen_at(NOW + KEPT - MINUTE):
        tasks.forget_old_registrations(timestamp=0)
        assert Registration.objects.exists()
    with clock.frozen_at(NOW + KEPT):
        tasks.forget_old_registrations(timestamp=0)
        assert not Registration.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_several_browsers_that_choose_at_the_same_moment_one_activates(amira: Visitor) -> None:
    shown = _shown(amira)

    def act() -> bool:
        try:
            citizen.activate(shown, "amira.h", PASSWORD, TRACE)
        except OverError:
            return False
        return True

    assert sorted(at_once(act)) == [False] * (RUNNERS - 1) + [True]
    assert happened().count("registration.used") == 1
    assert Account.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_wrong_codes_at_the_same_moment_count_one_by_one(amira: Visitor) -> None:
    Registration.objects.update(tries=2)
    begun = progress.begun(Registration.objects.get())

    def act() -> str:
        try:
            citizen.try_code(begun, "AAAA", TRACE)
        except WrongCodeError as wrong:
            return f"{wrong.left} left"
        except OverError:
            return "over"
        return "right"

    assert sorted(at_once(act)) == ["1 left", "2 left", "over", "over"]
    assert Registration.objects.get().tries == 5
    assert happened().count("registration.blocked") == 1


@pytest.mark.django_db(transaction=True)
def test_a_counter_that_withdraws_while_the_citizen_chooses_leaves_one_of_both(amira: Visitor) -> None:
    shown, here = _shown(amira), at_zonnegem()
    turns = iter(["citizen", "counter", "citizen", "counter"])

    def act() -> str:
        who = next(turns)
        try:
            if who == "citizen":
                citizen.activate(shown, "amira.h", PASSWORD, TRACE)
            else:
                afterwards.withdraw(here, amira.issued.registration_id, TRACE)
        except (OverError, afterwards.OverError):
            return "late"
        return who

    assert sorted(set(at_once(act)))[-1] == "late"
    row = Registration.objects.get()
    assert (row.used_at is None) is (row.ended_at is not None)
    assert ("registration.used" in happened()) is (row.used_at is not None)
    assert bool(UserName.objects.count()) is (row.used_at is not None)
    assert len({event.seq for event in events()}) == len(events())


def test_the_progress_of_one_registration_is_none_of_another(amira: Visitor) -> None:
    other = counter.register(at_zonnegem(), AMIRA, TRACE, replaces=amira.issued.registration_id)
    row = Registration.objects.get(id=other.registration_id)
    mixed = progress.Progress(row.id, bytes(row.link_hash), clock.now(), secrets.code_hash(row.id, amira.issued.code))
    with pytest.raises(OverError):
        citizen.activate(mixed, "amira.h", PASSWORD, TRACE)


nonsense = st.text(max_size=60) | st.sampled_from(["\x00", "é" * 300, "//evil.example", "a\r\nb", "9" * 5000])
cookies = st.text(st.characters(codec="ascii"), max_size=60)
forms = st.dictionaries(st.sampled_from(["code", "user-name", "password", "again", "link", "verder"]), nonsense)


@effort(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["", "/code", "/wachtwoord", "/sleutels", "/klaar"]),
    forms,
    st.text(st.characters(codec="ascii"), max_size=60),
    st.booleans(),
)
def test_nonsense_on_the_way_activates_nothing(
    amira: Visitor, path: str, form: dict[str, str], cookie: str, begun: bool
) -> None:
    Registration.objects.update(tries=0, ended_at=None)
    careless = Client(headers={"host": ACCESS.partition("//")[2]})
    if begun:
        amira.open()
        careless.cookies.update(amira.browser.client(ACCESS).cookies)
    else:
        careless.cookies[progress.cookie_name()] = cookie
    for answer in (careless.get(f"/op/activeren{path}", form), careless.post(f"/op/activeren{path}", form)):
        assert answer.status_code in (200, 303, 400, 403, 405, 410, 429)
    assert not UserName.objects.exists()
    assert Registration.objects.get().used_at is None
