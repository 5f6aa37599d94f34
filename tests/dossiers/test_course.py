"""How a dossier went: no state is lost, only real changes stand in sight, and one place on the line is here."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as some

from burgerprofiel.dossiers import words
from burgerprofiel.dossiers.own import course
from burgerprofiel.dossiers.own.files import as_change
from burgerprofiel.dossiers.own.whole import joined
from burgerprofiel.sources.connectors.magda.services.geef_dossiers import Change
from tests.dossiers.told import content

PHASES = [*words.PHASES, words.APPEAL, "Archief", ""]
_states = some.lists(
    some.tuples(some.sampled_from(["Ingediend", "InWacht", "Beslist"]), some.sampled_from(PHASES), some.booleans()),
    min_size=1,
    max_size=60,
)


def changes(states: list[tuple[str, str, bool]], every: float = 30) -> list[Change]:
    return [
        as_change(content(days=place * every, code=code, phase=phase, action_needed=needs, details=(str(place),)))
        for place, (code, phase, needs) in enumerate(states)
    ]


@given(_states)
def test_no_state_is_lost_and_none_is_told_twice(states: list[tuple[str, str, bool]]) -> None:
    given_ = changes(states)
    told = [
        each
        for year in course.years(given_)
        for step in (*year.steps, *year.folded)
        for each in (*step.updates, step.change)
    ]
    assert told == given_[::-1]


@given(_states)
def test_each_step_is_a_real_change_and_few_are_in_sight(states: list[tuple[str, str, bool]]) -> None:
    steps = course.steps(changes(states))
    keys = [(step.change.code, step.change.phase, step.change.action_needed) for step in steps]
    assert all(one != other for one, other in pairwise(keys))
    assert sum(len(year.steps) for year in course.years(changes(states))) <= course.IN_SIGHT + 1


@given(_states)
def test_one_place_is_here_and_what_is_ahead_comes_after_it(states: list[tuple[str, str, bool]]) -> None:
    line = course.line(changes(states))
    standings = [stop.standing for stop in line.stops]
    here = standings.count("here") + (line.beside is not None and line.beside.standing == "here")
    assert here == (1 if states[-1][1] else 0)
    assert standings == sorted(standings, key=["passed", "here", "ahead"].index)


def test_an_appeal_stands_beside_the_line_also_when_it_is_over() -> None:
    over = course.line(
        changes([("Beslist", "Beslissing", False), ("Beslist", "Beroep", False), ("Betaald", "Uitvoering", False)])
    )
    with translation.override("nl"):
        assert over.beside is not None
        assert over.beside.standing == "passed"
    now = course.line(changes([("Beslist", "Beslissing", False), ("Beslist", "Beroep", False)]))
    assert now.beside is not None
    assert now.beside.standing == "here"
    assert [stop.standing for stop in now.stops] == ["passed", "passed", "passed", "ahead", "ahead"]


def test_the_present_phase_says_when_it_came_back_to_it() -> None:
    line = course.line(changes([("A", "Behandeling", False), ("B", "Beslissing", False), ("C", "Behandeling", False)]))
    [here] = [stop for stop in line.stops if stop.standing == "here"]
    assert here.since == as_change(content(days=60)).changed


def test_states_that_both_tell_are_one() -> None:
    mine = changes([("Ingediend", "Samenstelling", False), ("Beslist", "Beslissing", False)])
    assert joined(mine, mine) == tuple(mine)
    later = as_change(content(days=90, code="Betaald", phase="Uitvoering"))
    assert joined(mine, [*mine[:1], later]) == (*mine, later)
    between = as_change(content(days=15, code="InWacht"))
    assert joined(mine, [between]) == (mine[0], between, mine[1])


@pytest.mark.parametrize("days", [0, 400])
def test_a_year_is_that_of_its_steps(days: int) -> None:
    told = as_change(content(days=days))
    [year] = course.years([told])
    assert told.changed is not None
    assert year.year == told.changed.year
