"""What an operator writes in a file of [[source]] tables is right as a whole, or nothing is done.

A room says what a table holds and what becomes of it; reading, refusing and `--check` are alike for all.
"""

from __future__ import annotations

import argparse
import tomllib
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec
from django.core.management.base import BaseCommand, CommandError
from django.db import models, transaction

from burgerprofiel.kit import packing, remembered

T = TypeVar("T")
M = TypeVar("M", bound=models.Model)


def read(
    content: Mapping[str, object], kind: type[T], checked: Callable[[T], T], key: Callable[[T], str]
) -> tuple[list[T], list[str]]:
    """Return the tables and what is wrong, a sentence each: nothing may be done while there are any.

    `checked` returns a table as it is meant, or raises ValueError with a sentence; `key` is what it is known by.
    """
    mistakes = [
        f"“{name}” has no place here: the file holds [[source]] tables." for name in content if name != "source"
    ]
    tables, given = list[T](), content.get("source")
    if not isinstance(given, list) or not given:
        return [], [*mistakes, "The file holds [[source]] tables, at least one."]
    for number, each in enumerate(given, 1):
        try:
            tables.append(checked(packing.from_plain(each, kind)))
        except (msgspec.ValidationError, ValueError) as error:
            mistakes.append(f"Source {number}: {error}")
    twice = [name for name, times in Counter(map(key, tables)).items() if times > 1]
    return tables, [*mistakes, *(f"{name} stands in the file more than once." for name in twice)]


def put(
    known: models.Manager[M],
    key: Mapping[str, str],
    columns: Mapping[str, object],
    anew: Callable[[M], Mapping[str, object]] = lambda _row: {},
) -> str:
    """Let one source be as its table says, within the running transaction; return what that was.

    `anew` says which other columns begin anew for a row that changes. Whoever was remembered is forgotten afterwards.
    """
    (name,) = key.values()
    row = known.select_for_update().filter(**key).first()
    if row is None:
        known.create(**key, **columns)
    elif all(getattr(row, column) == value for column, value in columns.items()):
        return f"source {name}: as it was"
    else:
        known.filter(**key).update(**columns, **anew(row))
    transaction.on_commit(remembered.forget)
    return f"source {name}: changed" if row else f"source {name}: added"


class SourcesCommand(BaseCommand, ABC, Generic[T]):
    """`FILE.toml [--check]`: do what a file says, all of it or nothing. Safe to run again."""

    @abstractmethod
    def read(self, content: Mapping[str, object]) -> tuple[list[T], list[str]]:
        """Return what the file says and what is wrong with it."""

    @abstractmethod
    def load(self, tables: list[T]) -> Iterator[str]:
        """Do it, within the running transaction; yields what that was."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the arguments."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="only say whether the file is right")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run."""
        try:
            tables, mistakes = self.read(tomllib.loads(options["file"].read_text()))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise CommandError(f"{options['file']} cannot be read as TOML: {error}. Nothing was changed.") from error
        if mistakes:
            raise CommandError("\n".join([*mistakes, "Nothing was changed."]))
        say: Callable[[str], object] = self.stdout.write if options["verbosity"] else str
        if options["check"]:
            say(f"{len(tables)} sources, all right. Nothing was changed.")
            return
        with transaction.atomic():
            for line in self.load(tables):
                say(line)
