"""The rules at the door: a card is shown, and the page says why not and what is possible instead (A3, A6)."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from cryptography.x509 import ObjectIdentifier, ocsp
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.utils.translation import override

from burgerprofiel.access import rules
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.keys import store
from burgerprofiel.access.models import DigitalKey, Restriction, Session, SignIn, Token
from burgerprofiel.access.restrictions import Restricted, begin_due, lift, restrict
from burgerprofiel.access.rules.table import TABLE
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people.actions import meet
from burgerprofiel.simulators.card_reader import authority, responder
from burgerprofiel.simulators.card_reader.authority import Subject
from burgerprofiel.simulators.card_reader.cards import Box, Card
from burgerprofiel.simulators.card_reader.holders import Holder
from tests.access import coded
from tests.access.conftest import Outside
from tests.access.surfing import ACCESS, Browser, card, kind
from tests.access.test_sign_in import tags
from tests.kit.test_ssin import made

SYSTEM = Trace(actor="system")
GODELIEVE = Ssin("68653024658")


def turned(years: int) -> str:
    """A test number of somebody who turned `years` today, or in the last days of the month a little before."""
    day = clock.today()
    born = date(day.year - years, day.month, min(day.day, 28))
    return made(f"{born:%y}{born.month + 60:02}{born.day:02}001", century="2" if born.year >= 2000 else "")


def card_of(ssin: str) -> Card:
    """A card that nothing is wrong with."""
    return Card("x", int(ssin), Holder(Subject(ssin, "Jip", "Voorbeeld")))


@pytest.fixture(autouse=True)
def every_card_is_good(outside: Outside, box: Box) -> None:
    """The issuer stands by every card, also those that are not among the reader's own."""
    outside.ocsp = lambda question: responder.signed(
        box.authority, ocsp.load_der_ocsp_request(question), ocsp.OCSPCertStatus.GOOD
    )


def said(answer: HttpResponse) -> str:
    """What the page shows: its script writes these two lines."""
    assert answer.status_code == 403
    problem = answer.json()
    return f"{problem['title']} {problem['detail']}"


def test_the_card_of_a_child_of_5_is_refused_with_words(surfer: Browser, box: Box) -> None:
    answer = surfer.to_keys().show(box, card_of(turned(5)))
    assert kind(answer) == "under-6"
    assert "Aanmelden kan vanaf 6 jaar" in said(answer)
    assert "ouder" in said(answer)
    assert not SignIn.objects.exists()


def test_the_refusal_is_in_the_trail(surfer: Browser, box: Box) -> None:
    surfer.to_keys().show(box, card_of(turned(5)))
    assert tags() == ["access.key.refused"]


@pytest.mark.parametrize("years", [6, 9, 11, 12, 13])
def test_a_kids_id_works_from_6_and_stays_usable_at_12(surfer: Browser, box: Box, years: int) -> None:
    assert surfer.to_keys().show(box, card_of(turned(years))).status_code == 200


def test_an_expired_kids_id_is_refused_at_12_like_every_expired_card(surfer: Browser, box: Box) -> None:
    child, over = card_of(turned(12)), timedelta(days=365)
    child._pair = box.authority.issue(
        child.holder.subject, child.serial, box._ocsp + "/", clock.now() - 3 * over, clock.now() - timedelta(hours=1)
    )
    assert kind(surfer.to_keys().show(box, child)) == "card-expired"


@pytest.mark.parametrize(("years", "reason"), [(7, "non-belgian-child"), (11, "non-belgian-child"), (12, "")])
def test_a_residence_card_is_for_12_and_older(
    surfer: Browser, box: Box, monkeypatch: pytest.MonkeyPatch, years: int, reason: str
) -> None:
    monkeypatch.setattr(authority, "AUTHENTICATION_POLICY", ObjectIdentifier("2.16.56.12.1.1.7.2"))
    answer = surfer.to_keys().show(box, card_of(turned(years)))
    assert (kind(answer) if reason else "") == reason
    assert reason or answer.status_code == 200


def test_who_has_no_birth_date_is_told_what_to_do(surfer: Browser, box: Box) -> None:
    answer = surfer.to_keys().show(box, card_of(made("006001001")))
    assert kind(answer) == "perhaps-under-6"
    assert "1700" in said(answer)


def test_who_has_a_year_of_birth_only_signs_in(surfer: Browser, box: Box) -> None:
    assert surfer.to_keys().show(box, card(box, "Koval")).status_code == 200


def test_under_an_order_that_does_not_mention_it_the_eid_keeps_working(surfer: Browser, box: Box) -> None:
    restrict(meet(GODELIEVE), Restricted.NO_SIGNING, SYSTEM)
    assert surfer.to_keys().show(box, card(box, "Maes")).status_code == 200


def test_an_order_that_excludes_the_eid_refuses_it_and_says_what_to_do(surfer: Browser, box: Box) -> None:
    restrict(meet(GODELIEVE), Restricted.NO_EID_SIGN_IN, SYSTEM)
    answer = surfer.to_keys().show(box, card(box, "Maes"))
    assert kind(answer) == "order-excludes-eid"
    assert "Uw bewindvoerder of het loket" in said(answer)
    lift(meet(GODELIEVE), Restricted.NO_EID_SIGN_IN, SYSTEM)
    assert surfer.to_keys().show(box, card(box, "Maes")).status_code == 200


def test_an_order_holds_from_its_first_day(surfer: Browser, box: Box) -> None:
    restrict(meet(GODELIEVE), Restricted.NO_EID_SIGN_IN, SYSTEM, clock.today() + timedelta(days=1))
    assert surfer.to_keys().show(box, card(box, "Maes")).status_code == 200


def test_the_card_of_somebody_who_died_is_refused(surfer: Browser, box: Box) -> None:
    restrict(meet(GODELIEVE), Restricted.DECEASED, SYSTEM)
    answer = surfer.to_keys().show(box, card(box, "Maes"))
    assert kind(answer) == "deceased"
    assert "nabestaande" in said(answer)


@pytest.mark.parametrize(
    ("kind_of", "open_after"),
    [
        (Restricted.DECEASED, 0),
        (Restricted.LOCKED, 0),
        (Restricted.NO_EID_SIGN_IN, 0),
        (Restricted.NO_SIGNING, 1),
    ],
)
def test_what_the_keys_opened_before_is_ended_at_once(
    surfer: Browser, box: Box, kind_of: Restricted, open_after: int
) -> None:
    surfer.sign_in(box, card(box, "Maes"))
    restrict(meet(GODELIEVE), kind_of, SYSTEM)
    assert [table.objects.count() for table in (Session, SignIn, Token)] == [open_after] * 3
    assert ("access.citizen.signed_out" in tags()) is not bool(open_after)


@pytest.mark.django_db
def test_adding_a_key_follows_the_same_table() -> None:
    child, teen = (Identity("Jip", "Voorbeeld", turned(years)) for years in (11, 12))
    with pytest.raises(rules.NotUsableError) as refused:
        rules.may_enrol(meet(child.ssin), child, Key.passkey)
    assert refused.value.reason == "under-12"
    rules.may_enrol(meet(teen.ssin), teen, Key.passkey)


@pytest.mark.parametrize("page", ["app", "wachtwoord", "passkey", "sms", "e-mail"])
def test_a_child_of_9_reads_why_it_adds_no_digital_key(surfer: Browser, page: str) -> None:
    coded.known(surfer, Identity("Jip", "Voorbeeld", turned(9)))
    answer = surfer.get(f"{ACCESS}/op/sleutels/nieuw/{page}")
    assert answer.status_code == 403
    assert "Digitale sleutels kunnen vanaf 12 jaar" in answer.content.decode()
    assert "kids-ID" in answer.content.decode()
    assert tags()[-1] == "access.key.refused"


def test_the_script_of_a_page_hears_it_as_a_problem(surfer: Browser) -> None:
    token = surfer.to_keys().token
    coded.known(surfer, Identity("Jip", "Voorbeeld", turned(9)))
    assert kind(surfer.post(f"{ACCESS}/op/sleutels/nieuw/passkey/uitdaging", {}, token)) == "under-12"


@pytest.mark.django_db
@pytest.mark.parametrize("key", [key for key in Key if key is not Key.eid])
def test_no_digital_key_is_kept_for_a_child_whatever_a_page_forgets(key: Key) -> None:
    child = Identity("Jip", "Voorbeeld", turned(11))
    with pytest.raises(rules.NotUsableError):
        store.add(meet(child.ssin), child, key, "Van Jip", b"geheim", SYSTEM)
    assert not DigitalKey.objects.exists()


@pytest.mark.django_db
def test_signing_asks_the_order_too() -> None:
    who = Identity("Godelieve", "Maes", GODELIEVE.digits)
    rules.may_sign(meet(GODELIEVE), who, Key.eid)
    restrict(meet(GODELIEVE), Restricted.NO_SIGNING, SYSTEM)
    with pytest.raises(rules.NotUsableError) as refused:
        rules.may_sign(meet(GODELIEVE), who, Key.eid)
    assert refused.value.reason == "order-excludes-signing"


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
@pytest.mark.parametrize("rule", TABLE, ids=lambda rule: rule.reason)
def test_every_refusal_has_words_in_every_language(rule: rules.Rule, language: str) -> None:
    refusal = rules.NotUsableError(rule, Key.passkey)
    with override(language):
        assert refusal.title
        assert refusal.advice
        assert (refusal.title == rule.title) == (refusal.advice == rule.advice) == (language == "en")


def run(monkeypatch: pytest.MonkeyPatch, typed: str, *arguments: str) -> str:
    """Run the operator's command with the number on its standard input."""
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    call_command("access_restrict", *arguments, stdout=out)
    return out.getvalue().strip()


@pytest.mark.django_db
def test_the_operator_restricts_and_lifts_with_the_number_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    number = GODELIEVE.formatted + "\n"
    assert run(monkeypatch, number, "no_eid_sign_in", "--since", "2022-03-01") == "Restricted."
    assert run(monkeypatch, number, "no_eid_sign_in", "--since", "2022-03-01") == "It was so already."
    assert Restriction.objects.get().since == date(2022, 3, 1)
    assert run(monkeypatch, number, "no_eid_sign_in", "--lift") == "Lifted."
    assert run(monkeypatch, number, "no_eid_sign_in", "--lift") == "There was nothing to lift."
    assert tags() == ["access.restriction.set", "access.restriction.lifted"]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "12345678901\n", "Godelieve\n"])
def test_a_wrong_number_is_refused_and_not_repeated(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    with pytest.raises(CommandError) as refused:
        run(monkeypatch, typed, "deceased")
    assert typed.strip() == "" or typed.strip() not in str(refused.value)
    assert not Restriction.objects.exists()


def test_a_restriction_that_begins_later_ends_what_is_open_on_its_first_day(surfer: Browser, box: Box) -> None:
    day = clock.today() + timedelta(days=1)
    citizen_id = meet(GODELIEVE)
    restrict(citizen_id, Restricted.NO_EID_SIGN_IN, SYSTEM, since=day)
    assert surfer.to_keys().show(box, card(box, "Maes")).status_code == 200
    begin_due()
    assert SignIn.objects.filter(citizen_id=citizen_id).exists()
    with clock.frozen_at(clock.now() + timedelta(days=1)):
        begin_due()
        assert not SignIn.objects.filter(citizen_id=citizen_id).exists()
        assert tags()[-1] == "access.citizen.signed_out"
        begin_due()
    assert tags().count("access.citizen.signed_out") == 1


def test_who_comes_in_with_the_card_while_locked_is_left_alone(surfer: Browser, box: Box) -> None:
    citizen_id = meet(GODELIEVE)
    restrict(citizen_id, Restricted.LOCKED, SYSTEM)
    assert surfer.to_keys().show(box, card(box, "Maes")).status_code == 200
    begin_due()
    assert SignIn.objects.filter(citizen_id=citizen_id).exists()
