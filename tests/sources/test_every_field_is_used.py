"""Nothing that a parser reads is lost on the way to the citizen: every field of an answer is used by a theme.

A field counts as used when an attribute of that name is read somewhere in the themes, or in a property of the struct
itself whose name is.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from burgerprofiel.dossiers import own, theme
from burgerprofiel.sources import themes
from burgerprofiel.sources.connectors.magda import services

SERVICES = [name for _finder, name, _package in pkgutil.iter_modules(services.__path__)]


def read_below(folder: Path) -> set[str]:
    """Every attribute name that the code below a folder reads."""
    return {name for file in folder.rglob("*.py") for name in read_in(ast.parse(file.read_text(encoding="utf-8")))}


def read_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            yield node.attr
        elif isinstance(node, ast.MatchClass):
            yield from node.kwd_attrs


def properties(module: ModuleType) -> dict[str, set[str]]:
    """For each property and method in a module: what it reads."""
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    functions = [
        part
        for one in tree.body
        if isinstance(one, ast.ClassDef)
        for part in one.body
        if isinstance(part, ast.FunctionDef)
    ]
    return {function.name: set(read_in(function)) for function in functions}


def structs(module: ModuleType) -> Iterator[type[msgspec.Struct]]:
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, msgspec.Struct) and value.__module__ == module.__name__:
            yield value


@pytest.fixture(scope="module")
def read() -> set[str]:
    folders = (themes, own, theme)
    return {name for package in folders for name in read_below(Path(package.__path__[0]))}


@pytest.mark.parametrize("name", SERVICES)
def test_every_field_of_an_answer_reaches_a_theme(name: str, read: set[str]) -> None:
    module = importlib.import_module(f"{services.__name__}.{name}")
    own = properties(module)
    known = read | {attribute for method, reads in own.items() if method in read for attribute in reads}
    lost = [f"{struct.__name__}.{field}" for struct in structs(module) for field in struct.__struct_fields__]
    assert [field for field in lost if field.partition(".")[2] not in known] == []


def test_there_are_services_to_look_at() -> None:
    assert len(SERVICES) > 20


def test_a_field_that_nobody_reads_is_noticed() -> None:
    assert "never" not in set(read_in(ast.parse("answer.always; answer.never = 1")))
