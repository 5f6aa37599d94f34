"""What a profile leaves to the worker. Safe to run twice."""

from procrastinate.contrib.django import app

SECONDS = 25.0
"""So long a round takes at most; the rest waits for the next hour."""


@app.periodic(cron="17 * * * *")
@app.task(queue="people", pass_context=False)
def look_for_unused(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Tell whoever did not sign in for 23 months, and remove profiles after 24 (E3)."""
    from burgerprofiel.people.profile import unused

    unused.go_round(SECONDS)
