"""The file in which an operator writes which systems tell of dossiers. It is right as a whole, or nothing is done.

What does not stand in it stays as it is; `ended = true` ends what stands in it, and keeps what it told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct

from burgerprofiel.dossiers.models import Source
from burgerprofiel.kit import by_file
from burgerprofiel.kit.cbe import CbeNumber
from burgerprofiel.kit.operators_file import Names

_Uri = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"^[A-Za-z][A-Za-z0-9+.-]*:[!-~]+\Z")]


_ANEW = {"poll_failures": 0, "poll_rests_until": None, "poll_trouble": ""}
"""A feed whose address may be another is asked as if it never failed."""


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[source]]`."""

    uri: _Uri
    """`Bron`, as the body registered it."""
    organisation: str
    """Enterprise number of the body."""
    name: Names
    code: Annotated[str, Meta(max_length=40)] = ""
    """How MAGDA calls the same source, when it is not by its URI (`STL`)."""
    clients: list[Annotated[str, Meta(min_length=1, max_length=100)]] = []
    """The programs that may push for it."""
    feed: Annotated[str, Meta(max_length=400)] = ""
    """Where its change feed is (contracts/mbp.md §2.7); empty: it pushes."""
    ended: bool = False


def read(content: Mapping[str, object]) -> tuple[list[Table], list[str]]:
    """Return what a file says and what is wrong with it, a sentence each: nothing may be done while there are any."""
    return by_file.read(content, Table, _checked, lambda table: table.uri)


def _checked(table: Table) -> Table:
    parts = urlsplit(table.feed)
    if table.feed and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query):
        raise ValueError("feed: an address that begins with https://, without a query, is needed.")
    return msgspec.structs.replace(table, organisation=CbeNumber.parse(table.organisation).digits)


def load(tables: list[Table]) -> Iterator[str]:
    """Do what the file says, within the running transaction; yields what that was."""
    for table in tables:
        yield by_file.put(Source.objects, {"uri": table.uri}, _columns(table), lambda _row: dict(_ANEW))


def _columns(table: Table) -> dict[str, object]:
    return {
        "code": table.code,
        "name": msgspec.to_builtins(table.name),
        "organisation": table.organisation,
        "clients": table.clients,
        "poll_url": table.feed.rstrip("/"),
        "active": not table.ended,
    }
