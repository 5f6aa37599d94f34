"""A push arrives in a real browser: our worker shows it and leads to the list, in each language (E2, E5).

No push service sends it: the DevTools protocol hands Chromium the payload as a service would, after opening it (that
others open what we seal is in `tests/notices/push/test_stranger_opens.py`). What is not seen is the system's own
notice and a hand on it: the click is the event that the browser then gives the worker, and where it leads is written
down instead, for Chromium lets no script open or fetch a window that nobody touched.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from burgerprofiel.notices.letters import writing
from tests.journeys.steps import Tickets
from tests.landscape import Live
from tests.notices.push.payloads import LANGUAGES, told

_REGISTER = """async () => {
  await navigator.serviceWorker.register("/push.js", { scope: "/" });
  await navigator.serviceWorker.ready;
}"""
_AWAKE = "navigator.serviceWorker.getRegistration().then((it) => it.active?.state === 'activated')"
"""Whom a push reaches: one that is still being activated loses it."""
_SHOWN = """async () => {
  const worker = await navigator.serviceWorker.ready;
  return (await worker.getNotifications()).map(({ title, body, lang, tag }) => ({ title, body, lang, tag }));
}"""
_CLICK = """async () => {
  const went = [];
  self.clients.openWindow = async (where) => { went.push("opened " + where); };
  WindowClient.prototype.focus = async function () { went.push("fetched " + new URL(this.url).pathname); };
  const [notification] = await self.registration.getNotifications();
  let done;
  const event = new NotificationEvent("notificationclick", { notification });
  event.waitUntil = (promise) => { done = promise; };
  self.dispatchEvent(event);
  await done;
  return { went, left: (await self.registration.getNotifications()).length };
}"""


class Worker:
    """Our worker in somebody's browser."""

    def __init__(self, page: Page, origin: str) -> None:
        """Let the browser take it, as the button at “How we tell you” does."""
        self.page, self.context, self._origin = page, page.context, origin
        self._line = page.context.new_cdp_session(page)
        known: list[dict[str, Any]] = []
        self._line.on("ServiceWorker.workerRegistrationUpdated", lambda told: known.extend(told["registrations"]))
        self._line.send("ServiceWorker.enable")
        page.evaluate(_REGISTER)
        page.wait_for_function(_AWAKE)
        self._known = next(each["registrationId"] for each in reversed(known) if not each["isDeleted"])

    def push(self, payload: bytes) -> list[dict[str, str]]:
        """Hand a push over; return what the browser shows then, in its order."""
        before = len(self.shown())
        told = {"origin": self._origin, "registrationId": self._known, "data": payload.decode()}
        for again in range(50):
            if again % 10 == 0:  # DevTools drops one for a worker that is just being started, and does not say so
                self._line.send("ServiceWorker.deliverPushMessage", told)
            self.page.wait_for_timeout(100)
            if len(shown := self.shown()) > before:
                return shown
        raise AssertionError("nothing was shown")

    def shown(self) -> list[dict[str, str]]:
        """What is shown."""
        return self.page.evaluate(_SHOWN)  # type: ignore[no-any-return]

    def click(self) -> dict[str, Any]:
        """Touch the first one; where that leads, and how many are left."""
        return self.context.service_workers[0].evaluate(_CLICK)  # type: ignore[no-any-return]


@pytest.fixture
def context(browser: Browser, live: Live) -> Iterator[BrowserContext]:
    """A browser whose owner lets us tell them things."""
    found = browser.new_context(locale="nl-BE")
    found.grant_permissions(["notifications"], origin=live.portal)
    yield found
    found.close()


def test_what_is_pushed_is_shown_in_each_language_with_what_and_who_and_no_more(
    context: BrowserContext, live: Live
) -> None:
    page = context.new_page()
    page.goto(f"{live.portal}/hulp")
    worker = Worker(page, live.portal)
    for number, language in enumerate(LANGUAGES):
        payload = writing.push(told()[:2], UUID(int=number + 1), language)
        known = json.loads(payload)
        shown = {each["tag"]: each for each in worker.push(payload)}[known["id"]]
        assert shown == {"title": known["title"], "body": known["text"], "lang": language, "tag": known["id"]}
        assert ("Zonnegem" in shown["body"], "x" in shown["body"].split()) == (True, False)
    assert len({each["body"] for each in worker.shown()}) == len(LANGUAGES)


def test_a_touch_leads_to_the_list_or_to_where_it_is_open_already(
    context: BrowserContext, live: Live, tickets: Tickets
) -> None:
    tickets.sign_in(context, "noor")
    page = context.new_page()
    page.goto(f"{live.portal}/hulp")
    worker = Worker(page, live.portal)
    worker.push(writing.push(told()[:1], UUID(int=1)))
    assert worker.click() == {"went": ["opened /meldingen"], "left": 0}
    page.goto(f"{live.portal}/meldingen")
    worker.push(writing.push(told()[:1], UUID(int=2)))
    assert worker.click() == {"went": ["fetched /meldingen"], "left": 0}


@pytest.mark.parametrize("payload", [b"", b"nonsense", b"{}"])
def test_what_cannot_be_read_still_says_that_there_is_something(
    context: BrowserContext, live: Live, payload: bytes
) -> None:
    page = context.new_page()
    page.goto(f"{live.portal}/hulp")
    (shown,) = Worker(page, live.portal).push(payload)
    assert shown["title"] == "Mijn Burgerprofiel"


def test_the_same_notice_pushed_twice_is_shown_once(context: BrowserContext, live: Live) -> None:
    page = context.new_page()
    page.goto(f"{live.portal}/hulp")
    worker = Worker(page, live.portal)
    payload = writing.push(told()[:1], UUID(int=1))
    worker.push(payload)
    with pytest.raises(AssertionError):
        worker.push(payload)
    assert len(worker.shown()) == 1
