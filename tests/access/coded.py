"""Somebody with a user name, a password and an app, made through the same doors as people use."""

from __future__ import annotations

import base64
import html
import re
import time
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import quote

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings
from django.http import HttpResponse

from burgerprofiel.access import actions
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.viewer import Proof
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.levels import Key
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.access.surfing import ACCESS, Browser

NOOR = Identity("Noor", "Vandenbos", "85631441236")
EMMA = Identity("Emma", "Peeters", BY_SLUG["emma"].ssin)
PASSWORD = "drie gele kanaries zingen"
CHOOSE = f"{ACCESS}/op/sleutels/nieuw/wachtwoord"
ADD = f"{ACCESS}/op/sleutels/nieuw/app"
SIGN_IN = f"{ACCESS}/op/aanmelden/app"
GONE = f"{ACCESS}/op/sleutels/wachtwoord/weg"


def known(browser: Browser, who: Identity = NOOR, key: Key = Key.eid) -> Browser:
    """Let the browser be signed in at the provider with this key."""
    cookie = actions.sign_in(who, (Proof(key, clock.now()),), Trace(actor="test"))
    browser.client(ACCESS).cookies[settings.SIGN_IN_COOKIE] = cookie.text
    return browser


def send(browser: Browser, address: str, way: str = "", **fields: str) -> HttpResponse:
    """Open a page and send its form with these fields (`user_name` for `user-name`)."""
    page = browser.get(address + (f"?verder={quote(way, safe='')}" if way else "")).content.decode()
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.partition("<main")[2])
    data = {name: html.unescape(value) for name, value in hidden}
    return browser.submit(address, data | {name.replace("_", "-"): value for name, value in fields.items()})


def choose(browser: Browser, name: str = "noor.v", password: str = PASSWORD, **fields: str) -> HttpResponse:
    """Choose a user name and a password."""
    return send(browser, CHOOSE, **({"user_name": name, "password": password, "again": password} | fields))


STEP_SECONDS = 30


class App(NamedTuple):
    """An app with a secret."""

    secret: bytes

    def code(self, at: datetime | None = None) -> str:
        """What it shows."""
        app = TOTP(self.secret, 6, SHA1(), 30)  # noqa: S303 - the apps' algorithm
        return app.generate(int((at or clock.now()).timestamp())).decode()

    def earlier(self) -> str:
        """What it showed a step ago, asked for when the present step lasts long enough to send it."""
        left = STEP_SECONDS - time.time() % STEP_SECONDS
        if left < 10:
            time.sleep(left)
        return self.code(clock.now() - timedelta(seconds=STEP_SECONDS))


def scan(page: str) -> App:
    """Type the secret of the page over."""
    found = re.search(r'id="secret">([A-Z2-7 ]+)<', page)
    assert found, page
    text = found[1].replace(" ", "")
    return App(base64.b32decode(text + "=" * (-len(text) % 8)))


def add_app(browser: Browser) -> App:
    """Add an app."""
    page = browser.get(ADD).content.decode()
    app = scan(page)
    offered = re.search(r'name="offered" value="([^"]+)"', page)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.partition("<main")[2])
    assert offered
    assert token
    data = {
        "offered": html.unescape(offered[1]),
        "csrfmiddlewaretoken": token[1],
        "code": app.code(),
        "label": "Fairphone",
    }
    assert browser.submit(ADD, data).status_code == 303
    return app


def with_app(browser: Browser) -> App:
    """Be Noor, with a user name, a password and an app; afterwards nobody is signed in."""
    known(browser)
    assert choose(browser).status_code == 303
    app = add_app(browser)
    browser.client(ACCESS).cookies.clear()
    return app


def sign_in(browser: Browser, code: str, name: str = "noor.v", password: str = PASSWORD, way: str = "") -> HttpResponse:
    """Sign in with the app."""
    return send(browser, SIGN_IN, way, user_name=name, password=password, code=code)
