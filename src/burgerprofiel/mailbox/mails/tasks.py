"""The worker's rounds: what happened is told by e-mail. Safe to run twice."""

from datetime import timedelta

from procrastinate.contrib.django import app

from burgerprofiel.kit import clock
from burgerprofiel.mailbox.mails import ready, sending
from burgerprofiel.mailbox.models import OwnerMail

KEPT = timedelta(days=90)
"""How long it is known that an e-mail went; what it is about happens once, and its event does not come again."""


@app.periodic(cron="* * * * * */10")
@app.task(queue="mailbox", pass_context=False, lock="mailbox-mails", queueing_lock="mailbox-mails")
def tell_owners(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Every ten seconds: tell owners what came, and what waits for them."""
    ready.catch_up()
    sending.send_waiting()


@app.periodic(cron="37 2 * * *")
@app.task(queue="mailbox", pass_context=False)
def forget_old_mails(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Remove what says of old e-mails that they went."""
    OwnerMail.objects.filter(sent_at__lt=clock.now() - KEPT).delete()
