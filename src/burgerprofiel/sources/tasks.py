"""Background work of this room: thin calls, safe to run twice."""

from procrastinate.contrib.django import app

from burgerprofiel.sources import cache


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="sources.sweep", pass_context=False)
def sweep_sealed_answers(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes it
    """Delete answers of sessions that ended without signing out."""
    cache.sweep()
