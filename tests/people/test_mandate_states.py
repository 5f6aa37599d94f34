"""Whatever people do with a mandate, in whatever order: it holds only when nothing is missing (A11)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from burgerprofiel.kit import clock
from burgerprofiel.people.mandates import actions, queries
from burgerprofiel.people.mandates.mandate import Terms
from burgerprofiel.people.mandates.rules import NotPossibleError
from tests.people.mandated import EMMA, JOZEF, NOOR, TRACE, citizen, code_of, seen, terms

ACTS = ("accept", "own", "refuse", "confirm", "confirm as taker", "again", "narrow", "withdraw", "give back", "wait")
SCOPES = ("family", "work", "benefits")


class Model:
    """What must be true, told with plain facts only."""

    def __init__(self, first: date, last: date, invited: date) -> None:
        self.first, self.last, self.invited = first, last, invited
        self.scopes = set(SCOPES)
        self.accepted = self.confirmed = self.over = False

    def holds(self, today: date) -> bool:
        return self.accepted and self.confirmed and not self.over and self.first <= today <= self.last


class Story:
    """One mandate through one order of acts, beside the model."""

    def __init__(self, begins: int, days: int) -> None:
        self.jozef, self.emma, self.noor = citizen("jozef"), citizen("emma"), citizen("noor")
        self.waited, self.start = 0, clock.now()
        today = clock.today()
        first = today + timedelta(begins)
        self.model = Model(first, first + timedelta(days), today)
        self.id = actions.give(self.jozef, JOZEF, Terms(SCOPES, first, self.model.last), TRACE)
        self.code = code_of(self.jozef, self.id)

    def act(self, what: str) -> None:
        with clock.frozen_at(self.start + timedelta(days=self.waited)):
            if what == "wait":
                self.waited += 7
            else:
                self._try(what)
        with clock.frozen_at(self.start + timedelta(days=self.waited)):
            self.compare()

    def _try(self, what: str) -> None:  # noqa: PLR0912 - a table
        today, model = clock.today(), self.model
        alive = not model.over and today <= model.last
        open_to_all = alive and not model.accepted and clock.now() < self.start + timedelta(self._since(model) + 14)
        match what:
            case "accept":
                if self._done(lambda: actions.accept(self.code, self.emma, EMMA, TRACE), open_to_all):
                    model.accepted = True
            case "own":
                self._done(lambda: actions.accept(self.code, self.jozef, JOZEF, TRACE), False)
            case "refuse":
                if self._done(lambda: actions.refuse(self.code, self.noor, NOOR, TRACE), open_to_all):
                    model.over = True
            case "confirm":
                waits = alive and model.accepted and not model.confirmed
                if self._done(lambda: actions.confirm(self.jozef, self.id, TRACE), waits):
                    model.confirmed = True
            case "confirm as taker":
                self._done(lambda: actions.confirm(self.emma, self.id, TRACE), False)
            case "again":
                if self._done(lambda: actions.invite_again(self.jozef, self.id, TRACE), alive and not model.accepted):
                    model.invited, self.code = today, code_of(self.jozef, self.id)
            case "narrow":
                self._narrow(alive, today)
            case "withdraw":
                if self._done(lambda: actions.withdraw(self.jozef, self.id, TRACE), alive):
                    model.over = True
            case "give back":
                if self._done(lambda: actions.give_back(self.emma, self.id, TRACE), alive and model.accepted):
                    model.over = True

    def _since(self, model: Model) -> int:
        return (model.invited - self.start.astimezone(clock.BRUSSELS).date()).days

    def _narrow(self, alive: bool, today: date) -> None:
        model = self.model
        scopes = tuple(sorted(model.scopes))[:-1]
        ends = model.last - timedelta(1)
        may = alive and bool(scopes) and ends >= max(today, model.first)
        if self._done(lambda: actions.limit(self.jozef, self.id, Terms(scopes, model.first, ends), TRACE), may):
            model.scopes, model.last = set(scopes), ends

    def _done(self, act: Callable[[], object], may: bool) -> bool:
        try:
            with transaction.atomic():
                act()
        except NotPossibleError:
            assert not may
            return False
        assert may
        return True

    def compare(self) -> None:
        today, model = clock.today(), self.model
        held = queries.standing(self.emma, self.jozef, self.id)
        assert (held is not None) == model.holds(today)
        assert bool(queries.to_act_under(self.emma)) == model.holds(today)
        assert queries.standing(self.noor, self.jozef, self.id) is None
        assert set(seen(self.jozef, self.id).terms.scopes) == model.scopes


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10), st.integers(0, 40), st.lists(st.sampled_from(ACTS), max_size=12))
def test_in_every_order_it_holds_only_when_all_of_it_does(begins: int, days: int, acts: list[str]) -> None:
    with transaction.atomic():
        story = Story(begins, days)
        for act in ("accept", "confirm", *acts) if days % 2 else acts:
            story.act(act)
        transaction.set_rollback(True)


@given(
    st.sets(st.sampled_from(SCOPES)),
    st.sets(st.sampled_from(SCOPES)),
    st.integers(-3, 3),
    st.integers(-3, 3),
)
def test_terms_are_within_others_only_when_every_day_and_scope_is(
    mine: set[str], wider: set[str], begins: int, ends: int
) -> None:
    base = terms(*SCOPES)
    outer = Terms(tuple(wider), base.begins, base.ends)
    inner = Terms(tuple(mine), base.begins + timedelta(begins), base.ends + timedelta(ends))
    assert inner.within(outer) == (mine <= wider and begins >= 0 and ends <= 0)
