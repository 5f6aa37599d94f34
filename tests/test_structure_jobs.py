"""What the worker is asked for is there: each job that is asked for by name is a task that takes just these values."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from procrastinate.contrib.django import app

import burgerprofiel
from burgerprofiel.kit import jobs

_ROOT = Path(burgerprofiel.__file__).parent


def _asked() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Each place that asks for a job: where, its name, the names of its values."""
    for file in sorted(_ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "jobs.ask":
                (name,) = node.args
                assert isinstance(name, ast.Constant), f"{file}:{node.lineno}: the name is written here"
                where = f"{file.relative_to(_ROOT)}:{node.lineno}"
                yield where, str(name.value), frozenset(str(each.arg) for each in node.keywords)


ASKED = list(_asked())


@pytest.mark.parametrize(("where", "name", "values"), ASKED, ids=[f"{where} {name}" for where, name, _values in ASKED])
def test_a_job_that_is_asked_for_is_a_task_that_takes_these_values(
    where: str, name: str, values: frozenset[str]
) -> None:
    task = app.tasks[name]
    assert values == set(inspect.signature(task.func).parameters)


def test_several_places_ask_for_jobs() -> None:
    assert len(ASKED) >= 10


def test_a_job_that_nobody_knows_is_refused() -> None:
    with pytest.raises(jobs.UnknownJobError):
        jobs.ask("nobody.knows")


def test_tasks_stand_above_what_they_do() -> None:
    """Only tasks know tasks: what asks for work names it, and the tests run it."""
    strangers = [
        f"{file.relative_to(_ROOT)}:{node.lineno}"
        for file in sorted(_ROOT.rglob("*.py"))
        if file.name not in {"tasks.py", "jobs.py"}
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ImportFrom)
        and ((node.module or "").endswith(".tasks") or any(each.name == "tasks" for each in node.names))
    ]
    assert not strangers
