"""One clock, days of Belgium, and no test that holds only until a moment that is yet to come."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import burgerprofiel
from tests.landscape import CHECKOUT

SOURCE = Path(burgerprofiel.__file__).parent
OUTSIDE = {"simulators", "conformance"}
"""Not the product: the world around it has clocks of its own."""
CLOCKS = {SOURCE / "kit" / "clock.py", SOURCE / "kit" / "ids.py"}
READS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now", "time.time", "time.time_ns"}
BRUSSELS = (".astimezone(BRUSSELS)", ".astimezone(clock.BRUSSELS)")
MOMENT = ("year", "month", "day", "hour", "minute", "second", "microsecond")


def calls(path: Path) -> Iterator[ast.Call]:
    """Every call in a file."""
    return (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))


def product() -> Iterator[tuple[Path, ast.Call]]:
    """Every call in the product."""
    for path in SOURCE.rglob("*.py"):
        if path.relative_to(SOURCE).parts[0] not in OUTSIDE and path not in CLOCKS:
            yield from ((path, call) for call in calls(path))


def place(path: Path, node: ast.expr) -> str:
    """Where it stands, and what."""
    return f"{path.relative_to(CHECKOUT)}:{node.lineno}: {ast.unparse(node)}"


def test_the_product_asks_the_time_of_its_own_clock_which_a_test_can_stop() -> None:
    found = [place(path, call) for path, call in product() if ast.unparse(call.func) in READS]
    assert not found, "ask kit.clock"


def test_the_day_of_a_moment_is_the_day_in_brussels() -> None:
    days = [
        (path, call.func.value)
        for path, call in product()
        if isinstance(call.func, ast.Attribute) and call.func.attr == "date" and not call.args
        if not (isinstance(call.func.value, ast.Name) and call.func.value.id.isupper())  # a constant is nobody's day
    ]
    assert days
    found = [place(path, moment) for path, moment in days if not ast.unparse(moment).endswith(BRUSSELS)]
    assert not found, "say .astimezone(BRUSSELS) before .date(): the first hours of a day are the day before in UTC"


def literal(node: ast.expr, names: dict[str, datetime]) -> datetime | None:
    """The fixed moment that stands here, if one does."""
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if not isinstance(node, ast.Call) or ast.unparse(node.func) != "datetime":
        return None
    parts = dict(zip(MOMENT, node.args, strict=False)) | {each.arg: each.value for each in node.keywords if each.arg}
    told = {name: part.value for name, part in parts.items() if isinstance(part, ast.Constant)}
    if not {"year", "month", "day"} <= told.keys():
        return None
    return datetime(**{name: told[name] for name in MOMENT if name in told}, tzinfo=UTC)


def stops(path: Path) -> Iterator[tuple[ast.expr, datetime]]:
    """Every fixed moment at which the tests of this file stop the clock, or count from."""
    body = ast.parse(path.read_text()).body
    names = {
        target.id: moment
        for node in body
        if isinstance(node, ast.Assign) and (moment := literal(node.value, {})) is not None
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for call in calls(path):
        if ast.unparse(call.func).endswith("frozen_at"):
            for node in ast.walk(call.args[0]):
                if isinstance(node, ast.expr) and (moment := literal(node, names)) is not None:
                    yield node, moment


def test_a_fixed_moment_at_which_a_test_stops_the_clock_is_past() -> None:
    """What else the test makes is then younger, today as in ten years; otherwise that turns around one day."""
    found = [(path, node, moment) for path in (CHECKOUT / "tests").rglob("*.py") for node, moment in stops(path)]
    assert len(found) > 50
    ahead = [place(path, node) for path, node, moment in found if moment > datetime.now(UTC)]
    assert not ahead
