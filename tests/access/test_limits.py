"""Who guesses has to wait, and hears how long; the card always works."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.access import limits
from burgerprofiel.access.models import Attempt
from burgerprofiel.kit import clock
from burgerprofiel.simulators.card_reader.cards import Box
from tests.access.coded import sign_in, with_app
from tests.access.surfing import Browser, card
from tests.access.test_races import RUNNERS, at_once

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize("name", ["noor.v", "nobody.at.all", ""])
def test_after_five_wrong_tries_one_waits_whether_the_name_exists_or_not(surfer: Browser, name: str) -> None:
    with clock.frozen_at(NOW):
        with_app(surfer)
        answers = [sign_in(surfer, "000000", name=name) for _try in range(6)]
    assert [answer.status_code for answer in answers] == [403] * 5 + [429]
    assert "Probeer over 15 minuten opnieuw" in answers[-1].content.decode()
    assert answers[-1]["Retry-After"] == "900"


def test_the_waiting_time_is_honest_to_the_second(surfer: Browser) -> None:
    with clock.frozen_at(NOW):
        app = with_app(surfer)
        for _try in range(5):
            sign_in(surfer, "000000")
    with clock.frozen_at(NOW + 14 * MINUTE):
        answer = sign_in(surfer, app.code())
        assert "Probeer over 1 minuut opnieuw" in answer.content.decode()
        assert answer["Retry-After"] == "60"
    with clock.frozen_at(NOW + 15 * MINUTE):
        assert sign_in(surfer, app.code()).status_code == 303


def test_a_right_try_does_not_count_and_a_refused_one_makes_the_wait_no_longer(surfer: Browser) -> None:
    with clock.frozen_at(NOW):
        app = with_app(surfer)
    for number in range(1, 9):
        with clock.frozen_at(NOW + number * MINUTE):
            assert sign_in(surfer, app.code()).status_code == 303
    assert not Attempt.objects.exists()
    with clock.frozen_at(NOW):
        for _try in range(9):
            sign_in(surfer, "000000")
    assert Attempt.objects.count() == 5 * 4


def test_one_address_has_thirty_tries_over_all_names(db: None) -> None:
    with clock.frozen_at(NOW):
        for number in range(30):
            limits.take(f"name{number}", "192.0.2.1")
        with pytest.raises(limits.TooManyError):
            limits.take("another", "192.0.2.1")
        limits.take("another", "192.0.2.2")


def test_all_together_have_an_end_too(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OVERALL", limits.Limit("overall", 3))
    for number in range(3):
        limits.take(f"name{number}", f"192.0.2.{number}")
    with pytest.raises(limits.TooManyError):
        limits.take("another", "192.0.2.200")


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_moment_are_no_way_round(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "USER_NAME", limits.Limit("user-name", 2))

    def taken() -> bool:
        try:
            limits.take("noor.v", "192.0.2.1")
        except limits.TooManyError:
            return False
        return True

    assert sorted(at_once(taken)) == [False] * (RUNNERS - 2) + [True] * 2


def test_the_card_still_works_for_whom_others_guess_at(surfer: Browser, box: Box) -> None:
    with_app(surfer)
    for _try in range(6):
        sign_in(surfer, "000000")
    assert surfer.sign_in(box, card(box)).status_code == 302


def test_neither_names_nor_addresses_are_kept_in_clear_and_nothing_for_long(db: None) -> None:
    with clock.frozen_at(NOW):
        limits.take("noor.v", "192.0.2.1")
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(row_to_json(a)::text, '') FROM access_attempt a")
        kept = cursor.fetchone()[0]
    assert "noor" not in kept
    assert b"noor.v".hex() not in kept
    with clock.frozen_at(NOW + 14 * MINUTE):
        assert limits.forget() == 0
    with clock.frozen_at(NOW + 15 * MINUTE):
        assert limits.forget() == 4


@pytest.mark.parametrize(
    ("one", "neighbour", "elsewhere"),
    [("2001:db8:1:{}::/64", "2001:db8:1:ffff::/64", "2001:db8:2::/64"), ("192.0.2.{}", "192.0.2.255", "192.0.3.1")],
)
def test_one_network_has_a_tenth_of_all_tries_however_many_addresses(
    db: None, monkeypatch: pytest.MonkeyPatch, one: str, neighbour: str, elsewhere: str
) -> None:
    monkeypatch.setattr(limits, "NETWORK", limits.Limit("network", 4))
    for number in range(4):
        limits.take(f"name{number}", one.format(number))
    with pytest.raises(limits.TooManyError):
        limits.take("another", neighbour)
    limits.take("another", elsewhere)


def test_the_shares_leave_room_for_others() -> None:
    assert limits.USER_NAME.most < limits.ADDRESS.most < limits.NETWORK.most
    assert limits.NETWORK.most * 10 <= limits.OVERALL.most


def test_of_an_ipv6_address_the_network_counts() -> None:
    for told in ("2001:db8::1", "2001:db8::ffff"):
        assert limits.address_of(RequestFactory().get("/", REMOTE_ADDR=told)) == "2001:db8::/64"


@pytest.mark.parametrize("told", ["203.0.113.9", "192.0.2.77, 203.0.113.9", "nonsense,,203.0.113.9 "])
def test_behind_https_the_proxys_own_word_counts_and_nothing_before_it(
    monkeypatch: pytest.MonkeyPatch, told: str
) -> None:
    monkeypatch.setattr(settings, "CONFIG", dataclasses.replace(settings.CONFIG, scheme="https"))
    request = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=told)
    assert limits.address_of(request) == "203.0.113.9"


@given(st.text(max_size=30))
def test_in_the_demo_nobody_chooses_their_own_address(told: str) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1")
    request.META["HTTP_X_FORWARDED_FOR"] = told
    assert limits.address_of(request) == "192.0.2.1"
