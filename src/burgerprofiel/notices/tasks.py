"""What happens of itself. Sending is not here: a process of its own does that (`outbox.post_office`)."""

import time

from procrastinate.contrib.django import app

from burgerprofiel.kit.connections import let_go
from burgerprofiel.notices.announcements import actions as announcements
from burgerprofiel.notices.announcements import clearing, forgetting
from burgerprofiel.notices.outbox import pressure

_A_TURN = 30.0
"""Seconds; then other jobs come first."""


@app.periodic(cron="* * * * *")
@app.task(name="notices.watch", queue="notices", pass_context=False)
def watch(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Every minute: tell the log when notices wait too long, and who seems not to run."""
    pressure.tell_the_log()


@app.periodic(cron="* * * * *")
@app.task(name="notices.announce", queue="notices", queueing_lock="notices.announce", pass_context=False)
def announce(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Every minute: go on with announcements whose maker ended before they did."""
    until = time.monotonic() + _A_TURN
    try:
        while time.monotonic() < until and announcements.tell_next() is not None:
            pass
    finally:
        let_go()


@app.periodic(cron="* * * * *")
@app.task(name="notices.clear_stopped", queue="notices", queueing_lock="notices.clear_stopped", pass_context=False)
def clear_stopped(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Every minute: go on with announcements that were stopped, in the outbox and in the bells."""
    try:
        clearing.clear(_A_TURN)
    finally:
        let_go()


@app.periodic(cron="41 3 * * *")
@app.task(name="notices.forget_proposals", queue="notices", queueing_lock="notices.forget", pass_context=False)
def forget_proposals(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Every night: announcements that nobody finished go."""
    try:
        forgetting.forget()
    finally:
        let_go()
