"""Every minute an anchor over all chain heads (architecture, decision 7)."""

from procrastinate.contrib.django import app

from burgerprofiel.audit import actions


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="audit.anchor", lock="audit.anchor", pass_context=False)
def anchor(timestamp: int) -> None:  # noqa: ARG001 - procrastinate tells when it was due
    """Make the next anchor and keep it elsewhere."""
    actions.anchor()
