"""A mandate holds only when it was accepted, seen and confirmed, has begun, is not over and was not withdrawn (A11)."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.audit.queries import events_of
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.kit.sealing import NotSealedForThisError
from burgerprofiel.organisations.actions import end_role, give_role, register
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.organisations.models import Role
from burgerprofiel.people.mandates import actions, codes, naming, queries
from burgerprofiel.people.mandates.actions import Taker
from burgerprofiel.people.mandates.mandate import Name, Stage, Terms
from burgerprofiel.people.mandates.rules import NotPossibleError, years_later
from burgerprofiel.people.models import Mandate, MandateInvitation
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.people.mandated import (
    EMMA,
    JOZEF,
    LOTTE_IS_A_CHILD,
    NOOR,
    TRACE,
    citizen,
    code_of,
    effective,
    given,
    seen,
    terms,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def jozef() -> CitizenId:
    return citizen("jozef")


@pytest.fixture
def emma() -> CitizenId:
    return citizen("emma")


def why(reason: str) -> AbstractContextManager[object]:
    """It is refused for this reason."""
    return pytest.raises(NotPossibleError, match=f"^{reason}$")


def later(**more: float) -> datetime:
    return clock.now() + timedelta(**more)


def test_from_the_gift_to_the_day_it_holds(jozef: CitizenId, emma: CitizenId) -> None:
    mandate_id = given(jozef)
    assert seen(jozef, mandate_id).stage is Stage.INVITED
    assert queries.to_act_under(emma) == []
    actions.accept(code_of(jozef, mandate_id), emma, EMMA, TRACE)
    assert seen(jozef, mandate_id).stage is Stage.ACCEPTED
    assert seen(jozef, mandate_id).taker_name == "Emma Peeters"
    assert queries.standing(emma, jozef, mandate_id) is None
    actions.confirm(jozef, mandate_id, TRACE)
    held = queries.standing(emma, jozef, mandate_id)
    assert held
    assert (held.giver_name, held.terms.scopes) == ("Jozef De Smet", ("benefits",))
    assert [each.id for each in queries.to_act_under(emma)] == [mandate_id]


def test_both_trails_tell_both_names_and_no_number(jozef: CitizenId, emma: CitizenId) -> None:
    mandate_id = effective(jozef, emma)
    actions.withdraw(jozef, mandate_id, TRACE)
    mine, theirs = (
        [event for event in events_of(each).events if event.tag.startswith("people.")] for each in (jozef, emma)
    )
    assert [each.tag for each in mine] == [
        "people.mandate.ended",
        "people.mandate.confirmed",
        "people.mandate.accepted",
        "people.mandate.given",
    ]
    assert [each.tag for each in theirs] == [each.tag for each in mine[:3]]
    for owner, trail in ((jozef, mine[:3]), (emma, theirs)):
        for each in trail:
            names = [naming.opened(owner, str(each.details[side])) for side in ("giver", "taker")]
            assert names == ["Jozef De Smet", "Emma Peeters"]
    assert mine[2].actor == f"citizen {emma}"
    assert theirs[1].actor == f"citizen {jozef}"
    assert mine[1].actor == theirs[2].actor == "citizen"
    told = " ".join(AuditEvent.objects.values_list("details", flat=True))
    assert not any(BY_SLUG[slug].ssin in told for slug in ("jozef", "emma"))
    assert not any(name in told for name in ("Smet", "Peeters"))
    with pytest.raises(NotSealedForThisError):
        naming.opened(emma, str(mine[0].details["giver"]))


def test_names_and_code_are_sealed(jozef: CitizenId, emma: CitizenId) -> None:
    mandate_id = given(jozef)
    row = bytes(Mandate.objects.get(id=mandate_id).sealed)
    for word in ("Smet", code_of(jozef, mandate_id), "code"):
        assert word.encode() not in row
    assert bytes(MandateInvitation.objects.get().code_hash) != code_of(jozef, mandate_id).encode()
    actions.accept(code_of(jozef, mandate_id), emma, EMMA, TRACE)
    assert code_of(jozef, mandate_id) == ""
    assert not MandateInvitation.objects.exists()


def test_a_code_may_be_typed_as_people_do(jozef: CitizenId) -> None:
    mandate_id = given(jozef)
    code = code_of(jozef, mandate_id)
    for typed in (code, code.lower(), code.replace("-", " "), f"  {code.replace('0', 'O').replace('1', 'l')} "):
        assert queries.invited(typed), typed
    for wrong in ("", code[:-1], code + "2", "????-????-????", "U" * 12):
        assert codes.bare(wrong) == ""
        assert queries.invited(wrong) is None


def test_a_code_works_once(jozef: CitizenId, emma: CitizenId) -> None:
    mandate_id = given(jozef)
    code = code_of(jozef, mandate_id)
    actions.accept(code, emma, EMMA, TRACE)
    with why("unknown"):
        actions.accept(code, citizen("noor"), NOOR, TRACE)
    assert seen(jozef, mandate_id).taker == emma


def test_a_code_is_over_after_a_fortnight_and_a_new_one_ends_the_old(jozef: CitizenId, emma: CitizenId) -> None:
    mandate_id = given(jozef)
    old = code_of(jozef, mandate_id)
    with clock.frozen_at(later(days=14, seconds=1)):
        assert seen(jozef, mandate_id).stage is Stage.LAPSED
        with why("unknown"):
            actions.accept(old, emma, EMMA, TRACE)
        actions.invite_again(jozef, mandate_id, TRACE)
        fresh = code_of(jozef, mandate_id)
        assert fresh != old
        with why("unknown"):
            actions.accept(old, emma, EMMA, TRACE)
        actions.accept(fresh, emma, EMMA, TRACE)


def test_who_says_no_ends_the_invitation(jozef: CitizenId, emma: CitizenId) -> None:
    mandate_id = given(jozef)
    code = code_of(jozef, mandate_id)
    actions.refuse(code, emma, EMMA, TRACE)
    assert seen(jozef, mandate_id).ended_by == "refused"
    with why("unknown"):
        actions.accept(code, emma, EMMA, TRACE)


def test_nobody_gives_a_mandate_to_themselves(jozef: CitizenId) -> None:
    mandate_id = given(jozef)
    with why("own"):
        actions.accept(code_of(jozef, mandate_id), jozef, JOZEF, TRACE)
    assert seen(jozef, mandate_id).stage is Stage.INVITED


@clock.frozen_at(LOTTE_IS_A_CHILD)
def test_a_minor_gives_none_and_accepts_none(jozef: CitizenId) -> None:
    lotte = citizen("lotte")
    with why("minor"):
        actions.give(lotte, Name("Lotte", "Claes"), terms(), TRACE)
    mandate_id = given(jozef)
    with why("minor"):
        actions.accept(code_of(jozef, mandate_id), lotte, Name("Lotte", "Claes"), TRACE)
    assert seen(jozef, mandate_id).stage is Stage.INVITED


def test_who_is_of_age_by_their_year_alone_may(emma: CitizenId) -> None:
    assert actions.give(citizen("oksana"), Name("Oksana", "Koval"), terms(), TRACE)


def test_terms_are_at_most_five_years_and_for_something(jozef: CitizenId) -> None:
    today = clock.today()
    for reason, wrong in (
        ("no-scope", terms("weather")),
        ("begins", terms(begins=today - timedelta(1))),
        ("begins", terms(begins=years_later(today, 1) + timedelta(1))),
        ("ends-early", terms(ends=today - timedelta(1))),
        ("ends-late", terms(ends=years_later(today, 5) + timedelta(1))),
    ):
        with why(reason):
            given(jozef, wrong)
    assert given(jozef, terms(ends=years_later(today, 5)))
    assert given(jozef, terms(ends=today))


def test_it_holds_from_its_first_day_through_its_last(jozef: CitizenId, emma: CitizenId) -> None:
    first, last = clock.today() + timedelta(10), clock.today() + timedelta(20)
    mandate_id = effective(jozef, emma, terms(begins=first, ends=last))
    for days, stage in (
        (0, Stage.COMING),
        (9, Stage.COMING),
        (10, Stage.HOLDS),
        (20, Stage.HOLDS),
        (21, Stage.EXPIRED),
    ):
        with clock.frozen_at(later(days=days)):
            assert seen(jozef, mandate_id).stage is stage
            assert (queries.standing(emma, jozef, mandate_id) is not None) == (stage is Stage.HOLDS)


def test_narrowing_works_at_once_and_widening_never(jozef: CitizenId, emma: CitizenId) -> None:
    mandate_id = effective(jozef, emma, terms("family", "benefits"))
    now = seen(jozef, mandate_id).terms
    actions.limit(jozef, mandate_id, terms("benefits", ends=now.ends - timedelta(100)), TRACE)
    held = queries.standing(emma, jozef, mandate_id)
    assert held
    assert held.terms == terms("benefits", ends=now.ends - timedelta(100))
    for wider in (terms("family", "benefits"), terms("benefits", ends=now.ends), terms("home", ends=held.terms.ends)):
        with why("wider"):
            actions.limit(jozef, mandate_id, wider, TRACE)
    with why("no-scope"):
        actions.limit(jozef, mandate_id, Terms((), now.begins, now.begins), TRACE)


def test_either_side_ends_it_and_only_these(jozef: CitizenId, emma: CitizenId) -> None:
    noor = citizen("noor")
    first, second = effective(jozef, emma), effective(jozef, emma)
    for act in (
        lambda: actions.give_back(noor, first, TRACE),
        lambda: actions.give_back(jozef, first, TRACE),
        lambda: actions.withdraw(noor, first, TRACE),
        lambda: actions.withdraw(emma, first, TRACE),
        lambda: actions.confirm(emma, first, TRACE),
        lambda: actions.limit(emma, first, terms(), TRACE),
        lambda: actions.invite_again(emma, first, TRACE),
        lambda: actions.withdraw(jozef, uuid7(), TRACE),
    ):
        with why("unknown"):
            act()
    actions.withdraw(jozef, first, TRACE)
    actions.give_back(emma, second, TRACE)
    assert [seen(jozef, each).ended_by for each in (first, second)] == ["giver", "taker"]
    assert queries.to_act_under(emma) == []
    with why("stage"):
        actions.withdraw(jozef, first, TRACE)


def test_somebody_elses_ids_open_nothing(jozef: CitizenId, emma: CitizenId) -> None:
    noor = citizen("noor")
    mandate_id = effective(jozef, emma)
    assert queries.standing(noor, jozef, mandate_id) is None
    assert queries.standing(emma, noor, mandate_id) is None
    assert queries.standing(jozef, jozef, mandate_id) is None
    assert queries.standing(emma, jozef, uuid7()) is None
    assert queries.mine(noor, mandate_id) is None
    assert queries.mine(emma, mandate_id)


def test_death_ends_what_somebody_gave_and_received(jozef: CitizenId, emma: CitizenId) -> None:
    mandate_id, waiting = effective(jozef, emma), given(jozef)
    theirs = effective(emma, jozef)
    assert actions.end_all(jozef, TRACE) == 3
    assert {seen(jozef, each).ended_by for each in (mandate_id, waiting)} == {"death"}
    assert seen(emma, theirs).ended_by == "death"
    assert actions.end_all(jozef, TRACE) == 0


def test_fifty_open_ones_are_enough(jozef: CitizenId, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST", 2)
    first = given(jozef)
    given(jozef)
    with why("many"):
        given(jozef)
    actions.withdraw(jozef, first, TRACE)
    assert given(jozef)


def test_giving_and_withdrawing_goes_on_for_a_while_only(jozef: CitizenId, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_IN_A_DAY", 3)
    for _each in range(3):
        actions.withdraw(jozef, given(jozef), TRACE)
    with why("many"):
        given(jozef)
    with clock.frozen_at(later(days=1, seconds=1)):
        assert given(jozef)


def test_whether_it_stands_costs_one_statement(jozef: CitizenId, emma: CitizenId) -> None:
    mandate_id = effective(jozef, emma)
    with CaptureQueriesContext(connection) as caught:
        assert queries.standing(emma, jozef, mandate_id)
    assert len(caught) == 1


@pytest.fixture
def bakery() -> Taker:
    return Taker(register(TargetGroup.ENTREPRENEUR, "0456123791", {"nl": "Brood & Zo"}), "Brood & Zo")


def employ(slug: str, role: str, bakery: Taker, application: str = "burgerprofiel") -> CitizenId:
    """Give somebody a role."""
    who = citizen(slug)
    give_role(who, bakery.id, application, role, TRACE)
    return who


def to_bakery(jozef: CitizenId, bakery: Taker) -> UUID:
    return actions.give(jozef, JOZEF, terms(), TRACE, bakery)


def test_an_organisation_accepts_through_who_manages_its_mandates(jozef: CitizenId, bakery: Taker) -> None:
    samira = employ("samira", "Mandatenbeheerder", bakery)
    noor = employ("noor", "Mandaathouder", bakery)
    mandate_id = to_bakery(jozef, bakery)
    assert [each.id for each in queries.managed(samira)] == [mandate_id]
    for stranger in (noor, citizen("emma"), employ("wouter", "Mandatenbeheerder", bakery, "other")):
        with why("unknown"):
            actions.accept_for(bakery.id, mandate_id, stranger, NOOR, TRACE)
    assert queries.standing(samira, jozef, mandate_id) is None
    actions.accept_for(bakery.id, mandate_id, samira, Name("Samira", "El Amrani"), TRACE)
    for who in (samira, noor):
        assert queries.standing(who, jozef, mandate_id)
        assert [each.id for each in queries.to_act_under(who)] == [mandate_id]
    assert queries.standing(citizen("emma"), jozef, mandate_id) is None


def test_what_was_withdrawn_before_anybody_accepted_stays_on_no_organisations_list(
    jozef: CitizenId, bakery: Taker
) -> None:
    samira = employ("samira", "Mandatenbeheerder", bakery)
    actions.withdraw(jozef, to_bakery(jozef, bakery), TRACE)
    assert queries.managed(samira) == []
    refused, ended = to_bakery(jozef, bakery), to_bakery(jozef, bakery)
    actions.end_for(bakery.id, refused, samira, NOOR, TRACE)
    actions.accept_for(bakery.id, ended, samira, NOOR, TRACE)
    actions.withdraw(jozef, ended, TRACE)
    assert {each.id for each in queries.managed(samira)} == {refused, ended}


def test_who_loses_the_role_acts_no_more(jozef: CitizenId, bakery: Taker) -> None:
    samira = employ("samira", "Mandatenbeheerder", bakery)
    mandate_id = to_bakery(jozef, bakery)
    actions.accept_for(bakery.id, mandate_id, samira, Name("Samira", "El Amrani"), TRACE)
    end_role(samira, Role.objects.get(citizen_id=samira).id, TRACE)
    assert queries.standing(samira, jozef, mandate_id) is None
    assert queries.to_act_under(samira) == []


def test_an_organisation_refuses_or_ends_and_nobody_acts_for_themselves(jozef: CitizenId, bakery: Taker) -> None:
    samira = employ("samira", "Mandatenbeheerder", bakery)
    name = Name("Samira", "El Amrani")
    refused, ended = to_bakery(jozef, bakery), to_bakery(jozef, bakery)
    actions.end_for(bakery.id, refused, samira, name, TRACE)
    actions.accept_for(bakery.id, ended, samira, name, TRACE)
    actions.end_for(bakery.id, ended, samira, name, TRACE)
    assert [seen(jozef, each).ended_by for each in (refused, ended)] == ["refused", "taker"]
    own = actions.give(samira, name, terms(), TRACE, bakery)
    with why("own"):
        actions.accept_for(bakery.id, own, samira, name, TRACE)


def test_codes_that_lapsed_are_forgotten_and_their_mandates_stay(jozef: CitizenId) -> None:
    lapsed = given(jozef)
    with clock.frozen_at(later(days=15)):
        fresh = given(jozef)
        assert actions.forget_lapsed() == 1
        assert actions.forget_lapsed() == 0
        assert seen(jozef, lapsed).stage is Stage.LAPSED
        assert queries.invited(code_of(jozef, fresh))
        actions.invite_again(jozef, lapsed, TRACE)
        assert queries.invited(code_of(jozef, lapsed))
