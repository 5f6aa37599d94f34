"""Mail of organisations that came without being placed is placed by the worker."""

from procrastinate.contrib.django import app

from burgerprofiel.mailbox.work import placing


@app.periodic(cron="* * * * *")
@app.task(queue="mailbox", pass_context=False)
def place_late(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Place what came to many at once. Safe to run twice."""
    placing.place_late()
