"""Answers go when their messages do. Safe to run twice and at the same time."""

from procrastinate.contrib.django import app

from burgerprofiel.mailbox.replies import actions


@app.periodic(cron="41 4 * * *")
@app.task(queue="mailbox", pass_context=False)
def forget(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Remove answers to messages that have gone."""
    while actions.forget():
        pass
