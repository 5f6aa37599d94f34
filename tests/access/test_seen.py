"""Signing in is noted for whoever has a profile, and so keeps it (E3)."""

from __future__ import annotations

from datetime import date

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people.actions import meet
from burgerprofiel.people.models import Profile
from burgerprofiel.people.profile import own
from burgerprofiel.simulators.card_reader.cards import Box
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.access.surfing import Browser, card


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
