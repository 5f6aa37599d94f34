"""Looks as they are read: who, what, which data, on which ground, when, and the steps folded below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _

from burgerprofiel.access.clients import queries as clients
from burgerprofiel.audit.trail import Step
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.privacy.trail import naming, who
from burgerprofiel.privacy.trail.looks import Look, unasked
from burgerprofiel.privacy.trail.naming import Names
from burgerprofiel.privacy.trail.plain import UNNAMED, Ground, Plain
from burgerprofiel.privacy.trail.who import Kind, Who
from burgerprofiel.privacy.trail.words import WORDS

_ASIDE = ("access.token.", "sources.", "mailbox.counts.", "mailbox.registry.", "notices.notice.")
"""Steps that accompany another one: a line is called by what was meant."""
_SAID = 3
"""Kinds of steps by which a line is called; all of them stand below it."""


class StepTold(NamedTuple):
    """One step, or the same several times on end."""

    at: datetime
    words: str
    times: int


class Told(NamedTuple):
    """A look in plain words."""

    number: int
    """`Look.number`."""
    at: datetime
    until: datetime
    """When the first and the last of it happened."""
    who: Who
    words: str
    """What was done first."""
    more: tuple[str, ...]
    """What else was done, at most a few kinds of it."""
    besides: int
    """How many kinds of it are not named; at least so many when `whole` is not."""
    data: str
    ground: str
    many: int
    """How many events it holds."""
    steps: tuple[StepTold, ...]
    """Oldest first."""
    whole: bool
    """Whether these are all steps."""


def tell(citizen_id: CitizenId, looks: Sequence[Look]) -> list[Told]:
    """Return these looks in plain words. Few SQL statements however many there are."""
    steps = [step for look in looks for step in look.steps]
    named = _named(steps)
    actors = who.those(citizen_id, steps, named)
    return [_told(look, actors, named) for look in looks]


def tell_steps(steps: Sequence[Step]) -> list[StepTold]:
    """Return these steps, which come in order, in plain words. Few SQL statements however many there are."""
    return _steps(steps, _named(steps))


def tell_actors(citizen_id: CitizenId, steps: Sequence[Step]) -> list[tuple[int, Who]]:
    """Return who did each of these, by its number, in order of name."""
    known = who.those(citizen_id, steps, naming.names(steps))
    told = [(number, each._replace(through="")) for number, each in known.items()]
    return sorted(told, key=lambda pair: pair[1].name.casefold())


def _named(steps: Sequence[Step]) -> dict[int, Names]:
    """What is named in these events: by their rooms, and applications by what they are registered as."""
    found = naming.names(steps)
    asking = {step.seq: str(step.details["client"]) for step in steps if "client" in step.details}
    programs = clients.names(set(asking.values())) if asking else {}
    for number, client_id in asking.items():
        if client_id in programs:
            found[number] = {**found.get(number, {}), "application": programs[client_id]}
    return found


def _told(look: Look, actors: dict[int, Who], named: dict[int, Names]) -> Told:
    meant = [each for each in look.steps if not each.tag.startswith(_ASIDE)] or list(look.steps)
    head = meant[0]
    actor, plain = actors[head.seq], WORDS.get(head.tag, UNNAMED)
    words = list(dict.fromkeys(_words(each, named) for each in meant))
    return Told(
        look.number,
        look.steps[0].at,
        look.until,
        actor,
        words[0],
        tuple(words[1:_SAID]),
        max(0, len(words) - _SAID),
        plain.area.title,
        _ground(plain, actor, head),
        look.many,
        tuple(_steps(look.steps, named)),
        look.many == len(look.steps),
    )


def _steps(steps: Sequence[Step], named: dict[int, Names]) -> list[StepTold]:
    told = [(step.at, _words(step, named)) for step in steps]
    alike = [list(several) for _words_, several in groupby(told, key=lambda each: each[1])]
    return [StepTold(each[0][0], each[0][1], len(each)) for each in alike]


def _words(step: Step, named: dict[int, Names]) -> str:
    nobody = {"source": _("a source"), "theme": _("a theme"), "application": _("an application")}
    return _(WORDS.get(step.tag, UNNAMED).words) % {**nobody, **named.get(step.seq, {})}


def _ground(plain: Plain, actor: Who, step: Step) -> str:
    """The ground of who did it: what one does oneself needs none, a mandate or a consent is one by itself."""
    if actor.kind is Kind.SELF:
        return (Ground.ON_BEHALF if plain.ground is Ground.ON_BEHALF else Ground.SELF).sentence
    if actor.kind is Kind.MANDATE:
        return Ground.MANDATE.sentence
    if actor.kind is Kind.PROGRAM and plain.ground is Ground.SERVICE:
        return _of_program(actor, step).sentence
    purpose = str(step.details.get("purpose", ""))
    if purpose:
        return _("%(ground)s Given as the reason: %(purpose)s.") % {"ground": plain.ground.sentence, "purpose": purpose}
    return plain.ground.sentence


def _of_program(actor: Who, step: Step) -> Ground:
    """A program that uses our service does so by the citizen's consent; one that tells them something was not asked."""
    if not unasked(step):
        return Ground.CONSENT
    return Ground.TASK if actor.through else Ground.SERVICE
