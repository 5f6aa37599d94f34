"""The file in which an operator writes which systems send notices. It is right as a whole, or nothing is done.

What does not stand in it stays as it is; `ended = true` ends what stands in it, and keeps what it told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from burgerprofiel.kit import by_file
from burgerprofiel.kit.cbe import CbeNumber
from burgerprofiel.kit.operators_file import Names
from burgerprofiel.notices.models import Source

_Uri = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"^[A-Za-z][A-Za-z0-9+.-]*:[!-~]+\Z")]
_Code = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{1,40}\Z")]


class Brand(Struct, frozen=True, forbid_unknown_fields=True):
    """The look of an e-mail (`MerkCode`)."""

    name: Names
    colour: Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}\Z")]


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[source]]`."""

    uri: _Uri
    """`AanbiederUri`, as the body registered it."""
    organisation: str
    """Enterprise number of the body."""
    name: Names
    brands: dict[_Code, Brand]
    """By `MerkCode`: at least one."""
    clients: list[Annotated[str, Meta(min_length=1, max_length=100)]] = []
    """The programs that may send for it."""
    products: list[Annotated[str, Meta(pattern=r"^[A-Za-z0-9-]{1,40}\Z")]] = []
    """About which products (IPDC) it may tell; none: about any."""
    ended: bool = False


def read(content: Mapping[str, object]) -> tuple[list[Table], list[str]]:
    """Return what a file says and what is wrong with it, a sentence each: nothing may be done while there are any."""
    return by_file.read(content, Table, _checked, lambda table: table.uri)


def _checked(table: Table) -> Table:
    if not table.brands:
        raise ValueError("brands: at least one is needed, for every notice names one.")
    return msgspec.structs.replace(table, organisation=CbeNumber.parse(table.organisation).digits)


def load(tables: list[Table]) -> Iterator[str]:
    """Do what the file says, within the running transaction; yields what that was."""
    for table in tables:
        yield by_file.put(Source.objects, {"uri": table.uri}, _columns(table))


def _columns(table: Table) -> dict[str, object]:
    return {
        "name": msgspec.to_builtins(table.name),
        "organisation": table.organisation,
        "clients": table.clients,
        "brands": msgspec.to_builtins(table.brands),
        "products": table.products,
        "active": not table.ended,
    }
