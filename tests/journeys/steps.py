"""What people do in a journey: the keyboard, the card reader, a signed-in browser, a plain question over HTTP."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from playwright.sync_api import BrowserContext, Locator, Page, expect

from burgerprofiel.simulators.magda.cast import BY_SLUG, CAST
from tests.landscape import Live

THEMES = ("family", "home", "work", "benefits", "education", "dossiers")
PAGES = (*(f"/gegevens/{theme}" for theme in THEMES if theme != "dossiers"), "/dossiers")
"""The page of each theme: dossiers have one of their own."""
_MINT = "from django.core.management import call_command\nfor row in {rows!r}: call_command('demo_session', *row)"
_FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at === document.body) return { name: "", seen: true };
  const look = getComputedStyle(at), after = getComputedStyle(at, "::after"), box = at.getBoundingClientRect();
  const drawn = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const label = at.labels?.[0]?.innerText ?? at.getAttribute("aria-label") ?? at.innerText ?? "";
  const fixed = (it) => it && (["fixed", "sticky"].includes(getComputedStyle(it).position) || fixed(it.parentElement));
  const free = (y) => {
    const hit = at.getRootNode().elementFromPoint((Math.max(0, box.left) + Math.min(innerWidth, box.right)) / 2, y);
    return hit && (at.contains(hit) || hit.contains(at) || !fixed(hit));
  };
  const middle = (box.top + box.bottom) / 2;
  const inside = box.width > 0 && box.height > 0 && [box.top + 2, middle, box.bottom - 2].some(free);
  return { name: `${label} ${at.id ?? ""} ${at.getAttribute("href") ?? ""}`.replace(/\\s+/g, " ").trim(),
           seen: inside && (drawn(look) || drawn(after)) };
}"""


def mint(live: Live, rows: Iterable[tuple[str, str, str]], key: str = "eid") -> list[str]:
    """Return the session cookie of each (number, given name, family name), made by one management command."""
    arguments = [[ssin, "--given", given, "--family", family, "--key", key] for ssin, given, family in rows]
    told = live.manage("shell", "-v0", "-c", _MINT.format(rows=arguments))
    cookies = [line.partition("=")[2] for line in told.splitlines() if line.startswith("mbp=")]
    assert len(cookies) == len(arguments), told
    return cookies


@dataclass
class Tickets:
    """Sessions of the cast that were opened without a card, each handed out once."""

    live: Live
    _left: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def take(self, slug: str) -> str:
        """Return a fresh session's cookie. Another journey may have signed this person out everywhere meanwhile."""
        while self._left[slug]:
            cookie = self._left[slug].pop()
            if ask(self.live, "/gegevens", cookie).status_code == 200:
                return cookie
        cast = [*[person for person in CAST if person.signs_in] * 3, *[BY_SLUG["noor"]] * 20]
        cookies = mint(self.live, [(person.ssin, person.given[0], person.family) for person in cast])
        for person, cookie in zip(cast, cookies, strict=True):
            self._left[person.slug].append(cookie)
        return self._left[slug].pop()

    def sign_in(self, context: BrowserContext, slug: str) -> str:
        """Let a browser be somebody's; returns the cookie."""
        cookie = self.take(slug)
        context.add_cookies([{"name": "mbp", "value": cookie, "url": self.live.portal}])
        return cookie


class Keyboard:
    """Somebody without a mouse, who must see at every step where they are."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.unseen: list[str] = []

    def focused(self) -> str:
        """Name what has the focus."""
        found: dict[str, Any] = self.page.evaluate(_FOCUSED)
        if not found["seen"]:
            self.unseen.append(f"{self.page.url}: {found['name']}")
        return str(found["name"])

    def tab_to(self, pattern: str, most: int = 80) -> None:
        """Press Tab until the focused element's name, id or address matches."""
        passed = []
        for _press in range(most):
            self.page.keyboard.press("Tab")
            passed.append(self.focused())
            if re.search(pattern, passed[-1]):
                return
        raise AssertionError(f"Tab never reached {pattern!r}; it passed {passed}")

    def press(self, pattern: str) -> None:
        """Go to something and press Enter on it."""
        self.tab_to(pattern)
        self.page.keyboard.press("Enter")

    def open_reader(self) -> None:
        """Choose the eID; the card reader's window opens and has the focus."""
        self.press(r"\beid\b")
        expect(reader(self.page)).to_be_visible(timeout=15_000)
        expect(reader(self.page).get_by_role("radio").first).to_be_visible()

    def show_card(self, search: str, pin: str = "1234") -> None:
        """Search a card, choose it, give the PIN."""
        self.page.keyboard.type(search)
        _found(self.page, search)
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Space")
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(pin)
        self.page.keyboard.press("Enter")


def reader(page: Page) -> Locator:
    """The card reader's window."""
    return page.get_by_role("dialog")


def _found(page: Page, search: str) -> None:
    """Wait until the cards that the reader shows are those that were searched."""
    cards = reader(page).locator("label:has(input[type=radio])")
    expect(cards.filter(has_not_text=search.rsplit(maxsplit=1)[-1])).to_have_count(0, timeout=15_000)
    expect(cards.first).to_be_visible(timeout=15_000)


def show_card(page: Page, name: str, pin: str = "1234", *, defect: str = "") -> None:
    """On the sign-in page: open the reader and show somebody's card with the mouse; `defect` is in its description."""
    page.locator("#eid").click()
    reader(page).get_by_role("searchbox").fill(name)
    _found(page, name)
    reader(page).get_by_role("radio", name=re.compile(defect) if defect else None).first.check()
    reader(page).get_by_role("textbox", name="Pincode").fill(pin)
    page.keyboard.press("Enter")


def leaf_to(page: Page, what: Locator, older: str = "Ouder", most: int = 20) -> Locator:
    """Turn the pages of a list until something stands there: other stories may have put more before it."""
    for _page in range(most):
        if what.count():
            return what
        page.get_by_role("link", name=older).first.click()
        page.wait_for_load_state()
    raise AssertionError(f"{what} stands on none of the first {most} pages")


def sign_in(page: Page, live: Live, name: str, back: str = "/") -> None:
    """Sign in with a card, all the way to the page asked for."""
    page.goto(f"{live.portal}/aanmelden?terug={back}")
    show_card(page, name)
    page.wait_for_url(f"{live.portal}{back}", timeout=20_000)


def ask(live: Live, path: str, cookie: str = "", *, method: str = "GET", **more: Any) -> httpx.Response:
    """Ask the portal, or another host when `path` is a whole address, without following redirects."""
    url = path if path.startswith("http") else live.portal + path
    headers = {"cookie": f"mbp={cookie}"} if cookie else {}
    headers |= more.pop("headers", {})
    with httpx.Client(trust_env=False, timeout=60) as client:
        return client.request(method, url, headers=headers, **more)


def numbers_of_the_cast() -> dict[str, str]:
    """Every national number of the demo, by name."""
    return {slug: person.ssin for slug, person in BY_SLUG.items()}


@contextmanager
def behaving(live: Live, **modes: dict[str, object]) -> Iterator[None]:
    """Let simulated services misbehave: `GeefEpc={"mode": "refuses"}`; afterwards everything is fine again."""
    board = f"{live.origin('magda')}/behaviour"
    with httpx.Client(trust_env=False) as client:
        for service, behaviour in modes.items():
            content = json.dumps(behaviour)
            answer = client.put(f"{board}/{service}", content=content, headers={"content-type": "application/json"})
            assert answer.status_code == 204, answer.text
        try:
            yield
        finally:
            client.delete(board)


def logs(live: Live) -> dict[str, str]:
    """Everything that was logged since the start, per file."""
    files = [*(live.data / "logs").rglob("*"), live.output, *live.data.glob("*.log")]
    return {file.name: file.read_text(errors="replace") for file in files if file.is_file()}
