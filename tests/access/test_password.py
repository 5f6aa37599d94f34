"""A user name and a password: long, not common, nobody else's; half of the coded keys, no key by itself."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.access.keys import password, store
from burgerprofiel.access.models import Account, DigitalKey, UserName
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.levels import Key
from burgerprofiel.people.actions import meet
from tests.access import coded
from tests.access.coded import EMMA, NOOR, PASSWORD, choose, known, with_app
from tests.access.surfing import Browser
from tests.access.test_sign_in import tags


def test_a_chosen_password_is_kept_as_argon2id_and_the_name_as_a_keyed_hash(surfer: Browser) -> None:
    answer = choose(known(surfer))
    assert (answer.status_code, answer["Location"]) == (303, "/op/sleutels")
    assert Account.objects.get().password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert password.prove("noor.v", PASSWORD) == (meet(NOOR.ssin), True)
    assert b"noor" not in bytes(UserName.objects.get().name_hash)
    assert tags()[-1] == "access.key.added"


def test_the_way_on_is_kept(surfer: Browser) -> None:
    fields = {"user_name": "noor.v", "password": PASSWORD, "again": PASSWORD}
    answer = coded.send(known(surfer), coded.CHOOSE, "/op/sleutels/nieuw/app", **fields)
    assert answer["Location"] == "/op/sleutels/nieuw/app"


@pytest.mark.parametrize("spelling", ["Noor.V", " noor.v ", "ＮＯＯＲ.v"])
def test_a_user_name_is_found_however_it_is_typed(surfer: Browser, spelling: str) -> None:
    choose(known(surfer))
    assert password.prove(spelling, PASSWORD)[1]


@pytest.mark.parametrize(
    ("name", "chosen", "sentence"),
    [
        ("noor.v", "kort", "minstens 12 tekens"),
        ("noor.v", "a" * 129, "te lang"),
        ("noor.v", "de NOOR.V van hier", "Uw gebruikersnaam staat in dit wachtwoord"),
        ("noo", PASSWORD, "4 tot 60 tekens"),
        ("noor van den bos", PASSWORD, "4 tot 60 tekens"),
        ("", PASSWORD, "4 tot 60 tekens"),
        ("noor\x00v", PASSWORD, "4 tot 60 tekens"),
        ("85631441236", PASSWORD, "Neem uw rijksregisternummer niet"),
        ("85.63.14-412.36", PASSWORD, "Neem uw rijksregisternummer niet"),
    ],
)
def test_what_cannot_be_chosen_is_refused_with_the_reason_and_nothing_is_kept(
    surfer: Browser, name: str, chosen: str, sentence: str
) -> None:
    answer = choose(known(surfer), name, chosen)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert chosen not in answer.content.decode()
    assert not UserName.objects.exists()


def test_a_breached_password_is_refused(surfer: Browser) -> None:
    breached = next(word for word in sorted(password._breached()) if len(word) >= password.SHORTEST)
    answer = choose(known(surfer), password=breached.upper())
    assert answer.status_code == 400
    assert "Veel mensen gebruiken dit wachtwoord" in answer.content.decode()


@given(st.text(min_size=12, max_size=128).filter(lambda text: "noor.v" not in text.casefold()))
def test_there_are_no_rules_about_which_characters(chosen: str) -> None:
    if chosen.casefold().strip() not in password._breached() and "noor.v" not in password._typed(chosen).casefold():
        password.check("noor.v", chosen)


def test_two_different_passwords_are_a_slip(surfer: Browser) -> None:
    answer = choose(known(surfer), again=PASSWORD + "x")
    assert answer.status_code == 400
    assert "niet gelijk" in answer.content.decode()


def test_somebody_elses_user_name_cannot_be_taken(surfer: Browser) -> None:
    choose(known(surfer))
    answer = choose(known(Browser(), EMMA), "NOOR.V")
    assert answer.status_code == 400
    assert "Iemand anders heeft deze gebruikersnaam al" in answer.content.decode()
    assert password.prove("noor.v", PASSWORD)[0] == meet(NOOR.ssin)


def test_with_the_card_a_forgotten_password_is_replaced_and_the_keys_stay(surfer: Browser) -> None:
    with_app(surfer)
    assert choose(known(surfer), "noor", PASSWORD + "!").status_code == 303
    assert not password.prove("noor.v", PASSWORD)[1]
    assert password.prove("noor", PASSWORD + "!")[1]
    assert DigitalKey.objects.count() == 1
    assert tags()[-1] == "access.password.changed"


def test_who_came_in_with_the_password_shows_it_before_changing_it(surfer: Browser) -> None:
    with_app(surfer)
    known(surfer, key=Key.csamtotp)
    answer = choose(surfer, password=PASSWORD + "!", present="not this one")
    assert answer.status_code == 400
    assert "niet uw huidige wachtwoord" in answer.content.decode()
    assert password.prove("noor.v", PASSWORD)[1]
    assert choose(surfer, password=PASSWORD + "!", present=PASSWORD).status_code == 303


def test_guessing_the_present_password_has_an_end(surfer: Browser) -> None:
    with_app(surfer)
    known(surfer, key=Key.csamtotp)
    answers = [choose(surfer, password=PASSWORD + "!", present="guess").status_code for _try in range(6)]
    assert answers == [400] * 5 + [429]


def test_doing_without_takes_the_coded_keys_along_after_saying_so(surfer: Browser) -> None:
    with_app(surfer)
    known(surfer)
    assert "Fairphone" in surfer.get(coded.GONE).content.decode()
    assert coded.send(surfer, coded.GONE).status_code == 303
    assert not UserName.objects.exists()
    assert not DigitalKey.objects.exists()
    assert Account.objects.get().password == ""
    assert tags()[-2:] == ["access.key.removed"] * 2
    assert not password.remove(meet(NOOR.ssin), Trace(actor="test"))
    assert "U hebt geen gebruikersnaam" in surfer.get(coded.GONE).content.decode()


def test_a_password_kept_with_older_costs_is_kept_anew_when_it_is_shown(
    surfer: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(known(surfer))
    with monkeypatch.context() as older:
        older.setattr("burgerprofiel.access.keys.hasher.Argon2id.time_cost", 1)
        Account.objects.update(password=make_password(PASSWORD))
    assert ",t=1," in Account.objects.get().password
    assert password.prove("noor.v", PASSWORD)[1]
    assert ",t=2," in Account.objects.get().password


def test_nobody_reads_the_names_or_the_user_name_in_the_database(surfer: Browser) -> None:
    choose(known(surfer))
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(a)::text || row_to_json(u)::text FROM access_account a, access_username u")
        row = cursor.fetchone()[0]
    assert "Noor" not in row
    assert "noor" not in row
    assert PASSWORD not in row
    assert store.identity_of(meet(NOOR.ssin)) == NOOR
