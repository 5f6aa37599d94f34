"""Regular work of signing in: keys turn, what has ended is removed. Safe to run twice."""

from uuid import UUID

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from burgerprofiel.access import actions, limits, restrictions, warnings
from burgerprofiel.access.activation import afterwards
from burgerprofiel.access.events import SignInRefused
from burgerprofiel.access.letters import activation, codes, warning
from burgerprofiel.access.models import OneTimeCode
from burgerprofiel.access.provider import keys
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people.mandates import actions as mandates

SOON = 10
"""Priority of what somebody waits for, or must hear of now. All else has 0, and what is done in bulk less."""


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


@app.periodic(cron="*/5 * * * *")
@app.task(queue="access", pass_context=False)
def forget_old_tries(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Remove tries that no limit counts any more, and codes that are over."""
    limits.forget()
    OneTimeCode.objects.filter(expires_at__lte=clock.now()).delete()
    warnings.forget_old()
    mandates.forget_lapsed()


@app.task(
    name="access.note_refusal", aliases=["burgerprofiel.access.tasks.note_refusal"], queue="access", pass_context=False
)
def note_refusal(citizen: str, key: str, path: str) -> None:
    """Write in somebody's trail that a coded key was tried in vain; for nobody, nothing."""
    if citizen:
        with transaction.atomic():
            trace = Trace(actor="citizen", method="POST", path=path)
            record(CitizenId(UUID(citizen)), trace, SignInRefused(key=key, reason="wrong-code"))


@app.task(
    name="access.send_code",
    aliases=["burgerprofiel.access.tasks.send_code"],
    queue="access",
    pass_context=False,
    priority=SOON,
    retry=RetryStrategy(max_attempts=5, linear_wait=5),
)
def send_code(row: str, language: str) -> None:
    """Send a one-time code; one that nobody can use any more, or that is for nobody, is not sent."""
    codes.send(UUID(row), language)


@app.periodic(cron="41 3 * * *")
@app.task(queue="access", pass_context=False)
def forget_old_registrations(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Remove what counters registered more than a year ago."""
    afterwards.forget_old()


@app.task(
    name="access.send_activation_link",
    aliases=["burgerprofiel.access.tasks.send_activation_link"],
    queue="access",
    pass_context=False,
    priority=SOON,
    retry=RetryStrategy(max_attempts=10, exponential_wait=3),
)
def send_activation_link(registration: str) -> None:
    """Send the link of a registration that still waits; tried for about a day while the mail server is down."""
    activation.send_link(UUID(registration))


@app.task(
    name="access.send_warning",
    aliases=["burgerprofiel.access.tasks.send_warning"],
    queue="access",
    pass_context=False,
    priority=SOON,
    retry=RetryStrategy(max_attempts=10, exponential_wait=3),
)
def send_warning(row: str) -> None:
    """Send a letter that warns; for a mail server that is down it is tried again, ever later, for about a day."""
    warning.send(UUID(row))


@app.periodic(cron="*/5 * * * *")
@app.task(queue="access", pass_context=False, priority=SOON)
def begin_restrictions(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """End what is open of those whose restriction begins today."""
    restrictions.begin_due()
