"""The worker's part in the life of a box: which of them sleep, and that their owners are told. Safe to run twice."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app


@app.periodic(cron="10 9 * * *")
@app.task(queue="mailbox", pass_context=False)
def find_dormant(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Once a day, when people are awake: find boxes into which nobody looks."""
    from burgerprofiel.mailbox.life import dormant

    dormant.find(timedelta(days=settings.CONFIG.dormant_days))


@app.task(queue="mailbox", pass_context=False, retry=RetryStrategy(max_attempts=10, exponential_wait=3))
def tell_dormant(box: str) -> None:
    """Tell the owner of one."""
    from burgerprofiel.mailbox.life import dormant_letter

    dormant_letter.send(UUID(box))
