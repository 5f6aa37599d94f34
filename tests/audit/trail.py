"""What the tests of the trail share: events to record, a demo trail, and an attacker with the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from burgerprofiel.audit import actions
from burgerprofiel.audit.events import Event, Trace
from burgerprofiel.kit.ids import CitizenId

NOOR, WOUTER, EMMA = (CitizenId(UUID(int=number)) for number in (0xA1, 0xB2, 0xC3))

TRACE = Trace(
    actor="citizen",
    subject_token_hash="f0" * 32,
    client_id="portal",
    method="GET",
    path="/gegevens/work",
    response_code=200,
)


class PageRead(Event, frozen=True, kw_only=True):
    """An invented event."""

    tag = "demo.page.read"
    page: str
    times: int = 1


def act(citizen_id: CitizenId, *pages: str) -> None:
    """Record one act that read these pages."""
    with transaction.atomic():
        actions.record(citizen_id, TRACE, *(PageRead(page=page) for page in pages))


def lived() -> None:
    """Three citizens, three anchors, and something that waits for the next."""
    act(NOOR, "work", "home")
    act(WOUTER, "work")
    actions.anchor()
    act(NOOR, "benefits", "family")
    act(EMMA, "education")
    actions.anchor()
    actions.anchor()
    act(NOOR, "dossiers")


def anchors_folder() -> Path:
    """Where the anchors are kept outside the database."""
    folder = settings.CONFIG.data / "anchors"
    assert isinstance(folder, Path)
    return folder


@contextmanager
def attacker() -> Iterator[None]:
    """Somebody with all power over the database: the triggers do not stop them."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield


def attack(*statements: str) -> None:
    """Change the trail behind its back. `noor`, `wouter` and `emma` stand for their ids."""
    with attacker(), connection.cursor() as cursor:
        for statement in statements:
            for name, citizen in (("noor", NOOR), ("wouter", WOUTER), ("emma", EMMA)):
                statement = statement.replace(f"={name}", f"='{citizen}'")  # noqa: PLW2901
            cursor.execute(statement)
            assert cursor.rowcount, "an attack that touches no row proves nothing"
