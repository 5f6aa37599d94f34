"""docs/security-checklist.md names tests and places that exist, and leaves no requirement out."""

from __future__ import annotations

import re

import pytest

from tests.landscape import CHECKOUT

TEXT = (CHECKOUT / "docs" / "security-checklist.md").read_text()
PLACES = re.compile(r"`((?:access|kit|people|site)/[\w/]+\.(?:py|html))`")
TESTS = re.compile(r"`(test_\w+)::(test_\w+)`")
SECTIONS = {
    "6": {1: 3, 2: 12, 3: 8, 4: 6, 5: 8, 6: 4, 7: 2, 8: 4},
    "7": {1: 3, 2: 4, 3: 2, 4: 5, 5: 3, 6: 2},
    "9": {1: 3, 2: 4},
    "10": {1: 2, 2: 3, 3: 5, 4: 16, 5: 5, 6: 2, 7: 3},
}
"""How many requirements each section of ASVS 5.0 has (V6: 47, V7: 19, V9: 7, V10: 36; contracts/ebox.md E.2)."""


def test_every_requirement_has_one_line_in_order() -> None:
    expected = [
        f"{chapter}.{section}.{number}"
        for chapter, sections in SECTIONS.items()
        for section, count in sections.items()
        for number in range(1, count + 1)
    ]
    assert re.findall(r"^\| ((?:6|7|9|10)\.\d+\.\d+) \|", TEXT, re.MULTILINE) == expected


def test_every_line_says_where_it_stands_or_why_not() -> None:
    for line in re.findall(r"^\| \d.*\|$", TEXT, re.MULTILINE):
        where = line.split("|")[-2]
        assert re.search(r"`|docs/|not yet|does not apply|partly|here:", where), line


@pytest.mark.parametrize(("file", "name"), sorted(set(TESTS.findall(TEXT))), ids=str)
def test_the_test_exists(file: str, name: str) -> None:
    found = [path for path in (CHECKOUT / "tests").rglob(f"{file}.py") if f"def {name}(" in path.read_text()]
    assert len(found) == 1


@pytest.mark.parametrize("place", sorted(set(PLACES.findall(TEXT))))
def test_the_place_exists(place: str) -> None:
    assert (CHECKOUT / "src" / "burgerprofiel" / place).is_file()
