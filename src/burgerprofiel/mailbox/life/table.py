"""Who has a box, who opens it, and what a sender hears. The first row that holds is told; what no row says is allowed.

So an administration order changes nothing here (A6 says who may sign in; the box stays the person's own), nor does
moving abroad: the box goes with them, only the address on paper is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from burgerprofiel.mailbox.life.facts import Act, Code, Facts
from burgerprofiel.mailbox.models.boxes import State

FROM = 12
"""The age from which somebody activates a box of their own (C10)."""
EVERY_ACT = frozenset(Act)
Condition = Callable[[Facts], bool]


@dataclass(frozen=True)
class Rule:
    """One row. `reason` is stable; `title` and `advice` are message ids, for a reader; `code` is for a sender."""

    reason: str
    source: str
    """The feature of product.md that it comes from."""
    acts: frozenset[Act]
    when: Condition
    code: Code = Code.REACHED
    title: str = ""
    advice: str = ""

    def holds(self, facts: Facts) -> bool:
        """Whether this row is about what is asked."""
        return facts.act in self.acts and self.when(facts)


def _is(state: State) -> Condition:
    return lambda facts: facts.state is state


def _certainly_younger(facts: Facts) -> bool:
    """On the twelfth birthday itself no longer."""
    return facts.ages.most < FROM


def _perhaps_younger(facts: Facts) -> bool:
    """The birth date leaves open whether that age is reached."""
    return facts.ages.least < FROM <= facts.ages.most


TABLE: tuple[Rule, ...] = (
    Rule(
        "closed",
        "C11",
        EVERY_ACT,
        _is(State.CLOSED),
        Code.NOT_REACHABLE,
        gettext_noop("This mailbox has been closed"),
        gettext_noop(
            "According to the register its owner has died. Nobody else can open it, next of kin neither. "
            "Is this a mistake? Call 1700 or ask the municipality."
        ),
    ),
    Rule(
        "somebody-else",
        "C10, A11",
        frozenset({Act.READ, Act.ACTIVATE}),
        lambda facts: facts.for_another,
        title=gettext_noop("Messages are for their owner alone"),
        advice=gettext_noop(
            "A mandate does not open somebody's mailbox, and a parent does not open that of a child: "
            "only with their own key do they read it themselves. Nothing was shown."
        ),
    ),
    Rule(
        "under-12",
        "C10",
        frozenset({Act.RECEIVE, Act.ACTIVATE, Act.NOTIFY}),
        _certainly_younger,
        Code.NOT_REACHABLE,
        gettext_noop("A mailbox of your own is possible from the age of 12"),
        gettext_noop("Until then your letters come on paper, to your parents. On your twelfth birthday you can start."),
    ),
    Rule(
        "perhaps-under-12",
        "C10",
        frozenset({Act.ACTIVATE}),
        _perhaps_younger,
        title=gettext_noop("We do not know your full birth date"),
        advice=gettext_noop(
            "A mailbox is possible from the age of 12, and we cannot see that you are 12. Your letters keep coming on "
            "paper. Ask your municipality to complete your birth date."
        ),
    ),
    Rule("stopped", "C3", frozenset({Act.RECEIVE, Act.NOTIFY}), _is(State.STOPPED), Code.NOT_REACHABLE),
    Rule("not-activated", "C16", frozenset({Act.RECEIVE, Act.NOTIFY}), _is(State.UNOPENED), Code.NO_DIGITAL_USER),
    Rule("dormant", "C16", frozenset({Act.RECEIVE}), lambda facts: facts.dormant, Code.DORMANT),
)


def what_holds(facts: Facts) -> Rule | None:
    """Return the first row that is about what is asked; None: nothing stands in the way."""
    return next((rule for rule in TABLE if rule.holds(facts)), None)
