"""What people read goes to the screen, what programs read to standard output: with --json that is JSON alone."""

from __future__ import annotations

import json
import sys


class Say:
    """How this run speaks."""

    def __init__(self, *, as_json: bool) -> None:
        """`as_json`: for a program."""
        self.as_json = as_json

    def people(self, *sentences: str) -> None:
        """Tell people something."""
        (sys.stderr if self.as_json else sys.stdout).write("".join(f"{sentence}\n" for sentence in sentences))

    def program(self, told: object) -> None:
        """Give a program an object, on a line of its own; people do not see it."""
        if self.as_json:
            sys.stdout.write(json.dumps(told) + "\n")
            sys.stdout.flush()

    def trouble(self, sentence: str) -> None:
        """Tell what went wrong."""
        sys.stderr.write(f"ebox: {sentence}\n")


def counted(number: int, one: str, more: str) -> str:
    """Return a number with its noun."""
    return f"{number} {one if number == 1 else more}"
