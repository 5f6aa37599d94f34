"""A citizen in front of the portal, and the post office that keeps every e-mail and text."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from burgerprofiel.access import actions
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.viewer import Proof
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.post import Message, mail, sms
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox.activation import tasks
from burgerprofiel.mailbox.life import tasks as life
from burgerprofiel.people import actions as people
from burgerprofiel.people.profile.contacts import tasks as codes

NOOR = Identity("Noor Anna", "Vandenbos", "85631441236")
PLACE = "/berichten/activeren"
EMAIL = "noor@example.be"


@dataclass
class PostOffice:
    """Takes what is sent, and runs at once what is left to the worker."""

    letters: list[Message] = field(default_factory=list)
    texts: list[Message] = field(default_factory=list)

    @property
    def code(self) -> str:
        """The code in the newest e-mail."""
        return self.letters[-1].text[:6]


def post_office(monkeypatch: pytest.MonkeyPatch) -> PostOffice:
    """Put one up."""
    office = PostOffice()
    config = dataclasses.replace(settings.CONFIG, smtp_url="smtp://localhost", sms_url="http://localhost")
    monkeypatch.setattr(settings, "CONFIG", config)
    monkeypatch.setattr(mail, "send", office.letters.append)
    monkeypatch.setattr(sms, "send", office.texts.append)
    for task in (codes.send_code, tasks.welcome, tasks.tell_news, life.close_after_death):
        monkeypatch.setattr(task, "defer", lambda run=task, **job: run(**job))
        monkeypatch.setattr(task, "configure", lambda run=task, **_when: run)
    return office


@dataclass
class Owner:
    """A browser in which somebody is signed in."""

    client: Client
    citizen_id: CitizenId

    def get(self, path: str) -> HttpResponse:
        """Open a page."""
        return self.client.get(path)

    def text(self, path: str) -> str:
        """What a page says, without its mark-up."""
        found = re.sub(r"<[^>]+>", " ", self.get(path).content.decode().partition("<main")[2])
        return " ".join(found.split())

    def send(self, path: str, **fields: str) -> HttpResponse:
        """Send a form."""
        return self.client.post(path, fields, headers={"origin": settings.CONFIG.portal_origin})

    def prove(self, office: PostOffice, email: str = EMAIL, way: str = PLACE) -> HttpResponse:
        """Ask for a code, and type it."""
        assert self.send(f"{way}/e-mail", email=email).status_code == 303
        return self.send(f"{way}/code", code=office.code)

    def activate(self, office: PostOffice) -> HttpResponse:
        """Go all the way."""
        self.prove(office)
        return self.send(f"{PLACE}/akkoord", yes="yes")


def owner(who: Identity = NOOR, language: str = "nl", key: Key = Key.eid, **capacity: Any) -> Owner:
    """Somebody signed in on the portal."""
    cookie = actions.open_session(who, [Proof(key, clock.now())], "test", "", Trace(actor="test"), **capacity)
    headers = {"host": settings.CONFIG.portal_origin.partition("//")[2], "accept-language": language}
    client = Client(headers=headers)
    client.cookies[settings.SESSION_COOKIE] = cookie.text
    return Owner(client, people.meet(Ssin(who.ssin.digits)))
