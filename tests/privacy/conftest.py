"""Noor and Wouter at the portal, and what others did with Noor's data."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from burgerprofiel.access import actions
from burgerprofiel.access.capacity import OWN, Capacity
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.viewer import Proof
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Event, Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.people.actions import meet
from burgerprofiel.simulators.magda.cast import BY_SLUG

NAMES = {
    "noor": Identity("Noor", "Vandenbos", BY_SLUG["noor"].ssin),
    "wouter": Identity("Wouter", "M", BY_SLUG["wouter"].ssin),
}


@dataclass
class Somebody:
    """A citizen in front of the portal, in English so that tests read the sentences of the code."""

    id: CitizenId
    client: Client

    def page(self, path: str, status: int = 200) -> str:
        """Open a page."""
        answer = self.client.get(path)
        assert answer.status_code == status
        return answer.content.decode()

    def send(self, path: str, **fields: str) -> HttpResponse:
        """Send a form."""
        return self.client.post(path, fields, headers={"origin": settings.CONFIG.portal_origin})


def at_the_portal(slug: str, capacity: Capacity = OWN) -> Somebody:
    """Somebody who signs in."""
    who = NAMES[slug]
    trace = Trace(actor="citizen", path="/aanmelden/terug")
    cookie = actions.open_session(who, [Proof(Key.eid, clock.now())], "test", "", trace, capacity=capacity)
    client = Client(headers={"host": settings.CONFIG.portal_origin.partition("//")[2], "accept-language": "en"})
    client.cookies[settings.SESSION_COOKIE] = cookie.text
    return Somebody(meet(who.ssin), client)


def happened(citizen_id: CitizenId, actor: str, *events: Event, path: str = "/") -> None:
    """Somebody did this with the data of a citizen."""
    with transaction.atomic():
        record(citizen_id, Trace(actor=actor, client_id=actor, path=path), *events)


@pytest.fixture
def noor(db: None) -> Somebody:
    """Noor."""
    return at_the_portal("noor")


@pytest.fixture
def wouter(db: None) -> Somebody:
    """Wouter, whom it does not concern."""
    return at_the_portal("wouter")
