"""The worker sends what waits. Safe to run twice, and at once."""

from procrastinate.contrib.django import app

from burgerprofiel.notices.outbox import sending

LOCK = "notices.send"
"""One job to send waits at a time."""


@app.task(name="notices.send", queue="notices", pass_context=False)
def send() -> None:
    """Send what waits, for a turn."""
    sending.send_waiting()


@app.periodic(cron="* * * * *")
@app.task(name="notices.send_left", queue="notices", pass_context=False)
def send_left(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Every minute: send what nobody was told of, what was tried in vain, what quiet hours held back."""
    send()


@app.periodic(cron="7 3-5 * * *")
@app.task(queue="notices", queueing_lock="notices.keeping", pass_context=False)
def sweep_old(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Remove notices whose time is over; what a night leaves the next one takes."""
    from burgerprofiel.notices.own import keeping

    keeping.sweep()
