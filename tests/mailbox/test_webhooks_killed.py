"""A worker that is killed while an address is being told loses no event; what comes twice is the same event."""

from __future__ import annotations

import signal
import subprocess
import threading
from pathlib import Path
from uuid import uuid4

import pytest

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.mailbox.feed import tasks
from burgerprofiel.mailbox.models import DocumentEvent, Publication, Subscription
from burgerprofiel.mailbox.models.webhooks import Sight
from burgerprofiel.mailbox.registry.scopes import PUBLISH
from burgerprofiel.mailbox.webhooks import subscriptions
from tests.mailbox import letters, programs
from tests.mailbox.receiver import Received, receiving
from tests.workers import until, worker

EVENTS = 30


def _events() -> list[str]:
    """Things that happened to one message, in order."""
    message, now = uuid7(), clock.now()
    Publication.objects.create(
        message_id=message,
        organisation=letters.ORGANISATION,
        application=letters.APPLICATION,
        message_type_id=letters.TYPE,
        box_id=None,
        published_at=now,
        expires_at=now,
    )
    rows = [
        DocumentEvent(box_id=uuid4(), id=uuid7(), kind="readDocument", message_id=message, at=clock.now())
        for _each in range(EVENTS)
    ]
    DocumentEvent.objects.bulk_create(rows)
    return [str(row.id) for row in rows]


@pytest.mark.usefixtures("no_jobs_left")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("killed_at", [(7,), pytest.param((4, 11, 12), marks=pytest.mark.slow)])
def test_a_killed_worker_loses_no_event_and_repeats_only_the_one_it_was_at(
    tmp_path: Path, killed_at: tuple[int, ...]
) -> None:
    programs.of_enterprise("zonnegem-post", letters.ORGANISATION, (PUBLISH,))
    running: list[subprocess.Popen[bytes]] = []
    kills, guard = list(killed_at), threading.Lock()

    def answer(_received: Received) -> int:
        with guard:
            if kills and len(receiver.got) >= kills[0]:
                kills.pop(0)
                running[-1].send_signal(signal.SIGKILL)
        return 204

    with receiving(answer) as receiver:
        subscriptions.make(
            "zonnegem-post", Sight.SENDER, f"{receiver.origin}/in", ["readDocument"], after=0, trace=Trace(actor="test")
        )
        wanted = _events()
        for kill in range(len(killed_at) + 1):
            Subscription.objects.update(next_try_at=clock.now())  # the minute after which others may go on is over
            tasks.tell.defer(timestamp=0)
            with worker(tmp_path / "worker.log") as process:
                running.append(process)
                if kill < len(killed_at):
                    process.wait(60)
                else:
                    until(lambda: {each.event["id"] for each in receiver.got} == set(wanted), 60)
    ids = [each.event["id"] for each in receiver.got]
    assert list(dict.fromkeys(ids)) == wanted
    assert EVENTS <= len(ids) <= EVENTS + len(killed_at)
