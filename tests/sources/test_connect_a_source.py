"""The page that teaches how to connect a source is true: its example runs as it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from burgerprofiel.sources.connectors.magda.coverage import left_out

PAGE = Path(__file__).parents[2] / "docs" / "connect-a-source.md"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def example() -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": "example"}
    for block in blocks("python"):
        exec(compile(block, str(PAGE), "exec"), names)  # noqa: S102 - it is our own page
    return names


def test_the_tests_of_the_example_pass(example: dict[str, Any]) -> None:
    tests: list[Callable[[], None]] = [value for name, value in example.items() if name.startswith("test_")]
    assert len(tests) == 3
    with translation.override("en"):
        for test in tests:
            test()


def test_the_example_asks_and_locks_as_the_page_says(example: dict[str, Any]) -> None:
    service = example["SERVICE"]
    reply = example["OFFER"].write(example["BY_SLUG"]["noor"])
    assert service.subjects(example["inhoud"](*reply.inhoud)) == ("85631441236",)


def test_every_file_the_page_names_exists() -> None:
    root = PAGE.parents[1]
    named = set(re.findall(r"`((?:sources|simulators|tests|docs|kit)/[\w/.]+\.(?:py|toml|md))`", PAGE.read_text()))
    places = [root, root / "src" / "burgerprofiel"]
    assert [name for name in sorted(named) if not any((place / name).is_file() for place in places)] == []


def test_left_out_patterns_work_as_the_page_says() -> None:
    assert not any(pattern.fullmatch("Vergoedingen") for pattern in left_out("GeefFietsvergoeding"))
    assert any(
        pattern.fullmatch("Loopbaanonderbrekingen/Loopbaanonderbreking/Reden/Code")
        for pattern in left_out("GeefLoopbaanonderbrekingen")
    )
