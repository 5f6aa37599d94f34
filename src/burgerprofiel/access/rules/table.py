"""Who may not use which key, and what they can do instead (A3, A6). The first row that holds is told.

What no row forbids is allowed: a kids-ID after the twelfth birthday, an eID under an administration order that does not
mention it. Revoked cards, and cards of others than the Belgian state, never get here (access.eid).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from burgerprofiel.access.restrictions import Restricted
from burgerprofiel.access.rules.conditions import (
    Condition,
    card_is_over,
    perhaps_younger_than,
    restricted,
    with_card,
    younger_than,
)
from burgerprofiel.access.rules.facts import Act, CardKind, Facts
from burgerprofiel.kit.levels import Key

EVERY_ACT, EVERY_KEY = frozenset(Act), frozenset(Key)
CARD = frozenset({Key.eid})
DIGITAL = EVERY_KEY - CARD
ITSME = frozenset({Key.itsme})


@dataclass(frozen=True)
class Rule:
    """One row. `reason` is stable; `title` and `advice` are message ids."""

    reason: str
    source: str
    """The feature of product.md that it comes from."""
    acts: frozenset[Act]
    keys: frozenset[Key]
    when: Condition
    title: str
    advice: str

    def forbids(self, facts: Facts) -> bool:
        """Whether this row stands in the way."""
        return facts.act in self.acts and facts.key in self.keys and self.when(facts)


_UNKNOWN = gettext_noop("We do not know your full birth date")

TABLE: tuple[Rule, ...] = (
    Rule(
        "deceased",
        "A3",
        EVERY_ACT,
        EVERY_KEY,
        restricted(Restricted.DECEASED),
        gettext_noop("This key can no longer be used"),
        gettext_noop(
            "According to the register its holder has died. Nobody else gets access to this profile. "
            "Are you next of kin, or is this a mistake? Call 1700 or ask the municipality."
        ),
    ),
    Rule(
        "order-excludes-eid",
        "A6",
        frozenset({Act.SIGN_IN}),
        CARD,
        restricted(Restricted.NO_EID_SIGN_IN),
        gettext_noop("Your administration order excludes signing in with the eID"),
        gettext_noop(
            "Nobody was signed in. Your administrator or the counter of your municipality can help you with what you "
            "need. Digital keys that you already have keep working. Is this not right? Ask the justice of the peace."
        ),
    ),
    Rule(
        "order-excludes-new-keys",
        "A6",
        frozenset({Act.ACTIVATE}),
        DIGITAL,
        restricted(Restricted.NO_EID_SIGN_IN),
        gettext_noop("An administration order excludes signing in with the eID"),
        gettext_noop(
            "Nothing was registered. New digital keys would be a way round what the judge decided. The administrator "
            "can help with what is needed. Is this not right? Ask the justice of the peace."
        ),
    ),
    Rule(
        "order-excludes-signing",
        "A6",
        frozenset({Act.SIGN}),
        EVERY_KEY,
        restricted(Restricted.NO_SIGNING),
        gettext_noop("Your administration order excludes signing digitally"),
        gettext_noop(
            "Nothing was signed. You can still read everything. Ask your administrator to sign with you on paper."
        ),
    ),
    Rule(
        "locked",
        "A8",
        EVERY_ACT - {Act.ACTIVATE},
        DIGITAL,
        restricted(Restricted.LOCKED),
        gettext_noop("Your digital keys are locked"),
        gettext_noop(
            "They were locked at your request, so nobody gets in with them. Your eID still works. "
            "No eID? Go to a counter with your identity document."
        ),
    ),
    Rule(
        "card-expired",
        "A3",
        EVERY_ACT,
        CARD,
        card_is_over,
        gettext_noop("Your card has expired"),
        gettext_noop("Nobody was signed in. Ask your municipality for a new card."),
    ),
    Rule(
        "under-6",
        "A3",
        EVERY_ACT,
        EVERY_KEY,
        younger_than(6),
        gettext_noop("Signing in is possible from the age of 6"),
        gettext_noop(
            "The kids-ID of a younger child does not sign in, though it has a chip. Nobody was signed in. "
            "A parent finds what concerns the family in their own profile."
        ),
    ),
    Rule(
        "perhaps-under-6",
        "A3",
        EVERY_ACT,
        EVERY_KEY,
        perhaps_younger_than(6),
        _UNKNOWN,
        gettext_noop(
            "Signing in is possible from the age of 6, and we cannot see that you are. Nobody was signed in. "
            "Ask your municipality to complete your birth date, or call 1700: they help you at a counter."
        ),
    ),
    Rule(
        "non-belgian-child",
        "A3",
        EVERY_ACT,
        CARD,
        with_card(CardKind.FOREIGNER, younger_than(12)),
        gettext_noop("A child under 12 signs in with a Belgian kids-ID only"),
        gettext_noop(
            "Children who are not Belgian have a card without a chip. Nobody was signed in. "
            "A parent can arrange things at the counter of the municipality; from 12 digital keys are possible."
        ),
    ),
    Rule(
        "perhaps-non-belgian-child",
        "A3",
        EVERY_ACT,
        CARD,
        with_card(CardKind.FOREIGNER, perhaps_younger_than(12)),
        _UNKNOWN,
        gettext_noop(
            "A residence card signs in from the age of 12, and we cannot see that you are 12. Nobody was signed in. "
            "Ask your municipality to complete your birth date, or call 1700: they help you at a counter."
        ),
    ),
    Rule(
        "under-12",
        "A3",
        EVERY_ACT,
        DIGITAL,
        younger_than(12),
        gettext_noop("Digital keys are possible from the age of 12"),
        gettext_noop("Are you between 6 and 12 and Belgian? Then you can sign in with your kids-ID and its PIN."),
    ),
    Rule(
        "perhaps-under-12",
        "A3",
        EVERY_ACT,
        DIGITAL,
        perhaps_younger_than(12),
        _UNKNOWN,
        gettext_noop(
            "Digital keys are possible from the age of 12, and we cannot see that you are 12. "
            "Use your identity card with its PIN, or ask your municipality to complete your birth date."
        ),
    ),
    Rule(
        "under-16",
        "A3",
        EVERY_ACT,
        ITSME,
        younger_than(16),
        gettext_noop("itsme is possible from the age of 16"),
        gettext_noop("Choose your identity card, or another digital key: those are possible from the age of 12."),
    ),
    Rule(
        "perhaps-under-16",
        "A3",
        EVERY_ACT,
        ITSME,
        perhaps_younger_than(16),
        _UNKNOWN,
        gettext_noop(
            "itsme is possible from the age of 16, and we cannot see that you are 16. "
            "Choose your identity card, or another digital key: those are possible from the age of 12."
        ),
    ),
)

NOT_OFFERED = Rule(
    "not-offered",
    "A2",
    EVERY_ACT,
    EVERY_KEY,
    lambda _facts: False,
    gettext_noop("This key is not used here"),
    gettext_noop("Nobody was signed in. Start again: you are led to the way of signing in that is used here."),
)
"""Stands outside the table: it is about how this house is set up, not about the person."""


def what_forbids(facts: Facts) -> Rule | None:
    """Return the first row that stands in the way; None when the key may be used."""
    return next((rule for rule in TABLE if rule.forbids(facts)), None)
