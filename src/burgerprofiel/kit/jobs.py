"""Asking the worker for something: a job by its name. The task of that name (`<room>/tasks.py`) knows how it is done.

Who asks does not know the task, so tasks may know all of their room and nothing of a room knows its tasks. That every
name is that of a task that takes these values is seen by a test (tests/test_structure_jobs.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task

Value = str | int


class UnknownJobError(LookupError):
    """No task has this name: a mistake of ours."""


def ask(job: str, **values: Value) -> None:
    """Have a job done as soon as the running transaction, if there is one, is committed. Raises UnknownJobError."""
    _task(job).defer(**values)


def ask_once(job: str, *, in_seconds: int = 0, **values: Value) -> None:
    """Have a job done, unless one that was asked for so waits already. Raises UnknownJobError."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        _task(job).configure(queueing_lock=job, schedule_in={"seconds": in_seconds}).defer(**values)


def ask_for_each(job: str, wanted: Iterable[dict[str, Any]]) -> None:
    """Have a job done for each of these values: one statement for all. Raises UnknownJobError."""
    if listed := list(wanted):
        _task(job).batch_defer(*listed)


def _task(job: str) -> Task[..., Any, Any]:
    try:
        return app.tasks[job]
    except KeyError:
        raise UnknownJobError(job) from None
