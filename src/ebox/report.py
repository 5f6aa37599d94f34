"""What became of every row, as a CSV beside the table: who is reached digitally, and whom to write on paper."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ebox.journal import Journal
from ebox.table import Row

COLUMNS = ("line", "name", "state", "reached", "messageId", "code", "detail")
_REACHED = {"": "yes", "NO_DIGITAL_USER": "no", "DORMANT": "perhaps", "NOT_REACHABLE": "no"}
_NEVER = {"state": "not tried", "messageId": "", "code": ""}


def lines(rows: Sequence[Row], journal: Journal) -> list[dict[str, Any]]:
    """Return a line for every row of the table."""
    return [_line(row, journal.lines.get(row.number, _NEVER)) for row in rows]


def _line(row: Row, told: dict[str, Any]) -> dict[str, Any]:
    is_there = told["state"] in ("sent", "repeated")
    reached = _REACHED.get(told["code"], "yes") if is_there else "no" if told["code"] == "NOT_REACHABLE" else ""
    known = {name: told.get(name, "") for name in ("state", "messageId", "code", "detail")}
    return {"line": row.number, "name": row.name, "reached": reached, **known}


def write(path: Path, told: Sequence[dict[str, Any]]) -> None:
    """Write the report."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(told)


def summary(told: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Count them, by state and by how people are reached."""
    states = Counter(line["state"] for line in told)
    reached = Counter(line["reached"] for line in told if line["reached"])
    return {"rows": len(told), "states": dict(states), "reached": dict(reached)}


def sentences(found: dict[str, Any], report: Path) -> list[str]:
    """Say the summary to a person."""
    states, reached = found["states"], found["reached"]
    there = states.get("sent", 0) + states.get("repeated", 0)
    said = [f"{there} of {found['rows']} messages are in their boxes."]
    if repeated := states.get("repeated", 0):
        said.append(f"{repeated} of these were there already: an earlier try had arrived.")
    for state, sentence in (
        ("refused", "were refused"),
        ("unanswered", "had no answer"),
        ("not tried", "were not tried"),
    ):
        if number := states.get(state, 0):
            said.append(f"{number} {sentence}.")
    if paper := reached.get("no", 0):
        said.append(f"{paper} recipients are not reached digitally: write to them on paper.")
    if perhaps := reached.get("perhaps", 0):
        said.append(f"{perhaps} have not looked into their box for long: paper is wise.")
    return [*said, f"Who, and why, stands in {report}."]
