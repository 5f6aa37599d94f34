"""The page for operators names every setting that exists, with its usual value, and no other."""

import re
from dataclasses import MISSING, fields

from burgerprofiel.site.config import Config
from burgerprofiel.site.launch.folder import WRITTEN
from tests.landscape import CHECKOUT

PAGE = (CHECKOUT / "docs" / "operate.md").read_text()


def usual(value: object) -> str:
    """A default as the page writes it."""
    if value is MISSING:
        return "required"
    if value in ("", None):
        return "empty"
    return f"`{int(value) if isinstance(value, bool) else value}`"


def test_every_setting_stands_there_with_its_usual_value() -> None:
    told = dict(re.findall(r"^\| `(MBP_\w+)` \| (.+?) \|", PAGE, re.MULTILINE))
    assert told == {f"MBP_{field.name.upper()}": usual(field.default) for field in fields(Config)}


def test_every_folder_stands_there() -> None:
    told = set(re.findall(r"`([a-z-]+)/`", PAGE))
    assert told == {name for name in WRITTEN if "." not in name and name != "leftovers"}
