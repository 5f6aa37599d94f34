"""Results of bundles are kept for a while, then forgotten."""

from datetime import timedelta

from procrastinate.contrib.django import app

from burgerprofiel.kit import clock
from burgerprofiel.notices.models import Bundle

KEPT = timedelta(days=90)
"""How long a sender can ask what became of a bundle, and its `Id` is known again."""


@app.periodic(cron="47 2 * * *")
@app.task(name="notices.forget_bundles", queue="notices", pass_context=False)
def forget(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Remove results that are old."""
    Bundle.objects.filter(received_at__lt=clock.now() - KEPT).delete()
