"""The sentences of product.md (C3, C10, C11, C16, A6), each as the table of a box's life answers them."""

from __future__ import annotations

import pytest

from burgerprofiel.kit.age import OLDEST, Ages
from burgerprofiel.mailbox.life.facts import Act, Code, Facts
from burgerprofiel.mailbox.life.table import TABLE, what_holds
from burgerprofiel.mailbox.models.boxes import State

ADULT, CHILD, UNKNOWN = Ages(40, 40), Ages(11, 11), Ages(0, OLDEST)


def told(act: Act, state: State = State.ACTIVE, ages: Ages = ADULT, **more: bool) -> str:
    """The reason that is told; empty: nothing stands in the way."""
    rule = what_holds(Facts(act, state, ages=ages, **more))
    return rule.reason if rule else ""


def heard(state: State, ages: Ages = ADULT, *, dormant: bool = False) -> Code:
    """What a sender hears."""
    rule = what_holds(Facts(Act.RECEIVE, state, ages=ages, dormant=dormant))
    return rule.code if rule else Code.REACHED


def test_a_minor_from_12_activates_their_own_box_on_their_birthday() -> None:
    assert told(Act.ACTIVATE, State.UNOPENED, Ages(12, 12)) == ""
    assert told(Act.ACTIVATE, State.UNOPENED, Ages(17, 17)) == ""
    assert told(Act.ACTIVATE, State.UNOPENED, CHILD) == "under-12"


def test_documents_then_go_to_the_childs_box() -> None:
    assert heard(State.ACTIVE, Ages(12, 12)) is Code.REACHED


def test_under_12_mail_goes_on_paper_to_the_parent() -> None:
    assert heard(State.UNOPENED, CHILD) is Code.NOT_REACHABLE
    assert told(Act.NOTIFY, State.ACTIVE, CHILD) == "under-12"


def test_whose_birth_date_is_unknown_activates_nothing_and_is_not_refused_mail_that_also_comes_on_paper() -> None:
    assert told(Act.ACTIVATE, State.UNOPENED, UNKNOWN) == "perhaps-under-12"
    assert heard(State.UNOPENED, UNKNOWN) is Code.NO_DIGITAL_USER
    assert heard(State.ACTIVE, UNKNOWN) is Code.REACHED, "a box that is active was activated by its owner"


def test_a_parent_has_access_only_with_the_childs_own_key() -> None:
    assert told(Act.READ, for_another=True) == "somebody-else"
    assert told(Act.ACTIVATE, State.UNOPENED, Ages(13, 13), for_another=True) == "somebody-else"
    assert told(Act.READ, ages=Ages(13, 13)) == ""


@pytest.mark.parametrize("act", Act)
def test_at_death_the_box_closes_next_of_kin_have_no_access_and_notifications_stop(act: Act) -> None:
    assert told(act, State.CLOSED) == "closed"


def test_to_the_box_of_who_died_nothing_can_be_sent() -> None:
    assert heard(State.CLOSED) is Code.NOT_REACHABLE


def test_an_administration_order_and_moving_abroad_change_nothing_about_a_box() -> None:
    asked = set(Facts.__dataclass_fields__)
    assert asked == {"act", "state", "dormant", "ages", "for_another"}, "no rule can even ask for either"


def test_stopping_refuses_new_mail_and_leaves_old_mail_to_read() -> None:
    assert heard(State.STOPPED) is Code.NOT_REACHABLE
    assert told(Act.READ, State.STOPPED) == ""
    assert told(Act.ACTIVATE, State.STOPPED) == "", "and it can be started again"
    assert told(Act.NOTIFY, State.STOPPED) == "stopped"


def test_a_sender_is_told_at_once_that_a_citizen_cannot_be_reached_digitally() -> None:
    assert heard(State.UNOPENED) is Code.NO_DIGITAL_USER
    assert heard(State.ACTIVE, dormant=True) is Code.DORMANT


def test_whoever_is_told_no_reads_a_title_and_what_to_do_instead() -> None:
    for rule in TABLE:
        if rule.acts & {Act.READ, Act.ACTIVATE}:
            assert rule.title
            assert rule.advice
