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
