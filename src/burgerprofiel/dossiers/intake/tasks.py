"""The worker adds what was sent in, and forgets results that were kept long enough. All safe to run twice."""

from datetime import timedelta

from procrastinate.contrib.django import app

from burgerprofiel.dossiers.models import Upload
from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go

KEPT = timedelta(days=90)
"""How long a result can be asked for, and an `UploadId` is known again."""


@app.task(name="dossiers.add", queue="dossiers", pass_context=False)
def add() -> None:
    """Add everything that waits."""
    from burgerprofiel.dossiers.intake import processing

    try:
        processing.process_all()
    finally:
        let_go()


@app.periodic(cron="* * * * *")
@app.task(name="dossiers.add_left", queue="dossiers", pass_context=False)
def add_left(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Every minute: add what nobody was told of, or what a killed worker left."""
    add()


@app.periodic(cron="41 2 * * *")
@app.task(name="dossiers.forget_results", queue="dossiers", pass_context=False)
def forget(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Remove results that are old."""
    Upload.objects.filter(processed_at__lt=clock.now() - KEPT).delete()
