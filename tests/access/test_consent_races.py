"""Withdrawn is withdrawn, also for what is being exchanged or allowed at that very moment: the database decides."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from burgerprofiel.access import consents
from burgerprofiel.access.models import Client as ClientRow
from burgerprofiel.access.models import Code, Consent, RefreshToken, Token
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.ids import CitizenId
from tests.access import tokens_of
from tests.access.test_provider import Application, application

__all__ = ["application"]
pytestmark = pytest.mark.django_db(transaction=True)
TRACE = Trace(actor="test")
ROUNDS = 6


def together(*acts: Callable[[], object]) -> None:
    """Do these at the same moment, each on a connection of its own; none may fail."""
    start = Barrier(len(acts))

    def one(act: Callable[[], object]) -> None:
        try:
            connection.ensure_connection()
            start.wait(20)
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as runners:
        list(runners.map(one, acts))


@pytest.fixture
def citizen(application: Application) -> CitizenId:
    """Somebody who has signed in, and whom the application must ask from now on."""
    tokens_of.offline(application)
    application.answer(scope=tokens_of.OFFLINE)
    ClientRow.objects.filter(client_id="zonnegem").update(third_party=True)
    return CitizenId(Code.objects.get().citizen_id)


def allowed(application: Application, citizen: CitizenId) -> dict[str, str]:
    """The form that exchanges a fresh code, with the citizen's consent."""
    consents.give(citizen, "zonnegem", tokens_of.OFFLINE.split(), TRACE)
    return tokens_of.exchange_form(application, scope=tokens_of.OFFLINE)


def test_a_code_exchanged_while_the_citizen_withdraws_leaves_nothing(
    application: Application, citizen: CitizenId
) -> None:
    for _round in range(ROUNDS):
        form = allowed(application, citizen)
        together(
            lambda form=form: application.send("POST", "/v1/token", data=form),
            lambda: consents.withdraw(citizen, ["zonnegem"], TRACE),
        )
        assert not Token.objects.exists()
        assert not RefreshToken.objects.exists()


def test_a_refresh_while_the_citizen_withdraws_leaves_nothing(application: Application, citizen: CitizenId) -> None:
    for _round in range(ROUNDS):
        given = application.send("POST", "/v1/token", data=allowed(application, citizen)).json()
        together(
            lambda given=given: tokens_of.refresh(application, given["refresh_token"]),
            lambda: consents.withdraw(citizen, ["zonnegem"], TRACE),
        )
        assert not Token.objects.exists()
        assert not RefreshToken.objects.exists()


def test_two_tabs_that_allow_at_once_give_one_consent_with_all_of_it(citizen: CitizenId) -> None:
    for _round in range(ROUNDS):
        Consent.objects.all().delete()
        together(
            lambda: consents.give(citizen, "zonnegem", ["openid", "profile"], TRACE),
            lambda: consents.give(citizen, "zonnegem", ["openid", "rrn"], TRACE),
        )
        assert set(Consent.objects.get().scopes) == {"openid", "profile", "rrn"}
