"""People around a mandate, and what they do with it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people.actions import meet
from burgerprofiel.people.mandates import actions, queries
from burgerprofiel.people.mandates.mandate import Mandate, Name, Terms
from burgerprofiel.people.mandates.rules import years_later
from burgerprofiel.simulators.magda.cast import BY_SLUG

TRACE = Trace(actor="citizen")
LOTTE_IS_A_CHILD = datetime(2026, 11, 22, 9, tzinfo=UTC)
"""She is of age on 21 April 2031."""
JOZEF, EMMA, NOOR = Name("Jozef", "De Smet"), Name("Emma", "Peeters"), Name("Noor", "Vandenbos")


def citizen(slug: str) -> CitizenId:
    """Somebody of the cast."""
    return meet(Ssin(BY_SLUG[slug].ssin))


def terms(*scopes: str, begins: date | None = None, ends: date | None = None) -> Terms:
    """From today, for a year, for benefits, unless said otherwise."""
    start = begins or clock.today()
    return Terms(scopes or ("benefits",), start, ends or years_later(start, 1))


def code_of(giver: CitizenId, mandate_id: UUID) -> str:
    """The code that the giver reads on the page."""
    return seen(giver, mandate_id).names.code


def seen(giver: CitizenId, mandate_id: UUID) -> Mandate:
    """The mandate as it is now."""
    found = queries.one(giver, mandate_id)
    assert found
    return found


def given(giver: CitizenId, what: Terms | None = None) -> UUID:
    """Jozef, or somebody else under his name, gives a mandate."""
    return actions.give(giver, JOZEF, what or terms(), TRACE)


def effective(giver: CitizenId, taker: CitizenId, what: Terms | None = None) -> UUID:
    """A mandate that was given, accepted and confirmed."""
    mandate_id = given(giver, what)
    actions.accept(code_of(giver, mandate_id), taker, EMMA, TRACE)
    actions.confirm(giver, mandate_id, TRACE)
    return mandate_id
