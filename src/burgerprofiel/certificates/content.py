"""What a certificate says: of whom, what for, and facts in groups and tables. Paper and data are made of the same.

It is fixed at the moment it is asked for, in the language of the certificate, and kept sealed for its citizen: whatever
the sealing has to wait for, nothing in it changes any more.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.facts import Value


class Field(msgspec.Struct, frozen=True):
    """One fact: `key` is its name in the data, the same in every language."""

    key: str
    label: str
    value: Value


class Column(msgspec.Struct, frozen=True):
    """A column of a table. `wide`: it holds running text; `fine`: long references that few people read."""

    key: str
    label: str
    wide: bool = False
    fine: bool = False


class Group(msgspec.Struct, frozen=True, tag="group"):
    """Facts that belong together."""

    key: str
    title: str
    fields: tuple[Field, ...]


class Table(msgspec.Struct, frozen=True, tag="table"):
    """The same facts of several things; None: not known to the source."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value | None, ...], ...]


Part = Group | Table


class Holder(msgspec.Struct, frozen=True):
    """Whom it is about."""

    name: str
    number: str
    """The national number: eleven digits."""
    born: PartialDate | None = None


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """All that a certificate of a kind and language is made of."""

    holder: Holder
    purpose: str
    """A key of `purposes.PURPOSES`."""
    parts: tuple[Part, ...]
    source: str
    """Who said it, in the language of the certificate."""
    as_of: datetime
    """When they said it."""


def group(key: str, title: str, *fields: tuple[str, str, Value | None]) -> Group:
    """Return a group of the facts that have a value."""
    return Group(key, title, tuple(Field(name, label, value) for name, label, value in fields if value is not None))
