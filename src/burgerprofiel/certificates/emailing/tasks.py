"""What is kept to count e-mails is forgotten when it counts no more."""

from datetime import timedelta

from procrastinate.contrib.django import app

from burgerprofiel.certificates.models import Mailed
from burgerprofiel.kit import clock

KEPT = timedelta(days=2)


@app.periodic(cron="23 2 * * *")
@app.task(queue="certificates", pass_context=False)
def forget_mailed(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Remove what counts no more."""
    Mailed.objects.filter(at__lt=clock.now() - KEPT).delete()
