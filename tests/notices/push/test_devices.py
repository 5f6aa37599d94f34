"""A citizen lets a browser be told, and sends it away: their own ones only (E2)."""

from __future__ import annotations

import pytest

from burgerprofiel.audit.queries import events_of
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.notices.push import queries
from burgerprofiel.people.actions import meet
from burgerprofiel.simulators.push.browser import Browser as Simulated
from burgerprofiel.simulators.push.browser import text
from tests.dossiers import reading
from tests.dossiers.reading import Browser
from tests.dossiers.told import NOOR, WOUTER

pytestmark = pytest.mark.django_db
PAGE, START, STOP = "/profiel/meldingen", "/profiel/meldingen/toestel", "/profiel/meldingen/toestel/weg"


def given(**other: str) -> dict[str, str]:
    """What a browser gives."""
    browser = Simulated("k")
    keys = {"p256dh": text(browser.public_key), "auth": text(browser.secret)}
    return {"endpoint": f"https://fcm.googleapis.com/fcm/send/{browser.id}", **keys, **other}


def browsers(number: str = NOOR) -> list[queries.Browser]:
    """Those of a citizen."""
    return queries.browsers_of(meet(Ssin(number)))


def test_a_browser_that_was_let_in_stands_on_the_page_and_can_be_sent_away() -> None:
    noor = reading.browser()
    assert noor.client.post(START, given()).status_code == 204
    (mine,) = browsers()
    assert f'value="{mine.id}"' in noor.html(PAGE)
    assert noor.client.post(STOP, {"toestel": str(mine.id)}).status_code == 303
    assert browsers() == []


def test_nobody_sends_away_the_browser_of_somebody_else() -> None:
    noor, wouter = reading.browser(), reading.browser(WOUTER)
    noor.client.post(START, given())
    (mine,) = browsers()
    assert wouter.client.post(STOP, {"toestel": str(mine.id)}).status_code == 303
    assert browsers() == [mine]
    assert str(mine.id) not in wouter.html(PAGE)


def test_who_comes_after_somebody_else_in_the_same_browser_gets_it_alone() -> None:
    noor, wouter = reading.browser(), reading.browser(WOUTER)
    same = given()
    noor.client.post(START, same)
    (hers,) = browsers()
    assert wouter.client.post(START, same).status_code == 204
    assert browsers() == [], "what is hers would be shown to him"
    assert len(browsers(WOUTER)) == 1
    (told,) = [each for each in events_of(meet(Ssin(NOOR))).events if each.tag == "notices.push.stopped"]
    assert (told.details["browser"], told.details["why"]) == (str(hers.id), "another")
    assert told.actor == "system", "nothing in her trail says who came after her"
    assert [each.tag for each in events_of(meet(Ssin(WOUTER))).events if "push" in each.tag] == ["notices.push.started"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "https://evil.example/x"},
        {"endpoint": "http://127.0.0.1/"},
        {"p256dh": "AAAA"},
        {"auth": ""},
        {"endpoint": "x" * 100_000},
    ],
)
def test_what_cannot_be_pushed_to_is_refused_and_nothing_kept(wrong: dict[str, str]) -> None:
    assert reading.browser().client.post(START, given(**wrong)).status_code == 400
    assert browsers() == []


@pytest.mark.parametrize("wrong", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_sending_away_what_is_not_there_is_no_fault(wrong: str) -> None:
    assert reading.browser().client.post(STOP, {"toestel": wrong}).status_code == 303


def test_the_worker_is_served_from_the_root_and_may_fetch_nothing() -> None:
    noor: Browser = reading.browser()
    answer = noor.client.get("/push.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"
    assert b"showNotification" in answer.content
    assert "worker-src 'self'" in noor.client.get(PAGE).headers["Content-Security-Policy"]


def test_with_the_whole_profile_a_browser_goes_too_and_the_card_says_how_many_there_are() -> None:
    noor = reading.browser()
    noor.client.post(START, given())
    assert "1 browser van u toont ons nieuws" in noor.html("/profiel")
    assert noor.client.post("/profiel/wissen").status_code == 303
    assert browsers() == []
    assert "browser van u" not in noor.html("/profiel")
