"""What happens of itself. Sending is not here: a process of its own does that (`outbox.post_office`)."""

from procrastinate.contrib.django import app

from burgerprofiel.notices.outbox import pressure


@app.periodic(cron="* * * * *")
@app.task(name="notices.watch", queue="notices", pass_context=False)
def watch(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Every minute: tell the log when notices wait too long, and who seems not to run."""
    pressure.tell_the_log()
