"""What activation leaves to the worker: the code by e-mail, the test message. Safe to run twice."""

from datetime import datetime
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from burgerprofiel.kit.ids import CitizenId

SOON = 10
"""Priority of what somebody waits for."""


@app.task(queue="mailbox", pass_context=False, priority=SOON, retry=RetryStrategy(max_attempts=5, linear_wait=5))
def send_code(box: str, expires: str, language: str) -> None:
    """Send the code for an address; one that nobody can use any more is not sent."""
    from burgerprofiel.mailbox.activation import letter

    letter.send(CitizenId(UUID(box)), datetime.fromisoformat(expires), language)


@app.task(queue="mailbox", pass_context=False, priority=SOON, retry=RetryStrategy(max_attempts=10, exponential_wait=3))
def welcome(box: str, language: str) -> None:
    """Put the test message in a box that was just activated, once."""
    from burgerprofiel.mailbox.activation import first_message

    first_message.publish(CitizenId(UUID(box)), language)


@app.task(queue="mailbox", pass_context=False, priority=SOON, retry=RetryStrategy(max_attempts=10, exponential_wait=3))
def tell_news(box: str, what: str, to: str, at: str) -> None:
    """Tell by e-mail what was decided about a box; `to` is sealed."""
    from burgerprofiel.mailbox.activation import news

    news.send(CitizenId(UUID(box)), news.What(what), to, datetime.fromisoformat(at))


@app.periodic(cron="*/5 * * * *")
@app.task(queue="mailbox", pass_context=False)
def forget_old_codes(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Remove codes that are over."""
    from burgerprofiel.mailbox.activation import proof

    proof.forget_old()
