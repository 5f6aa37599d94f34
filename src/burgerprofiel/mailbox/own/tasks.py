"""The worker's part in what sessions kept: what a session left that just ran out. Safe to run twice."""

from procrastinate.contrib.django import app


@app.periodic(cron="*/5 * * * *")
@app.task(queue="mailbox", queueing_lock="mailbox.waiting", pass_context=False)
def sweep_waiting(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Delete counts of other registries whose session ended without signing out, and ids of events of long ago."""
    from burgerprofiel.mailbox.federation import told
    from burgerprofiel.mailbox.own import waiting

    waiting.sweep()
    told.forget()
