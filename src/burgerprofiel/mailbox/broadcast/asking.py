"""Which ranges of a broadcast the worker is asked to send: those that are not sent, and that nobody asked for yet."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django.models import ProcrastinateJob

from burgerprofiel.kit import jobs
from burgerprofiel.mailbox.broadcast import queries

JOB = "mailbox.send_range"


def ask_for(broadcast_id: UUID) -> None:
    """Enqueue every range that is not sent and not asked for, within the running transaction if there is one."""
    asked = ProcrastinateJob.objects.filter(task_name=JOB, status="todo", args__broadcast=str(broadcast_id))
    known = set(asked.values_list("args__number", flat=True))
    numbers = queries.waiting(broadcast_id).order_by("number").values_list("number", flat=True)
    jobs.ask_for_each(
        JOB,
        ({"broadcast": str(broadcast_id), "number": number} for number in numbers if number not in known),
    )
