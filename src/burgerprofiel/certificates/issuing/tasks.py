"""What issuing leaves to the worker: making and sealing, telling, newer time stamps. Safe to run twice, or at once."""

from datetime import timedelta
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from burgerprofiel.certificates.issuing import making, renewing, telling
from burgerprofiel.certificates.models import Certificate
from burgerprofiel.certificates.models.certificates import CertificateId, State
from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ids import CitizenId

SOON, BULK = 10, -10
"""Priorities: of what somebody waits for, and of what nobody does."""
OVERDUE = timedelta(minutes=2)
"""Older than that and asked of nobody: its worker was killed, or waited for the seal as often as it may."""
AT_ONCE = 500
_NAME = "certificates.make"


@app.task(
    name=_NAME,
    queue="certificates",
    priority=SOON,
    pass_context=False,
    retry=RetryStrategy(max_attempts=8, exponential_wait=2),
)
def make(citizen: str, certificate: str) -> None:
    """Make and seal one; while the seal is not there it is tried again after 2, 4, 8 … seconds, then by `go_on`."""
    try:
        making.make(CitizenId(UUID(citizen)), CertificateId(UUID(certificate)))
    finally:
        let_go()


@app.periodic(cron="* * * * *")
@app.task(queue="certificates", queueing_lock="certificates.go_on", pass_context=False)
def go_on(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Ask again for what waits and was asked of nobody. Each minute: the seal may be back."""
    rows = Certificate.objects.filter(state=State.WAITING, asked_at__lt=clock.now() - OVERDUE).order_by("asked_at")
    waiting = rows.values_list("citizen_id", "id")[:AT_ONCE]
    asked = ProcrastinateJob.objects.filter(task_name=_NAME, status="todo")
    known = set(asked.values_list("args__certificate", flat=True))
    for citizen_id, certificate_id in waiting:
        if str(certificate_id) not in known:
            make.defer(citizen=str(citizen_id), certificate=str(certificate_id))


@app.task(
    name="certificates.tell",
    aliases=["burgerprofiel.certificates.issuing.tasks.tell"],
    queue="certificates",
    pass_context=False,
    retry=RetryStrategy(max_attempts=10, exponential_wait=3),
)
def tell(citizen: str, certificate: str) -> None:
    """Tell the citizen of one that had to wait, or was withdrawn; later when it is too early."""
    telling.tell(CitizenId(UUID(citizen)), CertificateId(UUID(certificate)))


@app.periodic(cron="11 1 * * *")
@app.task(
    queue="certificates",
    priority=BULK,
    queueing_lock="certificates.renew",
    lock="certificates.renew",
    pass_context=False,
)
def renew(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Ask for a newer time stamp for every certificate whose last one comes to its end."""
    for citizen_id, certificate_id in renewing.due():
        restamp.defer(citizen=str(citizen_id), certificate=str(certificate_id))


@app.task(
    name="certificates.restamp",
    queue="certificates",
    priority=BULK,
    pass_context=False,
    retry=RetryStrategy(max_attempts=8, exponential_wait=3),
)
def restamp(citizen: str, certificate: str) -> None:
    """Give one certificate a newer time stamp; what does not come today is asked for again tomorrow."""
    try:
        renewing.renew(CitizenId(UUID(citizen)), CertificateId(UUID(certificate)))
    finally:
        let_go()
