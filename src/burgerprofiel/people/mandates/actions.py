"""Giving, accepting, confirming, limiting and ending mandates: each in one transaction, told in the trail of both.

Whoever acts on a mandate first holds its row: of two at the same moment one comes first, and the other sees that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Event, Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.people import vault
from burgerprofiel.people.events import (
    InvitationRenewed,
    MandateAccepted,
    MandateConfirmed,
    MandateEnded,
    MandateGiven,
    MandateLimited,
)
from burgerprofiel.people.mandates import codes, naming, queries, roles, signals
from burgerprofiel.people.mandates.mandate import End, Mandate, Name, Names, Stage, Terms
from burgerprofiel.people.mandates.rules import (
    MOST,
    MOST_IN_A_DAY,
    OPEN_FOR,
    NotPossibleError,
    check_adult,
    check_terms,
)
from burgerprofiel.people.models import (
    CitizenKey,
    MandateForOrganisation,
    MandateInvitation,
    MandateReceived,
)
from burgerprofiel.people.models import Mandate as Row


class Taker(msgspec.Struct, frozen=True):
    """The organisation to which a mandate is given; the giver saw its name."""

    id: UUID
    name: str


@transaction.atomic
def give(giver: CitizenId, name: Name, terms: Terms, trace: Trace, organisation: Taker | None = None) -> UUID:
    """Give a mandate and return its id. Raises NotPossibleError.

    To a person: an invitation, whose code its giver hands over. To an organisation: who manages its mandates sees it.
    """
    check_adult(giver)
    check_terms(terms)
    CitizenKey.objects.select_for_update().get(citizen_id=giver)
    now, mandate_id = clock.now(), uuid7()
    _check_room(queries.given(giver), now)
    names = Names(name, Name(family=organisation.name)) if organisation else Names(name, code=codes.new())
    Row.objects.create(
        citizen_id=giver,
        id=mandate_id,
        organisation_id=organisation.id if organisation else None,
        scopes=list(terms.scopes),
        begins=terms.begins,
        ends=terms.ends,
        sealed=_sealed(giver, mandate_id, names),
        given_at=now,
        open_until=now + OPEN_FOR,
        confirmed_at=now if organisation else None,
    )
    if organisation:
        MandateForOrganisation.objects.create(organisation_id=organisation.id, mandate_id=mandate_id, giver_id=giver)
    else:
        _invite(giver, mandate_id, names.code)
    given = MandateGiven(
        mandate=str(mandate_id),
        scopes=" ".join(terms.scopes),
        begins=terms.begins.isoformat(),
        ends=terms.ends.isoformat(),
        organisation=str(organisation.id) if organisation else "",
    )
    record(giver, trace, given)
    return mandate_id


def _check_room(known: list[Mandate], now: datetime) -> None:
    lately = sum(each.given_at > now - timedelta(days=1) for each in known)
    if lately >= MOST_IN_A_DAY or sum(each.is_open for each in known) >= MOST:
        raise NotPossibleError("many")


@transaction.atomic
def invite_again(giver: CitizenId, mandate_id: UUID, trace: Trace) -> None:
    """Make another code for who may accept, good for another fourteen days. Raises NotPossibleError."""
    found = _held(giver, mandate_id, Stage.INVITED, Stage.LAPSED)
    if found.organisation:
        raise NotPossibleError("stage")
    names = msgspec.structs.replace(found.names, code=codes.new())
    _change(found, sealed=_sealed(giver, mandate_id, names), open_until=clock.now() + OPEN_FOR)
    MandateInvitation.objects.filter(giver_id=giver, mandate_id=mandate_id).delete()
    _invite(giver, mandate_id, names.code)
    record(giver, trace, InvitationRenewed(mandate=str(mandate_id)))


@transaction.atomic
def accept(code: str, taker: CitizenId, name: Name, trace: Trace) -> Mandate:
    """Accept a mandate for oneself; it holds once its giver has seen who did. Raises NotPossibleError."""
    found = _of_code(code, taker)
    check_adult(taker)
    names = Names(found.names.giver, name)
    MandateInvitation.objects.filter(giver_id=found.giver, mandate_id=found.id).delete()
    MandateReceived.objects.create(citizen_id=taker, mandate_id=found.id, giver_id=found.giver)
    _change(found, taker_id=taker, accepted_at=clock.now(), sealed=_sealed(found.giver, found.id, names))
    _tell(trace, taker, (taker, found.giver), _With(MandateAccepted, found.id, str(names.giver), str(name), asks=True))
    return found


@transaction.atomic
def refuse(code: str, somebody: CitizenId, name: Name, trace: Trace) -> None:
    """Say no to an invitation: it ends. Raises NotPossibleError."""
    _finish(_of_code(code, somebody), End.REFUSED, somebody, trace, str(name))


@transaction.atomic
def confirm(giver: CitizenId, mandate_id: UUID, trace: Trace) -> None:
    """Agree with who accepted: from now on, or from its first day, the mandate holds. Raises NotPossibleError."""
    check_adult(giver)
    found = _held(giver, mandate_id, Stage.ACCEPTED)
    _change(found, confirmed_at=clock.now())
    _tell(trace, giver, _sides(found), _With(MandateConfirmed, found.id, found.giver_name, found.taker_name))


@transaction.atomic
def accept_for(organisation_id: UUID, mandate_id: UUID, manager: CitizenId, name: Name, trace: Trace) -> None:
    """Accept a mandate for an organisation whose mandates one manages; then it holds. Raises NotPossibleError."""
    found = _of_organisation(organisation_id, mandate_id, manager, Stage.INVITED)
    if found.giver == manager:
        raise NotPossibleError("own")
    _change(found, accepted_at=clock.now())
    taker = f"{found.taker_name}: {name}"
    _tell(trace, manager, (manager, found.giver), _With(MandateAccepted, found.id, found.giver_name, taker))


@transaction.atomic
def limit(giver: CitizenId, mandate_id: UUID, terms: Terms, trace: Trace) -> None:
    """Let it be for less, or for a shorter time, at once. Raises NotPossibleError; for more one gives a new one."""
    found = _held(giver, mandate_id, *_OPEN)
    if not terms.scopes:
        raise NotPossibleError("no-scope")
    if not terms.within(found.terms) or terms.ends < terms.begins or terms.ends < clock.today():
        raise NotPossibleError("wider")
    if terms == found.terms:
        return
    _change(found, scopes=list(terms.scopes), begins=terms.begins, ends=terms.ends)
    limited = MandateLimited(mandate=str(found.id), scopes=" ".join(terms.scopes), ends=terms.ends.isoformat())
    _tell(trace, giver, _sides(found), lambda _owner: limited)


@transaction.atomic
def withdraw(giver: CitizenId, mandate_id: UUID, trace: Trace) -> None:
    """End what one gave, at once. Raises NotPossibleError when it was over already."""
    found = _held(giver, mandate_id, *_OPEN)
    _finish(found, End.GIVER, giver, trace)


@transaction.atomic
def give_back(taker: CitizenId, mandate_id: UUID, trace: Trace) -> None:
    """End what one accepted, at once. Raises NotPossibleError when it is not theirs, or was over already."""
    row = MandateReceived.objects.filter(citizen_id=taker, mandate_id=mandate_id).first()
    if row is None:
        raise NotPossibleError("unknown")
    found = _held(CitizenId(row.giver_id), mandate_id, *_OPEN)
    _finish(found, End.TAKER, taker, trace)


@transaction.atomic
def end_for(organisation_id: UUID, mandate_id: UUID, manager: CitizenId, name: Name, trace: Trace) -> None:
    """Refuse or end a mandate for an organisation whose mandates one manages. Raises NotPossibleError."""
    found = _of_organisation(organisation_id, mandate_id, manager, *_OPEN)
    waits = found.stage in (Stage.INVITED, Stage.LAPSED)
    _finish(found, End.REFUSED if waits else End.TAKER, manager, trace, f"{found.taker_name}: {name}")


@transaction.atomic
def end_all(citizen_id: CitizenId, trace: Trace) -> int:
    """End every mandate that somebody gave or received, because they died. Returns how many."""
    everything = [each for each in [*queries.given(citizen_id), *queries.received(citizen_id)] if each.is_open]
    for each in everything:
        _finish(_held(each.giver, each.id, *Stage), End.DEATH, citizen_id, trace)
    return len(everything)


def forget_lapsed() -> int:
    """Remove the look-ups of codes whose time is over; return how many. Their mandates stay, as not accepted."""
    return MandateInvitation.objects.filter(open_until__lte=clock.now()).delete()[0]


_OPEN = (Stage.INVITED, Stage.LAPSED, Stage.ACCEPTED, Stage.COMING, Stage.HOLDS)


def _held(giver: CitizenId, mandate_id: UUID, *stages: Stage) -> Mandate:
    """Return the mandate, which nobody else can change until the transaction ends. Raises NotPossibleError."""
    if not Row.objects.select_for_update().filter(citizen_id=giver, id=mandate_id).exists():
        raise NotPossibleError("unknown")
    found = queries.one(giver, mandate_id)
    if found is None:
        raise NotPossibleError("unknown")
    if found.stage not in stages:
        raise NotPossibleError("stage")
    return found


def _of_code(code: str, somebody: CitizenId) -> Mandate:
    """Return the mandate that waits for who has this code, held. Nobody accepts their own."""
    seen = queries.invited(code)
    if seen is None:
        raise NotPossibleError("unknown")
    found = _held(seen.giver, seen.id, Stage.INVITED)
    if found.names.code != seen.names.code:
        raise NotPossibleError("unknown")
    if found.giver == somebody:
        raise NotPossibleError("own")
    return found


def _of_organisation(organisation_id: UUID, mandate_id: UUID, manager: CitizenId, *stages: Stage) -> Mandate:
    towards = MandateForOrganisation.objects.filter(organisation_id=organisation_id, mandate_id=mandate_id).first()
    if towards is None or not roles.manages(manager, organisation_id):
        raise NotPossibleError("unknown")
    return _held(CitizenId(towards.giver_id), mandate_id, *stages)


def _invite(giver: CitizenId, mandate_id: UUID, code: str) -> None:
    MandateInvitation.objects.create(
        code_hash=codes.digest(code), giver_id=giver, mandate_id=mandate_id, open_until=clock.now() + OPEN_FOR
    )


def _sealed(giver: CitizenId, mandate_id: UUID, names: Names) -> bytes:
    return vault.seal(giver, msgspec.json.encode(names), queries.place(mandate_id))


def _change(found: Mandate, **columns: object) -> None:
    Row.objects.filter(citizen_id=found.giver, id=found.id).update(**columns)


def _finish(found: Mandate, how: End, who: CitizenId, trace: Trace, taker: str = "") -> None:
    MandateInvitation.objects.filter(giver_id=found.giver, mandate_id=found.id).delete()
    names = msgspec.structs.replace(found.names, code="")
    _change(found, ended_at=clock.now(), ended_by=how.value, sealed=_sealed(found.giver, found.id, names))
    ended = _With(MandateEnded, found.id, found.giver_name, taker or found.taker_name, {"by": how.value})
    _tell(trace, who, {*_sides(found), who}, ended)


def _sides(found: Mandate) -> tuple[CitizenId, ...]:
    return (found.giver, found.taker) if found.taker else (found.giver,)


@dataclass(frozen=True)
class _With:
    """An event with both names, which each trail seals for its own citizen."""

    event: type[MandateAccepted | MandateConfirmed | MandateEnded]
    mandate: UUID
    giver: str
    taker: str
    more: Mapping[str, str] = field(default_factory=dict)
    asks: bool = False
    """Whether the giver has to agree with it."""

    def __call__(self, owner: CitizenId) -> Event:
        """Return the event for this citizen's trail."""
        giver, taker = naming.sealed(owner, self.giver), naming.sealed(owner, self.taker)
        return self.event(mandate=str(self.mandate), giver=giver, taker=taker, **self.more)


def _tell(trace: Trace, who: CitizenId, owners: Iterable[CitizenId], event: Callable[[CitizenId], Event]) -> None:
    """Write each trail, always in the same order, so that nobody waits in a circle; others read who it was."""
    for owner in sorted(owners):
        theirs = owner == who or trace.actor == "system"
        seen = trace if theirs else msgspec.structs.replace(trace, actor=f"citizen {who}")
        record(owner, seen, event(owner))
        if isinstance(event, _With) and owner != who:
            _tell_on(owner, event)


def _tell_on(owner: CitizenId, event: _With) -> None:
    what = event.event.tag.rpartition(".")[2]
    names = {"giver": event.giver, "taker": event.taker}
    signals.told.send(sender=None, citizen_id=owner, what=what, mandate_id=event.mandate, asks=event.asks, **names)
