"""A list of recipients as senders write it: a number a line, as CSV or as NDJSON, read while it comes in.

Recipients stand in the body alone, and no answer tells a national number back: a line is known by its number, and by
the sender's own reference.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import msgspec

from burgerprofiel.kit.cbe import CbeNumber
from burgerprofiel.kit.packing import from_json
from burgerprofiel.kit.ssin import Ssin, stands_in
from burgerprofiel.mailbox.models.boxes import Kind

LONGEST = 1_000
"""Bytes in a line."""
REFERENCE = 100
"""Characters in a reference."""
CSV, NDJSON = "text/csv", "application/x-ndjson"
_COLUMNS = {"recipient", "ssin", "enterprisenumber"}
"""How the column with the number may be called; the other one is `reference`."""


@dataclass(frozen=True)
class Line:
    """A line that was understood, or not."""

    number: int
    """1, 2, 3 …: the heading of a CSV counts, empty lines too."""
    reference: str = ""
    who: Ssin | CbeNumber | None = None
    wrong: str = ""
    """What is wrong with it; empty: nothing."""


class UnreadableError(Exception):
    """The list as a whole cannot be read; the text is a sentence for the sender."""


class _Named(msgspec.Struct, forbid_unknown_fields=True, rename="camel"):
    """A line of NDJSON."""

    ssin: str = ""
    enterprise_number: str = ""
    recipient: str = ""
    reference: str = ""


def read(pieces: Iterable[bytes], media_type: str, kind: Kind) -> Iterator[Line]:
    """Return the lines of a list for boxes of this kind, without the empty ones. Raises UnreadableError."""
    if media_type not in (CSV, NDJSON):
        raise UnreadableError(f"A list of recipients is {CSV} or {NDJSON}.")
    parse: Callable[[str], tuple[str, str]] | None = _json if media_type == NDJSON else None
    empty = True
    for number, line in enumerate(_lines(pieces), 1):
        text = line.strip().removeprefix("\ufeff") if number == 1 else line.strip()
        if not text:
            continue
        if parse is None:
            parse, is_heading = _csv(text)
            if is_heading:
                continue
        empty = False
        yield _understood(number, text, parse, kind)
    if empty:
        raise UnreadableError("Nobody stands on this list.")


def _understood(number: int, text: str, parse: Callable[[str], tuple[str, str]], kind: Kind) -> Line:
    if len(text) > LONGEST:
        return Line(number, wrong=f"A line has at most {LONGEST} bytes.")
    try:
        who, reference = parse(text)
    except (msgspec.DecodeError, csv.Error, IndexError):
        return Line(number, wrong="This line cannot be read.")
    reference = "".join(letter for letter in reference if letter.isprintable())[:REFERENCE]
    if stands_in(reference):
        return Line(number, wrong="The reference holds a national number: choose a word of your own.")
    try:
        return Line(number, reference, Ssin(who) if kind is Kind.CITIZEN else CbeNumber.parse(who))
    except ValueError as error:
        return Line(number, reference, wrong=str(error))


def _lines(pieces: Iterable[bytes]) -> Iterator[str]:
    """Cut in lines; of one that never ends no more is kept than shows that it is too long."""
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            yield line[: LONGEST + 1].decode(errors="replace")
        rest = rest[: LONGEST + 1]
    if rest:
        yield rest.decode(errors="replace")


def _json(text: str) -> tuple[str, str]:
    named = from_json(text, _Named)
    return named.recipient or named.ssin or named.enterprise_number, named.reference


def _csv(first: str) -> tuple[Callable[[str], tuple[str, str]], bool]:
    """Return how to read the lines, by the first one, and whether that one is a heading. Raises UnreadableError."""
    mark = ";" if first.count(";") > first.count(",") else ","
    names = [name.strip().lower() for name in next(csv.reader([first], delimiter=mark))]
    if sum(letter.isdigit() for letter in names[0]) >= 9:
        return lambda text: _cells(text, mark, 0, 1), False
    column = next((names.index(name) for name in names if name in _COLUMNS), None)
    if column is None:
        raise UnreadableError("The first line names no column “recipient”, nor is it a number.")
    reference = names.index("reference") if "reference" in names else len(names)
    return lambda text: _cells(text, mark, column, reference), True


def _cells(text: str, mark: str, who: int, reference: int) -> tuple[str, str]:
    cells = next(csv.reader([text], delimiter=mark))
    return cells[who].strip(), cells[reference].strip() if reference < len(cells) else ""
