"""The own box is saved where one says, and nowhere else, whatever a registry answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ebox.cli import main
from tests.ebox.registries import Stranger, stranger


@pytest.fixture
def other() -> Iterator[Stranger]:
    with stranger() as it:
        yield it


@pytest.mark.parametrize(
    ("name", "day"), [("../../outside", "2026-01-02"), ("outside", "../beside-"), ("a\x1b[2J", "2026-01-02")]
)
def test_a_message_that_would_lead_elsewhere_is_not_saved(other: Stranger, tmp_path: Path, name: str, day: str) -> None:
    other.behave = lambda _key: (200, {}, {"items": [{"messageId": name, "receiptDate": day}], "totalItems": 1})
    box = tmp_path / "deep" / "box"
    profile = other.profile(tmp_path)
    before = set(tmp_path.rglob("*"))
    assert main(["export", str(box), "--profile", str(profile)]) != 0
    assert set(tmp_path.rglob("*")) - before == {box.parent, box}


def test_the_token_goes_to_the_registry_alone(other: Stranger, tmp_path: Path) -> None:
    with stranger() as elsewhere:
        there = f"http://127.0.0.1:{elsewhere.port}/next"
        pages = [{"items": [], "totalItems": 0, "next": there}, {"items": [], "totalItems": 0}]
        other.behave = lambda _key: (200, {}, pages.pop(0))
        assert main(["export", str(tmp_path / "box"), "--profile", str(other.profile(tmp_path))]) == 0
        assert (len(other.keys), elsewhere.keys) == (2, [])
