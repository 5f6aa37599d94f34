"""A citizen with contacts, and the codes that were sent to them, read where the worker would send them."""

from __future__ import annotations

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people.actions import meet
from burgerprofiel.people.models import ContactProof
from burgerprofiel.people.profile.contact import Contact, Kind
from burgerprofiel.people.profile.contacts import actions, proof

TRACE = Trace(actor="citizen")
NOOR, WOUTER = Ssin("85631441236"), Ssin("83710237757")


def noor() -> CitizenId:
    """Return a citizen."""
    return meet(NOOR)


def code_for(citizen_id: CitizenId, kind: Kind) -> str:
    """Return the code that is on its way."""
    row = ContactProof.objects.get(citizen_id=citizen_id, kind=kind.value)
    return proof.digits(citizen_id, kind, row.expires_at)


def other(code: str) -> str:
    """Return another code than this one."""
    return f"{(int(code) + 1) % 1_000_000:06d}"


def contact(citizen_id: CitizenId, kind: Kind, value: str) -> Contact:
    """Let the citizen prove a contact, as if no code had been asked for lately."""
    ContactProof.objects.filter(citizen_id=citizen_id).update(asked_at=[])
    actions.ask(citizen_id, kind, value, "nl", TRACE)
    found = actions.prove(citizen_id, kind, code_for(citizen_id, kind), TRACE)
    ContactProof.objects.filter(citizen_id=citizen_id).update(asked_at=[])
    assert found
    return found
