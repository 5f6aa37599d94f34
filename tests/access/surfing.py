"""A browser for our two hosts: cookies per host, redirects followed one by one, every address remembered."""

from __future__ import annotations

import html
import json
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from burgerprofiel.simulators.card_reader.cards import Box, Card
from burgerprofiel.simulators.card_reader.holders import Defect

PORTAL, ACCESS = settings.CONFIG.portal_origin, settings.CONFIG.access_origin


def card(box: Box, family: str = "Vandenbos", defect: Defect = Defect.NONE) -> Card:
    """The card of somebody."""
    return next(card for card in box.find(family) if card.holder.defect is defect)


class Browser:
    """One browser."""

    def __init__(self) -> None:
        self.hosts = {urlsplit(origin).netloc: Client(enforce_csrf_checks=True) for origin in (PORTAL, ACCESS)}
        self.visited: list[str] = []

    def client(self, origin: str) -> Client:
        """The client of one host, for its cookies."""
        return self.hosts[urlsplit(origin).netloc]

    def get(self, url: str) -> HttpResponse:
        """Open an address, without following."""
        self.visited.append(url)
        parts = urlsplit(url)
        return self.hosts[parts.netloc].get(f"{parts.path}?{parts.query}", headers={"host": parts.netloc})

    def post(self, url: str, data: dict[str, Any], token: str = "", **headers: str) -> HttpResponse:
        """Send JSON as the sign-in page's script does."""
        parts = urlsplit(url)
        origin = {"origin": f"{parts.scheme}://{parts.netloc}", "x-csrftoken": token} | headers
        return self.hosts[parts.netloc].post(
            parts.path, json.dumps(data), content_type="application/json", headers={"host": parts.netloc, **origin}
        )

    def submit(self, url: str, data: dict[str, str]) -> HttpResponse:
        """Send a form."""
        parts = urlsplit(url)
        headers = {"host": parts.netloc, "origin": f"{parts.scheme}://{parts.netloc}"}
        return self.hosts[parts.netloc].post(parts.path, data, headers=headers)

    def follow(self, response: HttpResponse, until: str = "") -> tuple[str, HttpResponse]:
        """Follow redirects until a page, or until an address that begins with `until`. Returns the last address."""
        where = self.visited[-1]
        while response.status_code == 302:
            target = response["Location"]
            where = target if "//" in target else "{0.scheme}://{0.netloc}".format(urlsplit(where)) + target
            if until and where.startswith(until):
                return where, response
            response = self.get(where)
        return where, response

    def to_keys(self, back: str = "/") -> SignInPage:
        """Go from the portal to the page where one chooses a key."""
        _where, page = self.follow(self.get(f"{PORTAL}/aanmelden?terug={back}"))
        return SignInPage(self, page.content.decode())

    def to_step_up(self, back: str, level: int) -> SignInPage:
        """Go there to step up to a level."""
        _where, page = self.follow(self.get(f"{PORTAL}/aanmelden?terug={back}&niveau={level}"))
        return SignInPage(self, page.content.decode())

    def sign_in(self, box: Box, someone: Card, back: str = "/afgemeld") -> HttpResponse:
        """Sign in all the way; returns the portal's answer that sets the session."""
        page = self.to_keys(back)
        shown = page.show(box, someone)
        assert shown.status_code == 200, shown.content
        where, _answer = self.follow(self.get(ACCESS + page.go_on), until=f"{PORTAL}/aanmelden/terug")
        return self.get(where)

    def answer_address(self, box: Box, someone: Card, back: str = "/") -> str:
        """Sign in up to the provider's answer; returns the address that the portal is about to get."""
        page = self.to_keys(back)
        assert page.show(box, someone).status_code == 200
        return self.follow(self.get(ACCESS + page.go_on), until=f"{PORTAL}/aanmelden/terug")[0]


class SignInPage:
    """What the script on the sign-in page reads there, and does."""

    def __init__(self, browser: Browser, content: str) -> None:
        self.browser = browser
        self.words = {name: html.unescape(value) for name, value in re.findall(r'data-([a-z-]+)="([^"]*)"', content)}
        self.go_on, self.token = self.words["go-on"], self.words["token"]
        cancel = re.search(r'href="(/op/aanmelden/annuleren[^"]*)"', content)
        self.cancel = html.unescape(cancel[1]) if cancel else ""

    def challenge(self) -> str:
        """Ask for a challenge."""
        answer = self.browser.post(ACCESS + self.words["ask"], {}, self.token)
        assert answer.status_code == 200, answer.content
        return str(answer.json()["challengeNonce"])

    def send(self, nonce: str, token: dict[str, str], **headers: str) -> HttpResponse:
        """Send what the card made."""
        return self.browser.post(
            ACCESS + self.words["show"], {"challengeNonce": nonce, "token": token}, self.token, **headers
        )

    def show(self, box: Box, someone: Card, origin: str = ACCESS) -> HttpResponse:
        """Show a card."""
        nonce = self.challenge()
        return self.send(nonce, box.token(someone, origin, nonce))


def query(address: str) -> dict[str, str]:
    """The parameters of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def kind(response: HttpResponse) -> str:
    """The reason in a problem."""
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["title"]
    assert problem["detail"]
    return str(problem["type"].rpartition(":")[2])
