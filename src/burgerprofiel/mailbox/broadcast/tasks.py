"""Workers send the ranges: a job carries a range, never one citizen. What a killed worker left is asked for again."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from burgerprofiel.kit.connections import let_go
from burgerprofiel.mailbox.broadcast import actions, asking, forgetting
from burgerprofiel.mailbox.models import Broadcast
from burgerprofiel.mailbox.models.broadcasts import Stage

BULK = -10
"""Priority: after everything that somebody waits for."""


@app.task(
    name=asking.JOB, queue="mailbox", priority=BULK, pass_context=False, retry=RetryStrategy(max_attempts=5, wait=2)
)
def send_range(broadcast: str, number: int) -> None:
    """Send one range of boxes."""
    try:
        actions.send_range(UUID(broadcast), number)
    finally:
        let_go()


@app.periodic(cron="* * * * *")
@app.task(queue="mailbox", pass_context=False)
def go_on(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Ask again for ranges whose worker or database was killed: nobody has them any more, or two ask, which is safe."""
    for broadcast_id in Broadcast.objects.filter(stage=Stage.RUNNING).values_list("id", flat=True):
        asking.ask_for(broadcast_id)
        actions.end_when_done(broadcast_id)


@app.periodic(cron="23 3 * * *")
@app.task(name="mailbox.forget_broadcasts", queue="mailbox", priority=BULK, pass_context=False)
def forget(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Remove lists and drafts that have had their time."""
    forgetting.forget()
