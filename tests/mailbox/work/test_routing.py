"""Rules are asked in their order, the first that fits decides, and what none fits is GENERAL."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.mailbox.work.routing import Facts, Rule, idle, place

CAME = date(2026, 11, 22)
words = st.sampled_from(["", "a", "b"])
rules = st.lists(
    st.builds(
        Rule,
        st.uuids(),
        words,
        words,
        words,
        st.one_of(st.none(), st.sampled_from([UUID(int=1), UUID(int=2)])),
        st.one_of(st.none(), st.integers(1, 365)),
    ),
    max_size=6,
    unique_by=lambda rule: rule.id,
)
facts = st.builds(Facts, *[st.sampled_from(["a", "b", "c"])] * 3)


@given(rules, facts)
def test_the_first_rule_that_fits_decides(rules: list[Rule], facts: Facts) -> None:
    where = place(rules, facts, CAME)
    fitting = [rule for rule in rules if rule.fits(facts)]
    assert where.rule == (fitting[0].id if fitting else None)
    assert where.partition == (fitting[0].partition if fitting else None)


@given(rules, facts)
def test_the_day_is_counted_from_when_it_came(rules: list[Rule], facts: Facts) -> None:
    where = place(rules, facts, CAME)
    days = next((rule.days for rule in rules if rule.fits(facts)), None)
    assert where.due_on == (CAME + timedelta(days=days) if days else None)


@given(rules, facts)
def test_a_rule_that_is_said_never_to_decide_never_does(rules: list[Rule], facts: Facts) -> None:
    assert place(rules, facts, CAME).rule not in {rule.id for rule in idle(rules)}


@given(rules, facts)
def test_rules_that_never_decide_can_go_without_a_difference(rules: list[Rule], facts: Facts) -> None:
    silent = {rule.id for rule in idle(rules)}
    assert place([rule for rule in rules if rule.id not in silent], facts, CAME) == place(rules, facts, CAME)
