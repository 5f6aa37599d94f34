"""To whom an announcement goes: everybody, or those on a list of national numbers.

Of a list only who is known here is kept, sealed, and how many are not. What stands on a line that is no number is told
to nobody: only which line that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.root_keys import root_keys
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people import queries as people

MOST = 100_000
"""Numbers on a list at the desk; longer ones go by `./manage notices_announce --list`."""
OCTETS = 4_000_000
"""Of a file."""
_AT_ONCE = 10_000
_CELL = re.compile(r"[;,\t]")


class WrongLinesError(ValueError):
    """There are lines that are no national number; `lines`: which, from 1 on."""

    def __init__(self, lines: list[int]) -> None:
        """Remember which, never what stands there."""
        super().__init__(f"{len(lines)} lines")
        self.lines = lines


class TooManyError(ValueError):
    """The list is longer than the desk takes."""


class NotTextError(ValueError):
    """The file is no text."""


class EmptyError(ValueError):
    """There is no number in it at all."""


@dataclass(frozen=True)
class Listed:
    """A list that is right. `repr` hides it."""

    whom: tuple[CitizenId, ...] = field(repr=False)
    strangers: int


def text_of(content: bytes) -> str:
    """Return a file as text. Raises NotTextError."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotTextError from error
    if "\x00" in text:
        raise NotTextError
    return text


def listed(text: str) -> Listed:
    """Return whom a list names: a number a line, of a table its first column.

    Raises WrongLinesError, TooManyError and EmptyError. A SQL statement for each ten thousand.
    """
    wanted = dict.fromkeys(_numbers(text))
    if not wanted:
        raise EmptyError
    some, found = list(wanted), list[CitizenId]()
    for begin in range(0, len(some), _AT_ONCE):
        found += people.citizens_with(some[begin : begin + _AT_ONCE]).values()
    return Listed(tuple(sorted(set(found))), len(some) - len(found))


def _numbers(text: str) -> list[Ssin]:
    good, wrong = list[Ssin](), list[int]()
    for line, number in _cells(text.split("\n")):
        try:
            good.append(Ssin(number))
        except ValueError:
            wrong.append(line)
        if len(good) > MOST:
            raise TooManyError
    if wrong:
        raise WrongLinesError(wrong)
    return good


def _cells(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    for line, text in enumerate(lines, 1):
        cell = _CELL.split(text, maxsplit=1)[0].strip().strip('"').strip()
        if text.strip():
            yield line, cell


def place(proposal_id: UUID) -> bytes:
    """Where `Proposal.whom` is sealed."""
    return f"notices.announcement.whom:{proposal_id}".encode()


def sealed(proposal_id: UUID, whom: Iterable[CitizenId]) -> bytes:
    """Return a list as it is kept."""
    return root_keys().seal(b"".join(each.bytes for each in whom), place(proposal_id))


def unsealed(proposal_id: UUID, kept: bytes) -> list[CitizenId]:
    """Return it again; empty: there is none."""
    if not kept:
        return []
    plain = root_keys().unseal(kept, place(proposal_id))
    return [CitizenId(UUID(bytes=plain[begin : begin + 16])) for begin in range(0, len(plain), 16)]
