"""Citizens in front of their profile, the post office that keeps what is sent, and a register that answers."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from burgerprofiel.access import actions as access
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.viewer import Proof
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Answer, Data
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.post import Message, mail, sms
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people.actions import meet
from burgerprofiel.people.profile.contacts import tasks
from burgerprofiel.simulators.magda.cast import BY_SLUG
from burgerprofiel.sources import queries
from burgerprofiel.sources.connectors.magda.services import geef_persoon
from burgerprofiel.sources.connectors.magda.services.geef_persoon import Person
from burgerprofiel.sources.connectors.magda.services.person_addresses import Addresses
from burgerprofiel.sources.connectors.magda.services.person_parts import Name
from burgerprofiel.sources.service import Answers

PEOPLE = {"noor": ("Noor Anna", "Vandenbos"), "wouter": ("Wouter", "Claes")}
NAMES = Person(
    ssin="85631441236",
    name=Name(("Vandenbos",), ("Noor", "Anna"), "Noortje"),
    addresses=Addresses(),
)


class Sender:
    """Keeps what is sent; the worker sends at once."""

    def __init__(self) -> None:
        self.sent: list[Message] = []

    @property
    def code(self) -> str:
        """The last code."""
        return self.sent[-1].text[:6]


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Sender:
    """A mail server and a gateway."""
    sender = Sender()
    config = dataclasses.replace(
        settings.CONFIG, smtp_url="smtp://localhost", sms_url="http://localhost", address_url=""
    )
    monkeypatch.setattr(settings, "CONFIG", config)
    monkeypatch.setattr(mail, "send", sender.sent.append)
    monkeypatch.setattr(sms, "send", sender.sent.append)
    monkeypatch.setattr(tasks.send_code, "defer", tasks.send_code)
    return sender


@pytest.fixture(autouse=True)
def register(monkeypatch: pytest.MonkeyPatch) -> Callable[[Answer[Any]], None]:
    """The National Register has answered; a test may change what."""
    known: dict[str, Answer[Any]] = {geef_persoon.SERVICE.name: Data(NAMES, clock.now())}

    def gather(_viewer: object, services: Any, *_rest: object) -> Iterator[Any]:
        return iter([(service, known[service.name]) for service in services if service.name in known])

    def answer(it: Answer[Any]) -> None:
        known[geef_persoon.SERVICE.name] = it

    monkeypatch.setattr(queries, "gathered", lambda *_asked: Answers(known))
    monkeypatch.setattr(queries, "gather", gather)
    return answer


@pytest.fixture
def browser(db: None) -> Callable[[str], Client]:
    """Return the browser of somebody who signed in."""

    def signed_in(slug: str = "noor") -> Client:
        client = Client(
            headers={"host": settings.CONFIG.portal_origin.removeprefix("http://"), "accept-language": "nl"}
        )
        who = Identity(*PEOPLE[slug], BY_SLUG[slug].ssin)
        cookie = access.open_session(who, [Proof(Key.eid, clock.now())], "test", "", Trace(actor="test"))
        client.cookies[settings.SESSION_COOKIE] = cookie.text
        return client

    return signed_in


def citizen(slug: str = "noor") -> CitizenId:
    """Who that is."""
    return meet(Ssin(BY_SLUG[slug].ssin))
