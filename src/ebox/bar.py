"""A bar that shows how far something is, on a terminal; elsewhere a line now and then."""

from __future__ import annotations

import sys
import time

_WIDTH = 28
_SELDOM = 10.0


class Bar:
    """Counts up to `total`."""

    def __init__(self, total: int, what: str, *, quiet: bool = False) -> None:
        """`what` is counted: “messages”. Quiet: nothing is shown."""
        self._total, self._what, self._quiet = total, what, quiet
        self._began, self._shown, self._done = time.monotonic(), 0.0, 0
        self._terminal = sys.stderr.isatty()

    def show(self, done: int, note: str = "", *, rate: float | None = None) -> None:
        """Show that `done` of them are done; `rate` a second, when somebody else knows it."""
        self._done, now = done, time.monotonic()
        last = done >= self._total
        if self._quiet or (not last and now - self._shown < (0.1 if self._terminal else _SELDOM)):
            return
        self._shown = now
        rate = rate if rate is not None else done / max(now - self._began, 0.001)
        left = f", {_span((self._total - done) / rate)} left" if rate and not last else ""
        share = done / self._total if self._total else 1.0
        text = f"{done}/{self._total} {self._what} {share:4.0%} {rate:.0f}/s{left}{', ' + note if note else ''}"
        if self._terminal:
            full = round(share * _WIDTH)
            sys.stderr.write(f"\r\x1b[K[{'█' * full}{'·' * (_WIDTH - full)}] {text}")
        else:
            sys.stderr.write(text + "\n")
        sys.stderr.flush()

    def end(self) -> None:
        """Go on below it."""
        if self._terminal and not self._quiet and self._shown:
            sys.stderr.write("\n")


def _span(seconds: float) -> str:
    """`42 s`, `3 min`, `2 h 05`."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds // 3600:.0f} h {seconds % 3600 // 60:02.0f}"
