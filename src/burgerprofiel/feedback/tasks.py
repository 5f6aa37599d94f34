"""The room's background work: handing reports over, asking after them, keeping the forms true. Safe to run twice."""

import time
from uuid import UUID

import structlog
from procrastinate.contrib.django import app

from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ids import CitizenId

log = structlog.get_logger(__name__)

ROUND = 25.0
"""Seconds of a round: then others of the worker get their turn."""
AT_ONCE = 200


@app.task(name="feedback.hand_over", queue="feedback", pass_context=False)
def hand_over(citizen: str, report: str) -> None:
    """Give a report to its source's system; what it cannot take now, `go_on` tries again."""
    from burgerprofiel.feedback import handing_over

    try:
        handing_over.hand_over(CitizenId(UUID(citizen)), UUID(report))
    finally:
        let_go()


@app.periodic(cron="* * * * * */20")
@app.task(
    name="feedback.go_on",
    queue="feedback",
    queueing_lock="feedback.go_on",
    lock="feedback.go_on",
    pass_context=False,
)
def go_on(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Three times a minute: hand over what waits, ask after what is elsewhere, the longest waiting first."""
    from burgerprofiel.feedback import following, handing_over
    from burgerprofiel.feedback.models import Report
    from burgerprofiel.kit import clock

    until = time.monotonic() + ROUND
    try:
        due = Report.objects.filter(due_at__lte=clock.now()).order_by("due_at")
        for citizen_id, report, remote in list(due.values_list("citizen_id", "id", "remote")[:AT_ONCE]):
            if time.monotonic() > until:
                return
            try:
                (following.follow if remote else handing_over.hand_over)(CitizenId(citizen_id), report)
            except Exception:  # one report keeps no other waiting; its lease brings it back
                log.exception("a report could not be brought further", report=str(report))
    finally:
        let_go()


@app.periodic(cron="*/10 * * * *")
@app.task(
    name="feedback.datasets",
    queue="feedback",
    queueing_lock="feedback.datasets",
    lock="feedback.datasets",
    pass_context=False,
)
def refresh(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Ask the systems what may be reported now."""
    from burgerprofiel.feedback import datasets

    try:
        datasets.refresh()
    finally:
        let_go()


@app.periodic(cron="41 3 * * *")
@app.task(name="feedback.sweep", queue="feedback", queueing_lock="feedback.sweep", pass_context=False)
def sweep(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Every night: forget files that programs brought and named in no report, and reports that are long over."""
    from burgerprofiel.feedback import removing
    from burgerprofiel.feedback.api import uploads

    try:
        uploads.sweep()
        removing.sweep()
    finally:
        let_go()
