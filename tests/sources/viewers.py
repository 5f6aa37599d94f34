"""Signed-in citizens for tests of this room."""

from datetime import UTC, datetime, timedelta

from burgerprofiel.access import actions as access
from burgerprofiel.access import faces
from burgerprofiel.access import queries as sessions
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.viewer import Proof, Viewer
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import sealing
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.kit.levels import Key
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
    """Somebody of the demo's cast, with a session that is open."""
    who = Identity("Test", "Persoon", BY_SLUG[slug].ssin)
    trace = Trace(actor="citizen", method="GET", path="/")
    cookie = access.open_session(who, [Proof(Key.eid, datetime.now(UTC))], "test", "", trace)
    viewer = sessions.viewer(cookie, trace, faces.portal())
    assert viewer is not None
    return viewer
