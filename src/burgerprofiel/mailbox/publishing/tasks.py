"""Background work of publishing and storage: thin calls, each safe to run twice."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

BULK = -10
"""Priority: after everything that somebody waits for."""


@app.task(
    name="mailbox.note_withdrawal",
    queue="mailbox",
    priority=BULK,
    pass_context=False,
    retry=RetryStrategy(max_attempts=20, exponential_wait=2),
)
def note_withdrawal(message: str, octets: int) -> None:
    """Write in every box that a message which many got was withdrawn."""
    from burgerprofiel.mailbox.publishing import noting

    noting.note(UUID(message), octets)


@app.periodic(cron="*/10 * * * *")
@app.task(queue="mailbox", priority=BULK, queueing_lock="mailbox.expire", lock="mailbox.expire", pass_context=False)
def expire(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Remove messages whose time is over, with everything of theirs."""
    from burgerprofiel.mailbox.publishing import expiry

    expiry.expire()


@app.periodic(cron="23 2 * * *")
@app.task(queue="mailbox", priority=BULK, queueing_lock="mailbox.orphans", lock="mailbox.orphans", pass_context=False)
def sweep_orphans(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Remove objects that no message speaks of."""
    from burgerprofiel.kit.storage import orphans

    orphans.sweep()
