"""Ctrl-C, SIGTERM and a closed terminal all mean: stop, in good order, once."""

import signal
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked to stop. Not an Exception, so that nothing on the way takes it for an error."""


def listen() -> None:
    """From now on those signals raise Stopped in the main thread."""
    for number in _SIGNALS:
        signal.signal(number, _stop)


def ignore() -> None:
    """From now on those signals do nothing: we are already stopping."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _stop(_number: int, _frame: FrameType | None) -> None:
    ignore()
    raise Stopped
