"""Regular work of signing in: keys turn, what has ended is removed. Safe to run twice."""

from procrastinate.contrib.django import app

from burgerprofiel.access import actions
from burgerprofiel.access.provider import keys


@app.periodic(cron="17 3 * * *")
@app.task(queue="access", pass_context=False)
def rotate_signing_keys(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Publish the next signing key when it is time."""
    keys.rotate()


@app.periodic(cron="* * * * *")
@app.task(queue="access", pass_context=False)
def remove_what_has_ended(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Remove sessions, codes, tokens and challenges whose time is over."""
    actions.purge()
