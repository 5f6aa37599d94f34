r"""A pattern that checks what comes from outside ends with `\Z`: `$` also matches before a trailing line break."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from burgerprofiel.certificates.provided.wire import Reference

SOURCES = Path(__file__).resolve().parent.parent / "src"


def patterns(file: Path) -> Iterator[tuple[int, str]]:
    """Every pattern that msgspec holds texts against, with its line; of a name, whatever stands for it in the file."""
    tree = ast.parse(file.read_text())
    named = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "pattern":
            told = named.get(node.value.id, node.value) if isinstance(node.value, ast.Name) else node.value
            yield node.value.lineno, ast.unparse(told).strip("'\"")


def test_no_pattern_lets_a_line_break_through_at_its_end() -> None:
    found = [(file, *each) for file in SOURCES.rglob("*.py") for each in patterns(file)]
    assert len(found) > 5
    loose = [f"{file.relative_to(SOURCES)}:{line} {told}" for file, line, told in found if told.endswith("$")]
    assert not loose


def test_a_name_with_a_line_break_behind_it_is_none() -> None:
    assert msgspec.convert("A-1", Reference) == "A-1"
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert("A-1\n", Reference)
