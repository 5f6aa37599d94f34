"""Lines of the trail as they are read: who, what, which data, on which ground, when, and the steps folded below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _

from burgerprofiel.access.clients import queries as clients
from burgerprofiel.audit.trail import Line, Step
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.privacy.trail import naming, who
from burgerprofiel.privacy.trail.naming import Names
from burgerprofiel.privacy.trail.plain import UNNAMED, Ground, Plain
from burgerprofiel.privacy.trail.who import Kind, Who
from burgerprofiel.privacy.trail.words import WORDS

_ASIDE = ("access.token.", "sources.", "mailbox.counts.", "mailbox.registry.", "notices.notice.")
"""Steps that accompany another one: a line is called by what was meant."""
_UNASKED = ("notices.notice.raised", "notices.letter.")
"""What a body's program does in its own name: no citizen was asked whether it may."""


class StepTold(NamedTuple):
    """One step, or the same several times on end."""

    at: datetime
    words: str
    times: int


class Told(NamedTuple):
    """A line in plain words."""

    number: int
    """Of its newest event: by which the citizen points at it."""
    at: datetime
    who: Who
    words: str
    data: str
    ground: str
    many: int
    """How many events it holds."""
    steps: tuple[StepTold, ...]
    """Oldest first."""


def tell(citizen_id: CitizenId, lines: Sequence[Line]) -> list[Told]:
    """Return these lines in plain words. Few SQL statements however many there are."""
    steps = [step for line in lines for step in line.steps]
    named = _named(steps)
    actors = who.those(citizen_id, steps, named)
    return [_told(line, actors, named) for line in lines]


def tell_actors(citizen_id: CitizenId, latest: Sequence[Step]) -> dict[Who, tuple[str, ...]]:
    """Return who is in the trail, in order of name, with what the trail calls them; `latest`: one event of each."""
    programs = [step for step in latest if who.kind_of(citizen_id, step.actor) is Kind.PROGRAM]
    known = who.those(citizen_id, latest, naming.names(programs))
    found: dict[Who, tuple[str, ...]] = {}
    for step in latest:
        each = known[step.seq]._replace(through="")
        found[each] = (*found.get(each, ()), step.actor)
    return dict(sorted(found.items(), key=lambda pair: pair[0].name.casefold()))


def _named(steps: Sequence[Step]) -> dict[int, Names]:
    """What is named in these events: by their rooms, and applications by what they are registered as."""
    found = naming.names(steps)
    asking = {step.seq: str(step.details["client"]) for step in steps if "client" in step.details}
    programs = clients.names(set(asking.values())) if asking else {}
    for number, client_id in asking.items():
        if client_id in programs:
            found[number] = {**found.get(number, {}), "application": programs[client_id]}
    return found


def _told(line: Line, actors: dict[int, Who], named: dict[int, Names]) -> Told:
    steps = line.steps[::-1]
    head = next((each for each in steps if not each.tag.startswith(_ASIDE)), steps[0])
    actor = actors[head.seq]
    plain = WORDS.get(head.tag, UNNAMED)
    return Told(
        line.newest.seq,
        line.newest.at,
        actor,
        _words(head, named),
        plain.area.title,
        _ground(plain, actor, head),
        len(steps),
        tuple(_steps(steps, named)),
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
    if not step.tag.startswith(_UNASKED):
        return Ground.CONSENT
    return Ground.TASK if actor.through else Ground.SERVICE
