"""A passkey in a real browser, with a device of its own: added, used, removed, refused. All of it by keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.journeys.looking import TOO_WIDE, Look
from tests.journeys.steps import Keyboard, sign_in
from tests.landscape import Live

_IMPATIENT = """
const real = Response.prototype.json;
Response.prototype.json = async function () {
  const told = await real.call(this);
  if (told.options) told.options.timeout = 1000;
  return told;
};
"""


class Device:
    """A phone with a lock, as Chromium pretends to have one."""

    def __init__(self, tab: Page) -> None:
        self.session: CDPSession = tab.context.new_cdp_session(tab)
        self.session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        self.id = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def passkeys(self) -> list[dict[str, Any]]:
        """What is on it."""
        told = self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})
        return list(told["credentials"])

    def lock_opens(self, opens: bool) -> None:
        """Whether the finger is the right one."""
        self.session.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": opens})

    def nobody_touches_it(self) -> None:
        """From now on it waits for a touch that never comes."""
        self.session.send("WebAuthn.setAutomaticPresenceSimulation", {"authenticatorId": self.id, "enabled": False})


@pytest.fixture
def device(tab: Page) -> Device:
    """The device of this tab."""
    return Device(tab)


def add(tab: Page, live: Live, label: str) -> None:
    """Add a passkey by keyboard."""
    tab.goto(f"{live.access}/op/sleutels/nieuw/passkey")
    keyboard = Keyboard(tab)
    keyboard.tab_to(r"\blabel\b")
    tab.keyboard.type(label)
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", name="Uw passkey is toegevoegd")).to_be_focused(timeout=15_000)
    expect(tab.locator("#added-label")).to_have_text(label)
    expect(tab.locator("#passkey")).to_be_hidden()
    assert keyboard.unseen == []


def remove(tab: Page, live: Live, label: str) -> None:
    """Remove a passkey, signed in with that passkey itself."""
    tab.goto(f"{live.access}/op/sleutels")
    tab.get_by_role("listitem").filter(has_text=label).locator("a[href*='/sleutels/weg']").click()
    expect(tab.get_by_role("main")).to_contain_text(label)
    tab.locator("[name=elders]").uncheck()
    tab.get_by_role("main").get_by_role("button").click()
    tab.wait_for_url(f"{live.access}/op/sleutels?**")
    expect(tab.get_by_role("main")).not_to_contain_text(label)


def leave(tab: Page, live: Live) -> None:
    """Sign out of the portal and with that at the provider: it asks for a key again."""
    tab.goto(live.portal)
    tab.get_by_role("button", name="Afmelden").first.click()
    tab.wait_for_url(f"{live.portal}/afgemeld")
    tab.goto(f"{live.portal}/aanmelden")
    expect(tab.locator("#eid")).to_be_visible()


def to_passkey(tab: Page, live: Live) -> Keyboard:
    """From the portal to the page that asks for a passkey, by keyboard."""
    tab.goto(f"{live.portal}/aanmelden")
    keyboard = Keyboard(tab)
    keyboard.press(r"^Passkey\b")
    tab.wait_for_url(f"{live.access}/op/aanmelden/passkey**")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Aanmelden met een passkey")
    return keyboard


def show(tab: Page, live: Live) -> Keyboard:
    """Show a passkey, by keyboard."""
    keyboard = to_passkey(tab, live)
    keyboard.press(r"passkey-go")
    return keyboard


def test_a_passkey_is_added_signs_in_and_stops_working_once_it_is_removed(
    tab: Page, live: Live, device: Device
) -> None:
    sign_in(tab, live, "Jozef De Smet")
    add(tab, live, "telefoon van Jozef")
    [kept] = device.passkeys()
    assert (kept["isResidentCredential"], kept["rpId"]) == (True, "toegang.localhost")
    leave(tab, live)
    keyboard = show(tab, live)
    tab.wait_for_url(f"{live.portal}/", timeout=20_000)
    expect(tab.get_by_role("heading", level=1)).to_have_text("Dag Jozef")
    assert keyboard.unseen == []
    remove(tab, live, "telefoon van Jozef")
    leave(tab, live)
    show(tab, live)
    expect(tab.get_by_role("heading", name="We kennen deze passkey niet")).to_be_focused(timeout=15_000)
    expect(tab.get_by_role("alert")).to_contain_text("Er is niemand aangemeld.")


def test_who_waits_too_long_hears_that_it_was_time(tab: Page, live: Live, device: Device) -> None:
    tab.add_init_script(_IMPATIENT)
    sign_in(tab, live, "Jozef De Smet")
    add(tab, live, "horloge")
    leave(tab, live)
    device.nobody_touches_it()
    show(tab, live)
    expect(tab.get_by_role("status").filter(has_text="Ga verder in het venster van uw toestel.")).to_be_visible()
    title = "Het duurde langer dan vijf minuten"
    expect(tab.get_by_role("heading", name=title)).to_be_focused(timeout=15_000)


def test_a_device_makes_one_passkey_for_each_person(tab: Page, live: Live, device: Device) -> None:
    sign_in(tab, live, "Wouter Jan Claes")
    add(tab, live, "laptop")
    tab.goto(f"{live.access}/op/sleutels/nieuw/passkey")
    tab.get_by_label("Hoe noemt u dit toestel?").fill("nog eens")
    tab.keyboard.press("Enter")
    title = "Dit toestel heeft al een passkey van u"
    expect(tab.get_by_role("heading", name=title)).to_be_focused(timeout=15_000)
    assert len(device.passkeys()) == 1


def test_a_lock_that_stays_shut_or_a_device_without_a_passkey_is_said_calmly(
    tab: Page, live: Live, device: Device
) -> None:
    show(tab, live)
    heading = tab.get_by_role("heading", name="Er is geen passkey getoond")
    expect(heading).to_be_focused(timeout=15_000)
    expect(tab.locator("#progress")).to_be_empty()
    sign_in(tab, live, "Robin")
    device.lock_opens(False)
    tab.goto(f"{live.access}/op/sleutels/nieuw/passkey")
    tab.get_by_label("Hoe noemt u dit toestel?").fill("tablet")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", name="Er is geen passkey gemaakt")).to_be_focused(timeout=15_000)
    assert device.passkeys() == []
    device.lock_opens(True)
    tab.get_by_role("button", name="Passkey maken").click()
    expect(tab.get_by_role("heading", name="Uw passkey is toegevoegd")).to_be_focused(timeout=15_000)


def test_the_pages_are_fine_for_axe_in_every_state(tab: Page, live: Live, device: Device, look: Look) -> None:
    to_passkey(tab, live)
    look()
    tab.locator("#passkey-go").click()
    expect(tab.get_by_role("heading", name="Er is geen passkey getoond")).to_be_focused(timeout=15_000)
    look()
    sign_in(tab, live, "Godelieve")
    tab.goto(f"{live.access}/op/sleutels/nieuw/passkey")
    look()
    add(tab, live, "telefoon van Godelieve")
    look()


def test_nothing_is_wider_than_a_small_phone_in_any_language(tab: Page, live: Live) -> None:
    sign_in(tab, live, "Jozef De Smet")
    tab.set_viewport_size({"width": 320, "height": 800})
    for language in ("fr", "de", "en"):
        for path in ("/op/aanmelden/passkey", "/op/sleutels/nieuw/passkey"):
            tab.goto(f"{live.access}{path}?taal={language}")
            expect(tab.locator("html")).to_have_attribute("lang", language)
            tab.evaluate(
                "document.querySelectorAll('[hidden], details').forEach((it) => { it.hidden = false; it.open = true; })"
            )
            assert tab.evaluate(TOO_WIDE) == ""


@pytest.mark.parametrize("path", ["/op/aanmelden/passkey", "/op/sleutels/nieuw/passkey"])
def test_without_javascript_a_sentence_says_what_a_passkey_needs(
    tab: Page, live: Live, browser: Any, path: str
) -> None:
    sign_in(tab, live, "Jozef De Smet")
    plain = browser.new_context(java_script_enabled=False, locale="nl-BE", storage_state=tab.context.storage_state())
    page = plain.new_page()
    page.goto(live.access + path)
    expect(page.get_by_text("Een passkey heeft JavaScript nodig.")).to_be_visible()
    expect(page.get_by_role("button", name="asskey")).to_be_hidden()
    plain.close()
