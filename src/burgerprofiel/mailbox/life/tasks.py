"""The worker's part in the life of a box: which of them sleep, and that their owners are told. Safe to run twice."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox.life import death, dormant
from burgerprofiel.mailbox.models import Box

SOON = 10
"""Priority of what must not wait."""


@app.periodic(cron="10 9 * * *")
@app.task(queue="mailbox", pass_context=False)
def find_dormant(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Once a day, when people are awake: find boxes into which nobody looks."""
    dormant.find(timedelta(days=settings.CONFIG.dormant_days))


@app.task(
    name="mailbox.close_after_death",
    aliases=["burgerprofiel.mailbox.life.tasks.close_after_death"],
    queue="mailbox",
    pass_context=False,
    priority=SOON,
)
def close_after_death(box: str) -> None:
    """Close the box of whom a register says that they died."""
    death.close(CitizenId(UUID(box)), Trace(actor="system"))


@app.task(queue="mailbox", pass_context=False)
@transaction.atomic
def tell_dormant(box: str) -> None:
    """Tell the owner of one: a job that waited when notices took that over."""
    row = Box.objects.filter(box_id=UUID(box), dormant_since__isnull=False).first()
    if row and row.dormant_since:
        dormant.tell(CitizenId(row.box_id), row.dormant_since)
