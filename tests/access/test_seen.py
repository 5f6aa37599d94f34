"""Signing in is noted for whoever has a profile, and so keeps it (E3); whatever else is done to it meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction
from django.test import RequestFactory

from burgerprofiel.access import actions, signing_in
from burgerprofiel.access.restrictions import Restricted, restrict
from burgerprofiel.access.viewer import Proof
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people.actions import meet
from burgerprofiel.people.events import CallNameChosen
from burgerprofiel.people.models import Profile
from burgerprofiel.people.profile import own
from burgerprofiel.people.profile.actions import begin
from burgerprofiel.simulators.card_reader.cards import Box
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.access.surfing import ACCESS, Browser, card
from tests.access.test_my_keys import someone
from tests.waiting import until_somebody_waits


def test_a_sign_in_moves_the_day_that_a_profile_is_kept_from(surfer: Browser, box: Box) -> None:
    me = meet(Ssin(BY_SLUG["noor"].ssin))
    own.choose_call_name(me, "Nono", Trace(actor="citizen"))
    Profile.objects.update(seen_on=date(2025, 1, 1), told_on=date(2026, 11, 1))
    surfer.sign_in(box, card(box))
    row = Profile.objects.get()
    assert (row.seen_on, row.told_on) == (clock.today(), None)


def test_of_who_gave_nothing_no_sign_in_is_noted(surfer: Browser, box: Box) -> None:
    surfer.sign_in(box, card(box))
    assert not Profile.objects.exists()


def _sign_in(_me: CitizenId) -> None:
    request = RequestFactory(headers={"host": ACCESS.removeprefix("http://")}).post("/op/aanmelden")
    signing_in.accept(request, someone(), Key.csammail)


def _dies(me: CitizenId) -> None:
    actions.sign_in(someone(), (Proof(Key.eid, clock.now()),), Trace(actor="citizen"))
    restrict(me, Restricted.DECEASED, Trace(actor="system"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", [_sign_in, _dies])
def test_it_never_waits_in_a_circle_with_who_changes_the_profile(act: Callable[[CitizenId], None]) -> None:
    me, trace = meet(someone().ssin), Trace(actor="citizen")
    own.choose_call_name(me, "Nono", trace)
    Profile.objects.update(seen_on=date(2025, 1, 1))

    def meanwhile() -> None:
        try:
            act(me)
        finally:
            let_go()
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            begin(me)
            other = pool.submit(meanwhile)
            until_somebody_waits()
            record(me, trace, CallNameChosen())
        other.result(10)
    row = Profile.objects.get()
    assert clock.today() in (row.seen_on, row.died_on)
