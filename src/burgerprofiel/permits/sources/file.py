"""The file in which an operator writes which systems tell of permits. It is right as a whole, or nothing is done.

What does not stand in it stays as it is; `ended = true` ends what stands in it, and keeps what it told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from burgerprofiel.kit import by_file
from burgerprofiel.kit.cbe import CbeNumber
from burgerprofiel.kit.operators_file import Names
from burgerprofiel.permits.models import Source


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[source]]`."""

    key: Annotated[str, Meta(pattern=r"^[a-z0-9-]{1,60}\Z")]
    organisation: str
    """Enterprise number of the body."""
    name: Names
    clients: list[Annotated[str, Meta(min_length=1, max_length=100)]] = []
    """The programs that push for it, each for this source alone."""
    kinds: dict[Annotated[str, Meta(min_length=1, max_length=40)], Names] = {}
    """What its permits are called, by product number (IPDC)."""
    ended: bool = False


def read(content: Mapping[str, object]) -> tuple[list[Table], list[str]]:
    """Return what a file says and what is wrong with it, a sentence each: nothing may be done while there are any."""
    tables, mistakes = by_file.read(content, Table, _checked, lambda table: table.key)
    return tables, [*mistakes, *_speaking_twice(tables)]


def _checked(table: Table) -> Table:
    return msgspec.structs.replace(table, organisation=CbeNumber.parse(table.organisation).digits)


def _speaking_twice(tables: list[Table]) -> Iterator[str]:
    for client, times in Counter(client for table in tables for client in set(table.clients)).items():
        if times > 1:
            yield f"The program {client} speaks for more than one source."
    for table in tables:
        others = Source.objects.exclude(key__in=[each.key for each in tables]).filter(clients__overlap=table.clients)
        for other in others.values_list("key", flat=True) if table.clients else ():
            yield f"A program of {table.key} speaks for {other} already."


def load(tables: list[Table]) -> Iterator[str]:
    """Do what the file says, within the running transaction; yields what that was."""
    for table in tables:
        yield by_file.put(Source.objects, {"key": table.key}, _columns(table))


def _columns(table: Table) -> dict[str, object]:
    return {
        "name": msgspec.to_builtins(table.name),
        "organisation": table.organisation,
        "clients": table.clients,
        "kinds": {product: msgspec.to_builtins(names) for product, names in table.kinds.items()},
        "active": not table.ended,
    }
