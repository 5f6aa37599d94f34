"""The worker's part in finding: boxes that became large get an index. Safe to run twice."""

from procrastinate.contrib.django import app


@app.periodic(cron="*/20 * * * *")
@app.task(queue="mailbox", priority=-10, queueing_lock="mailbox.index", lock="mailbox.index", pass_context=False)
def index_large(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Find the boxes that became large, and index them; until then they are read."""
    from burgerprofiel.mailbox.finding import filling

    filling.fill_large()
