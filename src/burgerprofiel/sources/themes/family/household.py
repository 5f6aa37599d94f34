"""With whom you live, now and before, as your municipality has it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from django.utils.translation import gettext as _

from burgerprofiel.kit import formats
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_gezinssamenstelling import SERVICE as HOUSEHOLD
from burgerprofiel.sources.connectors.magda.services.geef_gezinssamenstelling import Housemate
from burgerprofiel.sources.connectors.magda.services.geef_historiek_gezinssamenstelling import (
    SERVICE as HOUSEHOLD_HISTORY,
)
from burgerprofiel.sources.connectors.magda.services.geef_historiek_gezinssamenstelling import Composition
from burgerprofiel.sources.connectors.magda.services.geef_persoon import SERVICE as PERSON
from burgerprofiel.sources.connectors.magda.services.geef_persoon import Person
from burgerprofiel.sources.connectors.magda.services.person_parts import Coded, Member, Someone
from burgerprofiel.sources.facts import Block, Card, Relative, Timeline, Tree
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.family.periods import chained
from burgerprofiel.sources.themes.family.pieces import about, address, address_abroad, full_name, rows
from burgerprofiel.sources.themes.family.words import LIVING, told, told_position
from burgerprofiel.sources.themes.values import day, span, words

_REFERENCE = Coded("01")
_GENERATIONS = {"03": 1, "13": 1, "05": 2, "14": 3, "06": -1, "15": -1}


class Resident(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody at the citizen's address, whichever source told it."""

    person: Someone
    me: bool
    position: Coded | None = None
    living: Coded | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    mate: Housemate | None = None


def residents(answers: Answers) -> list[Resident]:
    """Return everybody in the household, the citizen included; from the person's own file when need be."""
    household, person = answers.data(HOUSEHOLD), answers.data(PERSON)
    me = person.ssin if person else ""
    if household is not None:
        return [
            Resident(person=one.person, me=one.person.ssin == me, position=one.position, since=one.since, mate=one)
            for one in household.members
        ]
    return [] if person is None else list(_from_file(person))


def _from_file(person: Person) -> Iterator[Resident]:
    myself = Someone(person.ssin, person.name, person.sexes[0].value if person.sexes else None, _born(person))
    own = [*(one for one in person.household if one.person is None), *person.heads]
    if own:
        first = own[0]
        yield Resident(
            person=myself,
            me=True,
            position=first.position,
            living=first.living,
            since=first.since,
            until=first.until,
        )
    elif person.household:
        yield Resident(person=myself, me=True, position=_REFERENCE)
    heads = [] if any(one.person is None for one in person.household) else list(person.heads)
    others = {_name_key(one.person): one for one in person.household if one.person}
    for head in heads:
        if head.person and head.until is None and _name_key(head.person) not in others:
            yield Resident(person=head.person, me=head.person.ssin == person.ssin, position=_REFERENCE)
    for one in others.values():
        if one.person:
            yield _resident(one, one.person, person.ssin)


def _resident(member: Member, person: Someone, me: str) -> Resident:
    return Resident(
        person=person,
        me=person.ssin == me,
        position=member.position,
        living=member.living,
        since=member.since,
        until=member.until,
    )


def _born(person: Person) -> PartialDate | None:
    return person.births[0].date if person.births else None


def _name_key(person: Someone) -> str:
    return person.ssin or full_name(person.name)


def build(answers: Answers) -> list[Block]:
    """Return the blocks of section "household": a tree, and a card per person."""
    people = residents(answers)
    return [_tree(people), *(_card(f"member-{index}", one) for index, one in enumerate(people))] if people else []


def _tree(people: list[Resident]) -> Tree:
    mine = next((_generation(one.position) for one in people if one.me), 0)
    return Tree(
        key="household",
        label=_("Your household"),
        meaning=_(
            "Everybody who lives at your address according to your municipality. Each role is seen from the "
            "reference person, who was written down first. Allowances and taxes may depend on it."
        ),
        people=tuple(_relative(one, mine) for one in people),
    )


def _generation(position: Coded | None) -> int:
    return _GENERATIONS.get(position.code if position else "", 0)


def _relative(one: Resident, mine: int) -> Relative:
    role = told_position(one.position, one.person.sex)
    if one.me:
        role = _("You ({role})").format(role=role) if role else _("You")
    return Relative(
        name=full_name(one.person.name),
        role=role,
        generation=max(-1, min(1, _generation(one.position) - mine)),
        detail=_("born {date}").format(date=formats.day(one.person.born)) if one.person.born else "",
        me=one.me,
    )


def _card(key: str, one: Resident) -> Card:
    mate = one.mate
    return Card(
        key=key,
        label=told_position(one.position, one.person.sex) or _("Member of the household"),
        value=words(full_name(one.person.name)),
        meaning=_("This is you.") if one.me else _("Lives at your address according to your municipality."),
        rows=rows(
            (_("In the household"), span(one.since, one.until)),
            (_("Way of living"), words(told(one.living, LIVING))),
            (_("Address"), address(mate.home) if mate and mate.home else None),
            (_("At this address since"), day(mate.home.since) if mate and mate.home else None),
            (_("Address abroad"), address_abroad(mate.abroad) if mate and mate.abroad else None),
        )
        + about(one.person),
    )


def build_history(answers: Answers) -> list[Block]:
    """Return the blocks of section "household-history": a time line per household, and those who left as cards."""
    history, household = answers.data(HOUSEHOLD_HISTORY), answers.data(HOUSEHOLD)
    present = frozenset(one.person.ssin for one in household.members) if household else frozenset()
    blocks: list[Block] = []
    for index, composition in enumerate(history.compositions if history else ()):
        blocks += _composition(index, composition, present)
    return blocks


def _composition(index: int, composition: Composition, present: frozenset[str]) -> Iterator[Block]:
    people = [(one, one.person) for one in composition.members if one.person]
    bars = tuple(
        bar
        for one, person in people
        for bar in chained(full_name(person.name), [(_role(one, person), one.since, one.until)])
    )
    if bars:
        yield Timeline(
            key=f"household-{index}",
            label=_("Who lived with you"),
            meaning=_("Since when each person belonged to your household."),
            bars=bars,
        )
    for place, (one, person) in enumerate(people):
        if person.ssin in present:
            continue
        yield Card(
            key=f"household-{index}-{place}",
            label=_role(one, person),
            value=words(full_name(person.name)),
            meaning=_("Was or is in the same household as you, according to the register."),
            rows=rows(
                (_("In the household"), span(one.since, one.until)),
                (_("Way of living"), words(told(one.living, LIVING))),
            )
            + about(person),
        )


def _role(one: Member, person: Someone) -> str:
    return told_position(one.position, person.sex) or _("Member of the household")
