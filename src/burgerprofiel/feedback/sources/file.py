"""The file in which an operator writes who hears of wrong facts. It is right as a whole, or nothing is done.

What does not stand in it stays as it is; `ended = true` ends what stands in it: nothing new is reported there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from django.conf import settings
from msgspec import Meta, Struct

from burgerprofiel.feedback import dataset
from burgerprofiel.feedback.models import Source
from burgerprofiel.kit import by_file
from burgerprofiel.kit.operators_file import Names, is_address
from burgerprofiel.organisations import queries as organisations
from burgerprofiel.organisations.groups import TargetGroup

_Short = Annotated[str, Meta(min_length=1, max_length=100)]


class Handler(Struct, frozen=True, forbid_unknown_fields=True):
    """The organisation that handles reports at the desk."""

    group: Literal["GID", "LB"]
    code: str


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[source]]`."""

    key: Annotated[str, Meta(pattern=r"^[a-z0-9_-]{1,40}\Z")]
    origin: Annotated[str, Meta(pattern=r"^[a-z0-9_-]{1,40}\Z")]
    name: Names
    way: Literal["gtmf", "desk"]
    sections: list[Annotated[str, Meta(pattern=r"^[a-z]+/[a-z0-9_-]+\Z")]] = []
    dataset: Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{1,60}\Z")] = ""
    url: str = ""
    token_url: str = ""
    client_id: str = ""
    secret_file: str = ""
    scope: str = ""
    reporter: str = ""
    """The reporting organisation's number (OVO)."""
    handler: Handler | None = None
    fill: dict[_Short, Annotated[str, Meta(max_length=200)]] = {}
    ended: bool = False


def read(content: Mapping[str, object]) -> tuple[list[Table], list[str]]:
    """Return what a file says and what is wrong with it, a sentence each: nothing may be done while there are any."""
    tables, mistakes = by_file.read(content, Table, _checked, lambda table: table.key)
    return tables, [*mistakes, *_twice(tables)]


def _checked(table: Table) -> Table:
    for name, template in table.fill.items():
        for unknown in dataset.unknown_names(template):
            names = ", ".join(sorted(dataset.NAMES))
            raise ValueError(f"“fill.{name}” holds “{{{unknown}}}”; what we can fill in is one of {names}.")
    return _checked_gtmf(table) if table.way == "gtmf" else _checked_desk(table)


def _checked_gtmf(table: Table) -> Table:
    if table.handler:
        raise ValueError('“handler” is for way = "desk": a system knows who handles its reports.')
    for name in ("dataset", "url", "token_url", "client_id", "secret_file", "reporter"):
        if not getattr(table, name):
            raise ValueError(f"“{name}” is missing.")
    for name in ("url", "token_url"):
        if not is_address(getattr(table, name), plain=settings.CONFIG.demo):
            raise ValueError(f"“{name}” is an https address.")
    try:
        if not Path(table.secret_file).read_text().strip():
            raise ValueError(f"“secret_file” {table.secret_file} is empty.")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"“secret_file” {table.secret_file} cannot be read.") from error
    return table


def _checked_desk(table: Table) -> Table:
    for name in ("url", "token_url", "client_id", "secret_file", "scope", "reporter", "fill"):
        if getattr(table, name):
            raise ValueError(f'“{name}” is for way = "gtmf".')
    if table.handler is None or _organisation(table.handler) is None:
        raise ValueError("“handler” names an organisation that is registered here, by its group and code.")
    return msgspec.structs.replace(table, dataset=table.dataset or table.key)


def _organisation(handler: Handler) -> organisations.Organisation | None:
    return organisations.organisation_with(TargetGroup(handler.group), handler.code)


def _twice(tables: list[Table]) -> Iterator[str]:
    """One fact has one who hears of it."""
    places = Counter((table.origin, each) for table in tables if not table.ended for each in table.sections or [""])
    for (origin, section), times in places.items():
        if times > 1:
            yield f"More than one source hears of {origin} {section}".rstrip() + "."


def load(tables: list[Table]) -> Iterator[str]:
    """Do what the file says, within the running transaction; yields what that was."""
    for table in tables:
        yield by_file.put(Source.objects, {"key": table.key}, _columns(table), partial(_anew, table))


def _anew(table: Table, row: Source) -> Mapping[str, object]:
    """What its system told of its properties holds no more when it is another system, or another dataset."""
    moved = row.url != table.url or row.dataset != table.dataset
    return {"properties": [], "told_at": None} if moved else {}


def _columns(table: Table) -> dict[str, object]:
    found = _organisation(table.handler) if table.handler else None
    plain = (
        "origin",
        "sections",
        "way",
        "dataset",
        "url",
        "token_url",
        "client_id",
        "secret_file",
        "scope",
        "reporter",
    )
    return {
        **{name: getattr(table, name) for name in plain},
        "name": msgspec.to_builtins(table.name),
        "organisation_id": found.id if found else None,
        "fill": table.fill,
        "active": not table.ended,
    }
