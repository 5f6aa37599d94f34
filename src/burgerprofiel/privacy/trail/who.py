"""Who acted, as a citizen may know it: a body or application by its registered name, staff by role and body alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from burgerprofiel.access.clients import queries as clients
from burgerprofiel.audit.trail import CITIZEN, Step
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.organisations import queries as organisations
from burgerprofiel.people.mandates import queries as mandates
from burgerprofiel.privacy.trail.naming import Names

PLATFORM = ("system", "demo", "feed")
"""All of them are this site. `feed`: what we fetched ourselves from a body's list of changes."""
_MANDATED = f"{CITIZEN} "


class Kind(StrEnum):
    """What kind of somebody."""

    SELF = "self"
    PLATFORM = "platform"
    PROGRAM = "program"
    STAFF = "staff"
    MANDATE = "mandate"


class Who(NamedTuple):
    """Somebody, by the name that a citizen reads."""

    kind: Kind
    name: str
    through: str = ""
    """The application through which a body acted; empty: it says nothing more."""

    @property
    def key(self) -> str:
        """By which an address asks for what they did: tells nothing by itself."""
        return sha256(f"{self.kind}|{self.name}".encode()).hexdigest()[:12]


@dataclass(frozen=True)
class _Known:
    """The names that these events need."""

    programs: dict[str, str] = field(default_factory=dict)
    bodies: dict[UUID, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    """By the id of a mandate: who is on its other side."""


def kind_of(citizen_id: CitizenId, actor: str) -> Kind:
    """Return what kind of somebody the trail means by this actor."""
    if actor in (CITIZEN, str(citizen_id)):
        return Kind.SELF
    if actor in PLATFORM:
        return Kind.PLATFORM
    if actor.startswith(_MANDATED):
        return Kind.MANDATE
    return Kind.STAFF if _uuid(actor) else Kind.PROGRAM


def those(citizen_id: CitizenId, steps: Sequence[Step], named: dict[int, Names]) -> dict[int, Who]:
    """Return who did each of these, by its number. At most four SQL statements."""
    known = _known(citizen_id, steps)
    return {step.seq: _who(kind_of(citizen_id, step.actor), step, known, named.get(step.seq, {})) for step in steps}


def _known(citizen_id: CitizenId, steps: Sequence[Step]) -> _Known:
    kinds = {actor: kind_of(citizen_id, actor) for actor in {step.actor for step in steps}}
    programs = [actor for actor, kind in kinds.items() if kind is Kind.PROGRAM]
    bodies = {_organisation(step) for step in steps if kinds[step.actor] is Kind.STAFF} - {None}
    language = get_language() or "nl"
    people: dict[str, str] = {}
    if Kind.MANDATE in kinds.values():
        people |= {str(each.id): each.giver_name for each in mandates.received(citizen_id)}
        people |= {str(each.id): each.taker_name for each in mandates.given(citizen_id)}
    found = organisations.those([each for each in bodies if each]) if bodies else {}
    return _Known(
        clients.names(programs) if programs else {},
        {each: organisation.name(language) for each, organisation in found.items()},
        people,
    )


def _who(kind: Kind, step: Step, known: _Known, named: Names) -> Who:
    match kind:
        case Kind.SELF:
            return Who(kind, _("You"))
        case Kind.PLATFORM:
            site, body = _("This site itself, automatically"), named.get("body", "")
            return Who(Kind.PROGRAM, body, _("this site")) if body else Who(kind, site)
        case Kind.MANDATE:
            return Who(kind, known.people.get(_mandate(step), "") or _("Somebody with a mandate"))
        case Kind.PROGRAM:
            program = known.programs.get(step.actor) or _("An application that is not registered any more")
            body = named.get("body", "")
            return Who(kind, body, program) if body else Who(kind, program)
    organisation = _organisation(step)
    return Who(kind, _staff(step.tag, known.bodies.get(organisation, "") if organisation else ""))


def _staff(tag: str, body: str) -> str:
    """Name staff by role and body: their own name is for who looks into it, not for everybody."""
    if not body:
        return _("A civil servant")
    told = {
        "access.registration": _("A civil servant at the counter of %(body)s"),
        "organisations.role": _("A local administrator of %(body)s"),
        "privacy.case": _("The data protection officer of %(body)s"),
    }
    return told.get(tag.rpartition(".")[0], _("A civil servant of %(body)s")) % {"body": body}


def _mandate(step: Step) -> str:
    """The mandate under which it was done, or which it was about."""
    return step.actor.partition(" mandate ")[2] or str(step.details.get("mandate", ""))


def _organisation(step: Step) -> UUID | None:
    return _uuid(str(step.details.get("organisation", "")))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
