"""The room's background work."""

from procrastinate.contrib.django import app

from burgerprofiel.kit.connections import let_go


@app.periodic(cron="23 5 * * *")
@app.task(name="permits.warn", queue="permits", queueing_lock="permits.warn", lock="permits.warn", pass_context=False)
def warn(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Every morning: tell whose permit ends soon. Safe to run twice."""
    from burgerprofiel.permits import warning

    try:
        warning.warn_all()
    finally:
        let_go()
