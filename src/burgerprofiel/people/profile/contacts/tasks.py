"""What contacts leave to the worker: the code by e-mail or text. Safe to run twice."""

from datetime import datetime
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.contacts import letter, proof

SOON = 10
"""Priority of what somebody waits for."""


@app.task(
    name="people.send_code",
    aliases=["burgerprofiel.people.profile.contacts.tasks.send_code"],
    queue="people",
    pass_context=False,
    priority=SOON,
    retry=RetryStrategy(max_attempts=5, linear_wait=5),
)
def send_code(citizen: str, kind: str, expires: str, language: str) -> None:
    """Send the code for a contact; one that nobody can use any more is not sent."""
    letter.send(CitizenId(UUID(citizen)), Kind(kind), datetime.fromisoformat(expires), language)


@app.periodic(cron="*/5 * * * *")
@app.task(queue="people", pass_context=False)
def forget_old_codes(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Remove codes that are over."""
    proof.forget_old()
