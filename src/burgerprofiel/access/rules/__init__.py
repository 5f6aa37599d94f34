"""Who may use which key, today (A3, A6): a table, not a chain of ifs."""

from __future__ import annotations

from django.utils.translation import gettext

from burgerprofiel.access.identity import Identity
from burgerprofiel.access.restrictions import restrictions_of
from burgerprofiel.access.rules.facts import Act, Card, Facts
from burgerprofiel.access.rules.table import NOT_OFFERED, Rule, what_forbids
from burgerprofiel.access.upstream import configuration
from burgerprofiel.kit import clock
from burgerprofiel.kit.age import ages, birth_in
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key


class NotUsableError(Exception):
    """This citizen may not use this key now. `reason` is stable; `title` and `advice` are plain words."""

    def __init__(self, rule: Rule, key: Key) -> None:
        """`rule`: the row that forbids `key`."""
        super().__init__(rule.reason)
        self.reason, self.key = rule.reason, key
        self._rule = rule

    @property
    def title(self) -> str:
        """What happened, in the reader's language."""
        return gettext(self._rule.title)

    @property
    def advice(self) -> str:
        """What is possible instead, in the reader's language."""
        return gettext(self._rule.advice)


class NotOfferedError(NotUsableError):
    """Only another provider's word counts here, by configuration; this key was shown in another way."""

    def __init__(self, key: Key) -> None:
        """`key`: the one that was shown."""
        super().__init__(NOT_OFFERED, key)


def check(citizen_id: CitizenId, who: Identity, key: Key, card: Card | None = None) -> None:
    """Raise NotUsableError when the citizen may not sign in with this kind of key today. One SQL statement."""
    _ask(Act.SIGN_IN, citizen_id, who, key, card)


def may_enrol(citizen_id: CitizenId, who: Identity, key: Key) -> None:
    """Raise NotUsableError when the citizen may not add this kind of key today. One SQL statement."""
    if configuration.only():
        raise NotOfferedError(key)
    _ask(Act.ENROL, citizen_id, who, key)


def may_activate(citizen_id: CitizenId, who: Identity) -> None:
    """Raise NotUsableError when a counter may not give the citizen keys today. One SQL statement."""
    _ask(Act.ACTIVATE, citizen_id, who, Key.csampassword)


def may_sign(citizen_id: CitizenId, who: Identity, key: Key, card: Card | None = None) -> None:
    """Raise NotUsableError when the citizen may not sign a document with this kind of key today. One SQL statement."""
    _ask(Act.SIGN, citizen_id, who, key, card)


def _ask(act: Act, citizen_id: CitizenId, who: Identity, key: Key, card: Card | None = None) -> None:
    day = clock.today()
    facts = Facts(act, key, day, ages(birth_in(who.ssin), day), restrictions_of(citizen_id, day), card)
    rule = what_forbids(facts)
    if rule is not None:
        raise NotUsableError(rule, key)
