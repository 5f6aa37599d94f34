"""What the launcher tells the person at the terminal."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress


def say(text: str = "") -> None:
    """Write one line to the terminal, at once; a reader who left (`./run | head`) stops nothing."""
    with suppress(BrokenPipeError):
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


def complain(text: str) -> None:
    """Write one line to standard error."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


@contextmanager
def step(text: str) -> Iterator[None]:
    """Say what is being done, and how long it took when that was over a second."""
    began = time.monotonic()
    say(f"  {text} …")
    yield
    took = time.monotonic() - began
    if took > 1:
        say(f"    done in {took:.1f} s")
