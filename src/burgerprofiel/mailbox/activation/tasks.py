"""What activation leaves to the worker: the test message, news of a decision. Safe to run twice."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox.activation import first_message, news

SOON = 10
"""Priority of what somebody waits for."""


@app.task(
    name="mailbox.welcome",
    aliases=["burgerprofiel.mailbox.activation.tasks.welcome"],
    queue="mailbox",
    pass_context=False,
    priority=SOON,
    retry=RetryStrategy(max_attempts=10, exponential_wait=3),
)
def welcome(box: str, language: str) -> None:
    """Put the test message in a box that was just activated, once."""
    first_message.publish(CitizenId(UUID(box)), language)


@app.task(
    name="mailbox.tell_news",
    aliases=["burgerprofiel.mailbox.activation.tasks.tell_news"],
    queue="mailbox",
    pass_context=False,
    priority=SOON,
    retry=RetryStrategy(max_attempts=10, exponential_wait=3),
)
def tell_news(box: str, what: str, to: str, at: str) -> None:
    """Tell the address of before that e-mails go elsewhere; `to` is sealed."""
    if what == news.MOVED:
        news.send(CitizenId(UUID(box)), to, datetime.fromisoformat(at))
    else:  # `stopped`, of before that was a notice
        with transaction.atomic():
            news.stopped(CitizenId(UUID(box)), Trace(actor="system"), datetime.fromisoformat(at))
