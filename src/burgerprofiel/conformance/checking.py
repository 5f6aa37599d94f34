"""A check is a sentence of the contract, where it stands, and how one sees whether it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Generic, NoReturn, TypeVar

import httpx

T = TypeVar("T")


class Outcome(Enum):
    """What a check found."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_SEEN = "not seen"
    """There was nothing to see it with, a message with two files for instance: neither good nor bad."""


class FailedError(Exception):
    """The sentence does not hold; the message says what was seen."""


class NotSeenError(Exception):
    """There was nothing to see it with; the message says what is needed."""


@dataclass(frozen=True)
class Check(Generic[T]):
    """One sentence."""

    name: str
    sentence: str
    source: str
    """Where the contract says so."""
    see: Callable[[T], None]
    """Raises FailedError or NotSeenError."""
    changes: bool = False
    """Whether looking changes something there: only with the owner's leave."""


@dataclass(frozen=True)
class Result:
    """What was found."""

    name: str
    sentence: str
    source: str
    outcome: Outcome
    detail: str = ""


_OTHER_SHAPE = (KeyError, IndexError, TypeError, ValueError, AttributeError)
"""What looking into an answer raises that is not what it should be."""


class Book(Generic[T]):
    """The checks of one kind of system, in the order in which they are done."""

    def __init__(self) -> None:
        """Begin empty."""
        self.checks: list[Check[T]] = []

    def check(
        self, name: str, sentence: str, source: str, *, changes: bool = False
    ) -> Callable[[Callable[[T], None]], Callable[[T], None]]:
        """Enter a function as a check."""

        def enter(see: Callable[[T], None]) -> Callable[[T], None]:
            self.checks.append(Check(name, sentence, source, see, changes))
            return see

        return enter

    def run(self, system: T, *, may_change: bool = False) -> Iterator[Result]:
        """Do every check; a system that does not answer fails it, and the next is done all the same."""
        for each in self.checks:
            if each.changes and not may_change:
                yield _result(each, Outcome.NOT_SEEN, "it changes something there: allow it with --may-change")
                continue
            try:
                each.see(system)
            except FailedError as error:
                yield _result(each, Outcome.FAILED, str(error))
            except NotSeenError as error:
                yield _result(each, Outcome.NOT_SEEN, str(error))
            except httpx.HTTPError as error:
                yield _result(each, Outcome.FAILED, f"no answer: {error or type(error).__name__}")
            except _OTHER_SHAPE as error:
                yield _result(each, Outcome.FAILED, f"an answer has another shape: {type(error).__name__} {error}")
            else:
                yield _result(each, Outcome.PASSED)


def _result(check: Check[T], outcome: Outcome, detail: str = "") -> Result:
    return Result(check.name, check.sentence, check.source, outcome, detail)


def fail(detail: str) -> NoReturn:
    """Say that the sentence does not hold."""
    raise FailedError(detail)


def expect(holds: bool, detail: str) -> None:  # noqa: FBT001 - a condition
    """Raise FailedError unless it holds."""
    if not holds:
        raise FailedError(detail)


def needed(items: Iterable[T], what: str) -> list[T]:
    """Return them as a list. Raises NotSeenError when there are none."""
    found = list(items)
    if not found:
        raise NotSeenError(f"needs {what}")
    return found
