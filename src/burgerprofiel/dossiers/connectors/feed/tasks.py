"""The worker asks every feed for what changed, each in a job of its own: a slow one keeps nobody else waiting."""

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from burgerprofiel.dossiers.connectors.feed import polling
from burgerprofiel.dossiers.intake import waking
from burgerprofiel.kit.connections import let_go


@app.periodic(cron="* * * * * */30")
@app.task(name="dossiers.poll_all", queue="dossiers", pass_context=False, queueing_lock="dossiers.poll_all")
def poll_all(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Twice a minute: let every feed that may be asked be asked."""
    for uri in polling.due():
        try:
            poll.configure(queueing_lock=f"dossiers.poll {uri}").defer(uri=uri)
        except AlreadyEnqueued:
            continue


@app.task(name="dossiers.poll", queue="dossiers", pass_context=False)
def poll(uri: str) -> None:
    """Ask one feed."""
    try:
        if polling.poll(uri):
            waking.soon()
    finally:
        let_go()
