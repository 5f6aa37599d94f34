"""Acting for somebody else under a mandate: whether it stands, asked at every request, and who is then looking (A11).

The viewer is then the person who gave the mandate, with the actor beside: the trail of the one tells the name of the
other. The key that was shown stays the actor's, and so does everything about keys and sign-ins.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import msgspec

from burgerprofiel.access.capacity import Capacity
from burgerprofiel.access.events import ActingBegan, ActingEnded, MandateTold
from burgerprofiel.access.mandating import resting, rests
from burgerprofiel.access.viewer import Actor, Viewer
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Event, Trace
from burgerprofiel.audit.queries import latest_of
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people.mandates import naming, queries
from burgerprofiel.people.mandates.mandate import Mandate

_LOOKED_BACK, _USES_SHOWN = 200, 10


def standing(actor: CitizenId, capacity: Capacity) -> Mandate | None:
    """Return the mandate of this capacity when the actor may act under it now. Two SQL statements for a person."""
    try:
        giver, mandate_id = CitizenId(UUID(capacity.giver)), UUID(capacity.mandate)
    except ValueError:
        return None
    found = queries.standing(actor, giver, mandate_id)
    return found if found and not rests(giver) else None


def possible(actor: CitizenId) -> list[Mandate]:
    """Return the mandates under which somebody may act now."""
    found = queries.to_act_under(actor)
    rest = resting([each.giver for each in found])
    return [each for each in found if each.giver not in rest]


def capacity_of(mandate: Mandate) -> Capacity:
    """Return as what one signs in who acts under it."""
    return Capacity(mandate=str(mandate.id), giver=str(mandate.giver))


def as_giver(viewer: Viewer) -> Viewer | None:
    """Return the viewer as who they act for; None when that is over."""
    mandate = standing(viewer.citizen_id, viewer.capacity)
    if mandate is None:
        return None
    actor = Actor(
        citizen_id=viewer.citizen_id,
        given_name=viewer.given_name,
        family_name=viewer.family_name,
        mandate=mandate.id,
        scopes=mandate.terms.scopes,
        ends=mandate.terms.ends,
    )
    name = mandate.names.giver
    return replace(
        viewer,
        citizen_id=mandate.giver,
        given_name=name.given.partition(" ")[0],
        family_name=name.family,
        actor=actor,
        trace=msgspec.structs.replace(viewer.trace, actor=viewer.capacity.written(actor.citizen_id)),
    )


class Use(NamedTuple):
    """Somebody acted under a mandate, from this moment on."""

    at: datetime
    name: str


def uses(mandate: Mandate) -> list[Use]:
    """Return the latest times that somebody acted under it, newest first, as the giver's trail tells them."""
    begun = latest_of(mandate.giver, ActingBegan.tag, _LOOKED_BACK)
    mine = [each for each in begun if each.details["mandate"] == str(mandate.id)]
    return [Use(each.at, naming.opened(mandate.giver, str(each.details["actor"]))) for each in mine[:_USES_SHOWN]]


def tell_begin(actor: CitizenId, name: str, mandate: Mandate, trace: Trace) -> None:
    """Write in both trails that somebody begins to act, with both names."""
    _tell_both(
        actor,
        mandate,
        trace,
        lambda owner: ActingBegan(
            mandate=str(mandate.id),
            giver=naming.sealed(owner, mandate.giver_name),
            actor=naming.sealed(owner, name),
        ),
    )


def tell_application(actor: CitizenId, name: str, capacity: Capacity, trace: Trace) -> None:
    """Write in both trails that an application is told for whom somebody acts; for who acts as oneself nothing."""
    mandate = standing(actor, capacity) if capacity.mandate else None
    if mandate is None:
        return
    _tell_both(
        actor,
        mandate,
        trace,
        lambda owner: MandateTold(
            client=trace.client_id,
            mandate=str(mandate.id),
            giver=naming.sealed(owner, mandate.giver_name),
            actor=naming.sealed(owner, name),
        ),
    )


def tell_end(viewer: Viewer, signed_out: Event) -> None:
    """Write that a session ended in the trail of who was signed in, and under a mandate in the giver's too."""
    own = viewer.signed_in_id
    told: dict[CitizenId, tuple[Trace, Event]] = {
        own: (msgspec.structs.replace(viewer.trace, actor="citizen"), signed_out)
    }
    if viewer.capacity.mandate:
        who, giver = viewer.actor or viewer, viewer.capacity.whose(own)
        trace = msgspec.structs.replace(viewer.trace, actor=viewer.capacity.written(own))
        told[giver] = trace, ActingEnded(mandate=viewer.capacity.mandate, actor=naming.sealed(giver, who.name))
    for citizen_id in sorted(told):
        record(citizen_id, *told[citizen_id])


def _tell_both(actor: CitizenId, mandate: Mandate, trace: Trace, event: Callable[[CitizenId], Event]) -> None:
    """Write an event in both trails, in one order for everybody, so that nobody waits in a circle."""
    theirs = msgspec.structs.replace(trace, actor=capacity_of(mandate).written(actor))
    for owner in sorted((actor, mandate.giver)):
        record(owner, trace if owner == actor else theirs, event(owner))
