"""The worker adds what was sent in, and forgets results that were kept long enough. All safe to run twice."""

import time
from contextlib import suppress
from datetime import timedelta

from procrastinate.contrib.django import app

from burgerprofiel.dossiers.intake import processing
from burgerprofiel.dossiers.models import Upload
from burgerprofiel.kit import clock, jobs
from burgerprofiel.kit.connections import let_go

TURN = 2.0
"""Seconds that a worker adds before others have their turn."""
TRIES, PAUSE = 5, 0.1
"""How often, and after how many seconds, who finds another at it looks again: an empty batch takes far less."""
KEPT = timedelta(days=90)
"""How long a result can be asked for, and an `UploadId` is known again."""


@app.task(name="dossiers.add", queue="dossiers", pass_context=False)
def add() -> None:
    """Add what waits, for a turn: other rooms' jobs come between, however much is pushed.

    Who finds another at it for half a second leaves it to them: they look again for what came before that.
    """
    try:
        for _try in range(TRIES):
            with suppress(processing.BusyError):
                _turn()
                return
            let_go()
            time.sleep(PAUSE)
    finally:
        let_go()


def _turn() -> None:
    until = time.monotonic() + TURN
    while processing.process(wait=False):
        if time.monotonic() > until:
            jobs.ask_once("dossiers.add")
            return


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
