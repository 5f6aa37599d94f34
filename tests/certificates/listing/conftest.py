"""Citizens in front of their certificates, and the post office that keeps what they send."""

from __future__ import annotations

import dataclasses

import pytest
from django.conf import settings

from burgerprofiel.access import faces
from burgerprofiel.access import queries as sessions
from burgerprofiel.access.capacity import Capacity
from burgerprofiel.access.cookies import SessionCookie
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.post import Message, mail
from burgerprofiel.mailbox.models import Box
from burgerprofiel.mailbox.models.boxes import Kind, State
from burgerprofiel.people.profile.contact import Kind as Contact
from burgerprofiel.people.profile.contacts.actions import take_over
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.certificates.issuing.conftest import behave, worker
from tests.mailbox.owning import Owner, owner
from tests.people.mandated import citizen, effective, terms

__all__ = ["behave", "worker"]
ADDRESS = "noor@example.be"


def person(slug: str) -> Identity:
    """Somebody of the demo."""
    return Identity(BY_SLUG[slug].given[0], BY_SLUG[slug].family, BY_SLUG[slug].ssin)


def acting(giver: str, *scopes: str) -> Owner:
    """Wouter, who acts for somebody, for these themes."""
    mandate = effective(citizen(giver), citizen("wouter"), terms(*scopes))
    return owner(person("wouter"), capacity=Capacity(mandate=str(mandate), giver=str(citizen(giver))))


@pytest.fixture
def noor(simulators: str, db: None) -> Owner:
    """Noor's browser."""
    return owner(person("noor"))


@pytest.fixture
def emma(simulators: str, db: None) -> Owner:
    """Emma's browser."""
    return owner(person("emma"))


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> list[Message]:
    """What was handed to the mail server."""
    sent: list[Message] = []
    monkeypatch.setattr(settings, "CONFIG", dataclasses.replace(settings.CONFIG, smtp_url="smtp://localhost"))
    monkeypatch.setattr(mail, "send", sent.append)
    return sent


def prove(who: Owner, address: str = ADDRESS) -> None:
    """Give somebody a mailbox with a proved address."""
    now = clock.now()
    Box.objects.create(box_id=who.citizen_id, kind=Kind.CITIZEN, state=State.ACTIVE, since=now)
    take_over(who.citizen_id, Contact.EMAIL, address, now, Trace(actor="citizen"))


def viewer_of(who: Owner) -> Viewer:
    """Who sits in front of this browser."""
    cookie = SessionCookie.read(who.client.cookies[settings.SESSION_COOKIE].value)
    assert cookie is not None
    found = sessions.viewer(cookie, Trace(actor="citizen", method="GET", path="/"), faces.portal())
    assert found is not None
    return found
