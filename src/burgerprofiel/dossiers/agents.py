"""Whose a dossier is (`Agenten`): a citizen, an enterprise or an association, by the number that the body knows.

Contracts/mbp.md §2.3: RRN or KBO, V-code for associations. Rights of an enterprise's staff (`Toegangsrechten`) are its
own affair: whoever acts for the organisation here sees its dossiers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from burgerprofiel.kit.cbe import CbeNumber, EstablishmentNumber
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.organisations import queries as organisations
from burgerprofiel.people import actions as people
from burgerprofiel.people import queries as known_people

_ASSOCIATION = re.compile(r"V[0-9]{4,10}")


class Body(NamedTuple):
    """An enterprise, an establishment of one, or an association."""

    code: str


Agent = Ssin | Body


def parse(text: str) -> Agent:
    """Read one agent's `Identificatie`. Raises ValueError with a sentence that does not repeat it."""
    plain = text.strip()
    if _ASSOCIATION.fullmatch(plain):
        return Body(plain)
    digits = plain.translate(str.maketrans("", "", ".- ")).removeprefix("BE")
    if len(digits) == 11:
        return Ssin(digits)
    if len(digits) == 10 and digits.isascii() and digits.isdigit():
        if digits[0] in "01":
            return Body(CbeNumber.parse(digits).digits)
        return Body(EstablishmentNumber.parse(digits).digits)
    raise ValueError("An agent is a national number, an enterprise number or the V-code of an association.")


def written(agent: Agent) -> str:
    """Return what `parse` reads again: digits without signs, or the V-code."""
    return agent.digits if isinstance(agent, Ssin) else agent.code


class Found(NamedTuple):
    """Under which ids agents are known here."""

    citizens: dict[Ssin, CitizenId]
    bodies: dict[str, UUID]

    def owner(self, agent: Agent) -> UUID | None:
        """Return the id of an agent; None: an organisation that is not registered here."""
        return self.citizens.get(agent) if isinstance(agent, Ssin) else self.bodies.get(agent.code)


def found(agents: Iterable[Agent]) -> Found:
    """Return the ids of these agents. Citizens we never met are met now; two SQL statements when we met all."""
    named = set(agents)
    people_named = {each for each in named if isinstance(each, Ssin)}
    citizens = known_people.citizens_with(people_named) if people_named else {}
    citizens |= {ssin: people.meet(ssin) for ssin in people_named - citizens.keys()}
    codes = {each.code for each in named if isinstance(each, Body)}
    return Found(citizens, organisations.ids_of(codes) if codes else {})
