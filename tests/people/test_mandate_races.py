"""Of two acts on one mandate at the same moment one comes first, and the other sees that: the database decides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from burgerprofiel.people.mandates import actions, queries
from burgerprofiel.people.mandates.mandate import Stage
from burgerprofiel.people.mandates.rules import NotPossibleError
from burgerprofiel.people.models import MandateReceived
from tests.access.test_consent_races import together
from tests.people.mandated import EMMA, NOOR, TRACE, citizen, code_of, effective, given, seen, terms

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4


def trying(act: Callable[[], object], done: list[str], name: str) -> Callable[[], None]:
    """Do it, noting whether it was done or too late."""

    def tried() -> None:
        try:
            act()
            done.append(name)
        except NotPossibleError:
            pass

    return tried


def test_two_people_with_one_code_give_one_taker() -> None:
    jozef, emma, noor = citizen("jozef"), citizen("emma"), citizen("noor")
    for _round in range(ROUNDS):
        mandate_id, done = given(jozef), list[str]()
        code = code_of(jozef, mandate_id)
        together(
            trying(lambda code=code: actions.accept(code, emma, EMMA, TRACE), done, "emma"),
            trying(lambda code=code: actions.accept(code, noor, NOOR, TRACE), done, "noor"),
        )
        assert len(done) == 1
        assert seen(jozef, mandate_id).taker == citizen(done[0])
        assert MandateReceived.objects.filter(mandate_id=mandate_id).count() == 1


def test_confirming_while_the_taker_gives_it_back_leaves_nothing_that_holds() -> None:
    jozef, emma = citizen("jozef"), citizen("emma")
    for _round in range(ROUNDS):
        mandate_id = given(jozef)
        actions.accept(code_of(jozef, mandate_id), emma, EMMA, TRACE)
        together(
            trying(lambda it=mandate_id: actions.confirm(jozef, it, TRACE), [], "confirm"),
            trying(lambda it=mandate_id: actions.give_back(emma, it, TRACE), [], "back"),
        )
        assert seen(jozef, mandate_id).stage is Stage.ENDED
        assert queries.standing(emma, jozef, mandate_id) is None


def test_narrowing_and_ending_at_once_never_revive_it() -> None:
    jozef, emma = citizen("jozef"), citizen("emma")
    for _round in range(ROUNDS):
        mandate_id = effective(jozef, emma, terms("family", "benefits"))
        less = terms("family", ends=seen(jozef, mandate_id).terms.ends)
        together(
            trying(lambda it=mandate_id, less=less: actions.limit(jozef, it, less, TRACE), [], "less"),
            trying(lambda it=mandate_id: actions.withdraw(jozef, it, TRACE), [], "end"),
        )
        assert seen(jozef, mandate_id).stage is Stage.ENDED


def test_people_who_act_for_each_other_do_not_wait_in_a_circle() -> None:
    jozef, emma = citizen("jozef"), citizen("emma")
    for _round in range(ROUNDS):
        one, other = effective(jozef, emma), effective(emma, jozef)
        together(
            trying(lambda it=one: actions.withdraw(jozef, it, TRACE), [], "one"),
            trying(lambda it=other: actions.withdraw(emma, it, TRACE), [], "other"),
            trying(lambda it=one: actions.give_back(emma, it, TRACE), [], "one"),
            trying(lambda it=other: actions.give_back(jozef, it, TRACE), [], "other"),
        )
        assert {seen(jozef, one).stage, seen(emma, other).stage} == {Stage.ENDED}
