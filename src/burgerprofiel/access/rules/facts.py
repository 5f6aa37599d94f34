"""What the rules look at: the person on the day, the kind of key, the card, and what they want to do with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from burgerprofiel.access.restrictions import Restricted
from burgerprofiel.kit.age import Ages
from burgerprofiel.kit.levels import Key


class Act(Enum):
    """What somebody wants to do with a key."""

    SIGN_IN = "sign in"
    ENROL = "add it"
    SIGN = "sign a document"
    ACTIVATE = "get keys at a counter"


class CardKind(Enum):
    """Whom a card was issued to; a kids-ID is a citizen's card, and its certificate does not tell it apart."""

    CITIZEN = "citizen"
    FOREIGNER = "foreigner"


@dataclass(frozen=True)
class Card:
    """What an eID's certificate tells besides who its holder is."""

    kind: CardKind
    valid_until: date


@dataclass(frozen=True)
class Facts:
    """All that is known when a rule is asked. `card` is None for keys that are no card."""

    act: Act
    key: Key
    day: date
    ages: Ages
    restrictions: frozenset[Restricted] = frozenset()
    card: Card | None = None
