"""A body tells how dossiers stand: each state lies with each of its agents, sealed for them; their trail says so.

Citizens are told of it in the same transaction (`telling`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from burgerprofiel.audit.actions import record_all
from burgerprofiel.audit.events import Event, Trace
from burgerprofiel.dossiers import agents, content, telling
from burgerprofiel.dossiers.agents import Agent
from burgerprofiel.dossiers.content import Content
from burgerprofiel.dossiers.events import DossiersTold
from burgerprofiel.dossiers.numbers import dossier_id
from burgerprofiel.dossiers.rows import DossierRow, KnownRow, MutationRow, write
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people import owners
from burgerprofiel.people.owners import Opened

GONE = "Agent {place} cannot be told any more."
NOT_HERE = "Agent {place} (an enterprise or association) is not registered here: nobody reads this dossier for it."


@dataclass(frozen=True)
class Change:
    """One state of a dossier, as its body told it."""

    id: UUID
    """The `Upload.id` that told it: the same change twice is refused by the database."""
    source: str
    agents: tuple[Agent, ...]
    content: Content
    client_id: str
    """The program that told it."""

    @property
    def dossier(self) -> UUID:
        """Our id of the dossier."""
        return dossier_id(self.source, self.content.number)


@dataclass
class Outcome:
    """What became of a change."""

    readers: int = 0
    """With how many of its agents it lies now."""
    remarks: tuple[str, ...] = ()
    """A sentence for each agent with whom it does not."""


@transaction.atomic
def take(changes: Sequence[Change]) -> dict[UUID, Outcome]:
    """Add these states; return what became of each. However many, some twenty SQL statements when all agents are known.

    Raises IntegrityError when one of them was added before.
    """
    known = agents.found(agent for change in changes for agent in change.agents)
    vaults = owners.opened_all(known.citizens.values(), known.bodies.values())
    outcomes, told = dict[UUID, Outcome](), list[tuple[Change, UUID, Opened]]()
    for change in changes:
        outcome = outcomes[change.id] = Outcome()
        mine = dict[UUID, Opened]()
        for place, agent in enumerate(change.agents, 1):
            owner = known.owner(agent)
            opened = vaults.get(owner) if owner else None
            if owner and opened:
                mine[owner] = opened
            else:
                said = GONE if isinstance(agent, Ssin) else NOT_HERE
                outcome.remarks += (said.format(place=place),)
        outcome.readers = len(mine)
        told += [(change, owner, opened) for owner, opened in mine.items()]
    if told:
        _write(told, frozenset(known.citizens.values()))
    return outcomes


def _write(told: Sequence[tuple[Change, UUID, Opened]], citizens: Collection[UUID]) -> None:
    newest, said = _newest(told), {change.id: change.content for change, _owner, _opened in told}
    stood = telling.before(newest, citizens)
    write(_known(told), newest, _states(told))
    telling.tell(newest, stood, citizens, lambda row: said[row.mutation])
    by_client = defaultdict[str, defaultdict[UUID, list[Change]]](lambda: defaultdict(list))
    for change, owner, _opened in told:
        by_client[change.client_id][owner].append(change)
    for client_id, by_owner in sorted(by_client.items()):
        trace = Trace(actor=client_id, client_id=client_id)
        record_all(trace, {CitizenId(owner): tuple(_events(theirs)) for owner, theirs in by_owner.items()})


def _states(told: Sequence[tuple[Change, UUID, Opened]]) -> list[MutationRow]:
    return [
        MutationRow(owner, change.id, change.dossier, change.content.changed_at, opened.seal(plain, place))
        for change, owner, opened in told
        for plain, place in [(content.packed(change.content), content.mutation_place(change.id))]
    ]


def _newest(told: Sequence[tuple[Change, UUID, Opened]]) -> list[DossierRow]:
    """The newest state of each dossier for each owner, and how many were told."""
    newest = dict[tuple[UUID, UUID], tuple[Change, Opened]]()
    number = defaultdict[tuple[UUID, UUID], int](int)
    for change, owner, opened in told:
        key = owner, change.dossier
        number[key] += 1
        held = newest.get(key)
        if held is None or _age(held[0]) < _age(change):
            newest[key] = change, opened
    return [
        _row(owner, change, opened, number[owner, dossier]) for (owner, dossier), (change, opened) in newest.items()
    ]


def _age(change: Change) -> tuple[datetime, UUID]:
    return change.content.changed_at, change.id


def _row(owner: UUID, change: Change, opened: Opened, number: int) -> DossierRow:
    said = change.content
    return DossierRow(
        owner_id=owner,
        id=change.dossier,
        source=change.source,
        code=said.code,
        phase=said.phase,
        product=said.products[0] if said.products else "",
        action_needed=said.action_needed,
        due=said.due,
        changed_at=said.changed_at,
        mutation=change.id,
        mutations=number,
        sealed=opened.seal(content.packed(said), content.dossier_place(change.dossier)),
    )


def _known(told: Sequence[tuple[Change, UUID, Opened]]) -> list[KnownRow]:
    with_whom = defaultdict[tuple[UUID, str], set[UUID]](set)
    newest = dict[UUID, Change]()
    for change, owner, _opened in told:
        with_whom[change.dossier, change.source].add(owner)
        held = newest.setdefault(change.dossier, change)
        if _age(held) < _age(change):
            newest[change.dossier] = change
    return [
        KnownRow(dossier, source, tuple(sorted(mine)), newest[dossier].content.changed_at)
        for (dossier, source), mine in with_whom.items()
    ]


def _events(changes: Iterable[Change]) -> Iterable[Event]:
    """One event a source, which names every state."""
    by_source = defaultdict[str, list[Change]](list)
    for change in changes:
        by_source[change.source].append(change)
    for source, theirs in sorted(by_source.items()):
        yield DossiersTold(
            source=source,
            dossiers=tuple(dict.fromkeys(str(each.dossier) for each in theirs)),
            mutations=tuple(str(each.id) for each in theirs),
        )
