"""Browsers of people with notices."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from burgerprofiel.access import actions as access
from burgerprofiel.access.capacity import Capacity
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.viewer import Proof
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.notices import actions
from burgerprofiel.notices.notice import Notice
from tests.notices.bell.telling import told

HOST = settings.CONFIG.portal_origin.partition("//")[2]


def browser(ssin: str, given: str, capacity: Capacity | None = None) -> Client:
    """Somebody's browser, signed in at the portal."""
    who = Identity(given, "Vandenbos", ssin)
    more = {"capacity": capacity} if capacity else {}
    cookie = access.open_session(who, [Proof(Key.eid, clock.now())], "test", "", Trace(actor="test"), **more)
    client = Client(headers={"host": HOST, "accept-language": "nl"})
    client.cookies[settings.SESSION_COOKIE] = cookie.text
    return client


@pytest.fixture
def hers(noor: CitizenId) -> Client:
    """Noor's browser."""
    return browser("85631441236", "Noor")


@pytest.fixture
def his(jozef: CitizenId) -> Client:
    """Jozef's browser."""
    return browser("52620915336", "Jozef")


Tell = Callable[..., UUID]


@pytest.fixture
def tell(noor: CitizenId) -> Tell:
    """Raise one notice for Noor, and say its id."""

    def raised(**more: object) -> UUID:
        (row,) = raise_all(told(noor, **more))
        return row

    return raised


def raise_all(*notices: Notice) -> list[UUID]:
    """Raise notices in a transaction of their own."""
    with transaction.atomic():
        return [row.id for row in actions.tell(*notices)]
