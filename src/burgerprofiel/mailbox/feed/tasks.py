"""Regular work of the feed: numbers every minute, webhooks brought, reminders, and what is old forgotten.

All safe to run twice and at the same time.
"""

from uuid import UUID

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from burgerprofiel.mailbox import keys
from burgerprofiel.mailbox.feed import forgetting, numbering, reminders
from burgerprofiel.mailbox.webhooks import delivery


@app.periodic(cron="* * * * *")
@app.task(
    name="mailbox.feed.tell",
    aliases=["burgerprofiel.mailbox.feed.tasks.tell"],
    queue="mailbox",
    pass_context=False,
)
def tell(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Number what is not numbered yet, and let every address that may be tried be tried, each in a job of its own."""
    numbering.number_all()
    for subscription_id in delivery.due():
        _soon(subscription_id)


@app.task(queue="mailbox", pass_context=False)
def deliver(subscription: str) -> None:
    """Bring one address what waits for it."""
    if delivery.deliver(UUID(subscription)):
        _soon(UUID(subscription))


def _soon(subscription_id: UUID) -> None:
    try:
        deliver.configure(queueing_lock=f"mailbox.webhook.{subscription_id}").defer(subscription=str(subscription_id))
    except AlreadyEnqueued:
        return


@app.periodic(cron="7 * * * *")
@app.task(queue="mailbox", pass_context=False)
def remind(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Tell of messages that nobody opened for a fortnight, and of those that expire in a week."""
    reminders.remind()


@app.periodic(cron="23 4 * * *")
@app.task(queue="mailbox", pass_context=False)
def forget(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Remove events that are older than the feed goes back, and seal keys with the present root key."""
    forgetting.forget()
    keys.reseal()
