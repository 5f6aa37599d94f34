"""A citizen's browsers are pushed to; one that is gone is forgotten (E2, E5). Contract: RFC 8030, 8292."""

from __future__ import annotations

import os
from uuid import UUID, uuid4

import httpx
import pytest
from django.utils import translation

from burgerprofiel.audit.events import Trace
from burgerprofiel.audit.queries import events_of
from burgerprofiel.kit import http
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.post import NotSentError
from burgerprofiel.notices.models import Subscription as Row
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.outbox import pushing
from burgerprofiel.notices.outbox.reach import channels_of
from burgerprofiel.notices.push import actions, queries, service, subscription, vapid
from burgerprofiel.simulators.push import server

pytestmark = pytest.mark.django_db
TRACE = Trace(actor="citizen")
CONTENT = b'{"title": "Mijn Burgerprofiel", "text": "Uw dossiers"}'


class Service:
    """The push service, as browsers see it."""

    def __init__(self, address: str) -> None:
        port = httpx.URL(address).port
        self.at = f"http://{server.HOST}:{port}"

    def ask(self, method: str, path: str, **said: object) -> httpx.Response:
        """Ask it."""
        with http.client(10) as client:
            return client.request(method, self.at + path, **said)  # type: ignore[arg-type]

    def browser(self, key: str = "") -> dict[str, str]:
        """A browser subscribes; what it gives."""
        asked = {"applicationServerKey": key or vapid.public_key()}
        told = self.ask("POST", "/browsers", json=asked).json()
        path = httpx.URL(told["endpoint"]).path
        return {"endpoint": self.at + path, **told["keys"]}

    def shown(self, browser: dict[str, str]) -> list[dict[str, str]]:
        """What a browser showed."""
        return self.ask("GET", f"/browsers/{browser['endpoint'].rpartition('/')[2]}").json()  # type: ignore[no-any-return]

    def leave(self, browser: dict[str, str]) -> None:
        """A browser goes away."""
        self.ask("DELETE", f"/browsers/{browser['endpoint'].rpartition('/')[2]}")


@pytest.fixture
def pushes(simulators: str, monkeypatch: pytest.MonkeyPatch) -> Service:
    """The service; it is asked by the origin that it has for browsers."""
    found = Service(simulators)
    monkeypatch.setattr(vapid, "authorization", _for_browsers(found))
    yield found
    found.ask("PUT", "/behaviour", json={"status": 0})


def _for_browsers(_found: Service) -> object:
    known = f"{os.environ.get('MBP_SCHEME', 'http')}://{server.HOST}:{os.environ.get('MBP_PORT', '8000')}"
    whole = vapid.authorization
    return lambda _endpoint: whole(f"{known}/push/x")


def let_in(who: CitizenId, given: dict[str, str]) -> UUID:
    """Its owner lets a browser in."""
    read = subscription.read(given["endpoint"], given, "Firefox, Android")
    return actions.start(who, read, TRACE)


def test_each_of_their_browsers_shows_it_and_nobody_elses(pushes: Service, noor: CitizenId, jozef: CitizenId) -> None:
    mine, also_mine, his = pushes.browser(), pushes.browser(), pushes.browser()
    let_in(noor, mine)
    let_in(noor, also_mine)
    let_in(jozef, his)
    pushing.send(noor, CONTENT, uuid4())
    assert pushes.shown(mine)[0]["text"] == "Uw dossiers"
    assert pushes.shown(also_mine)
    assert pushes.shown(his) == []


def test_the_same_delivery_twice_is_shown_once(pushes: Service, noor: CitizenId) -> None:
    mine, delivery = pushes.browser(), uuid4()
    let_in(noor, mine)
    pushing.send(noor, CONTENT, delivery)
    pushing.send(noor, CONTENT, delivery)
    assert len(pushes.shown(mine)) == 1


def test_one_that_is_gone_is_forgotten_and_the_others_are_pushed_to(pushes: Service, noor: CitizenId) -> None:
    mine, gone = pushes.browser(), pushes.browser()
    kept = let_in(noor, mine)
    let_in(noor, gone)
    pushes.leave(gone)
    pushing.send(noor, CONTENT, uuid4())
    assert pushes.shown(mine)
    assert [each.id for each in queries.browsers_of(noor)] == [kept]
    assert events_of(noor).events[0].tag == "notices.push.stopped"


def test_when_the_last_is_gone_pushing_ends(pushes: Service, noor: CitizenId) -> None:
    gone = pushes.browser()
    let_in(noor, gone)
    assert Channel.PUSH in channels_of([noor])[noor]
    pushes.leave(gone)
    with pytest.raises(NotSentError) as told:
        pushing.send(noor, CONTENT, uuid4())
    assert not told.value.again
    assert Channel.PUSH not in channels_of([noor])[noor]


@pytest.mark.parametrize(("status", "again"), [(429, True), (500, True), (503, True), (400, False), (413, False)])
def test_what_a_service_answers_means_later_or_never(
    pushes: Service, noor: CitizenId, status: int, again: bool
) -> None:
    let_in(noor, pushes.browser())
    pushes.ask("PUT", "/behaviour", json={"status": status})
    with pytest.raises(NotSentError) as told:
        pushing.send(noor, CONTENT, uuid4())
    assert told.value.again is again
    assert queries.browsers_of(noor), "it is still there"


def test_a_browser_that_subscribed_for_somebody_else_takes_nothing_of_ours(pushes: Service, noor: CitizenId) -> None:
    let_in(noor, pushes.browser(key="BAAA"))
    with pytest.raises(NotSentError, match="403"):
        pushing.send(noor, CONTENT, uuid4())


def test_a_service_that_does_not_answer_is_tried_again(noor: CitizenId) -> None:
    from burgerprofiel.simulators.push.browser import Browser, text

    browser = Browser("k")
    keys = {"p256dh": text(browser.public_key), "auth": text(browser.secret)}
    let_in(noor, {"endpoint": f"http://{server.HOST}:9/push/x", **keys})
    with pytest.raises(NotSentError) as told:
        pushing.send(noor, CONTENT, uuid4())
    assert told.value.again


def test_nothing_lies_readable_in_the_table_and_the_same_browser_is_one(pushes: Service, noor: CitizenId) -> None:
    mine = pushes.browser()
    let_in(noor, mine)
    let_in(noor, mine)
    (row,) = Row.objects.filter(citizen_id=noor)
    assert mine["endpoint"].encode()[-20:] not in bytes(row.sealed)


def test_the_oldest_makes_room(pushes: Service, noor: CitizenId) -> None:
    known = [let_in(noor, pushes.browser()) for _each in range(actions.MOST + 2)]
    assert [each.id for each in queries.browsers_of(noor)] == known[2:]


def test_a_push_of_a_notice_says_its_group_in_the_readers_language(pushes: Service, noor: CitizenId) -> None:
    from burgerprofiel.notices.letters import writing
    from tests.notices.letters.test_writing import told

    mine = pushes.browser()
    let_in(noor, mine)
    with translation.override("en"):
        pushing.send(noor, writing.push([told()], uuid4(), "fr"), uuid4())
    assert pushes.shown(mine)[0]["lang"] == "fr"
    assert "rénovation" not in pushes.shown(mine)[0]["text"]


def test_an_address_that_is_no_longer_allowed_is_not_called(noor: CitizenId) -> None:
    with pytest.raises(subscription.NotASubscriptionError):
        service.send(subscription.Subscription("http://127.0.0.1:1/", b"", b""), CONTENT, uuid4())
