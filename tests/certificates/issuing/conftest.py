"""Signed-in citizens of the demo, and a worker that works when it is told to."""

from __future__ import annotations

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.certificates.issuing import tasks
from burgerprofiel.certificates.seal import problems
from tests.certificates.seal.conftest import behave
from tests.sources.viewers import of_the_cast

__all__ = ["behave"]


class Worker:
    """Does what waits for it, each job once; jobs that fail stay to be tried again."""

    def __init__(self) -> None:
        """Begin with what is asked from now on."""
        self._done = set(ProcrastinateJob.objects.values_list("id", flat=True))

    def waiting(self) -> list[str]:
        """The names of what waits."""
        return [job.task_name for job in self._jobs()]

    def work(self) -> int:
        """Do what waits, and what that leaves to do; return how many jobs were done."""
        count = 0
        while jobs := self._jobs():
            for job in jobs:
                self._done.add(job.id)
                count += self._do(job)
        return count

    def _jobs(self) -> list[ProcrastinateJob]:
        jobs = ProcrastinateJob.objects.filter(queue_name="certificates", status="todo").order_by("id")
        return [job for job in jobs if job.id not in self._done]

    def _do(self, job: ProcrastinateJob) -> bool:
        run = {task.name: task for task in (tasks.make, tasks.tell, tasks.restamp)}[job.task_name]
        try:
            run(**job.args)
        except problems.SealUnavailableError:
            return False
        return True


@pytest.fixture
def worker(db: None) -> Worker:
    """Somebody who works when the test says so."""
    return Worker()


@pytest.fixture
def noor(simulators: str, db: None) -> Viewer:
    """Noor, who has diplomas and works."""
    return of_the_cast("noor")


@pytest.fixture
def other(simulators: str, db: None) -> Viewer:
    """Emma, who has other diplomas."""
    return of_the_cast("emma")
