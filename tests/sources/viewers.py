"""Signed-in citizens for tests of this room."""

from datetime import UTC, datetime, timedelta

from burgerprofiel.access.viewer import Proof, Viewer
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import sealing
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people import actions as people
from burgerprofiel.simulators.magda.cast import BY_SLUG


def a_viewer(citizen_id: CitizenId | None = None) -> Viewer:
    """Somebody who has just signed in with the eID."""
    now = datetime.now(UTC)
    return Viewer(
        citizen_id=citizen_id or CitizenId(uuid7()),
        session_id=uuid7(),
        proofs=(Proof(Key.eid, now),),
        ends_at=now + timedelta(minutes=20),
        trace=Trace(actor="citizen", method="GET", path="/"),
        given_name="Test",
        family_name="Persoon",
        seal_key=sealing.new_key(),
    )


def of_the_cast(slug: str) -> Viewer:
    """Somebody of the demo's cast, known to `people`."""
    return a_viewer(people.meet(Ssin(BY_SLUG[slug].ssin)))
