"""The worker's rounds: what happened is told. Safe to run twice."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from burgerprofiel.mailbox.mails import ready


@app.periodic(cron="* * * * * */5")
@app.task(queue="mailbox", pass_context=False, lock="mailbox-mails", queueing_lock="mailbox-mails")
def tell_owners(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Every five seconds: tell owners what came, and what waits for them."""
    ready.catch_up()


@app.task(name="mailbox.tell_left", queue="mailbox", pass_context=False)
@transaction.atomic
def tell_left(rows: list[tuple[str, str, str, str]]) -> None:
    """Tell what waited for an e-mail when notices took that over (migration 0019): box, message, kind, since when."""
    reasons = [ready.Reason(UUID(box), UUID(one), kind, datetime.fromisoformat(at)) for box, one, kind, at in rows]
    ready.tell(reasons)
