"""The tools that read our code find nothing: style, types, floors, templates. One test per tool."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.landscape import CHECKOUT

TOOLS = Path(sys.executable).parent
CHECKS = {
    "lint": ["ruff", "check", "--output-format=concise"],
    "format": ["ruff", "format", "--check"],
    "types": ["mypy"],
    "floors": ["lint-imports"],
    "templates": ["djlint", "--lint", "--profile=jinja", "--quiet", "src"],
}


@pytest.mark.parametrize("check", CHECKS)
def test_the_tool_finds_nothing(check: str) -> None:
    tool, *arguments = CHECKS[check]
    done = subprocess.run([TOOLS / tool, *arguments], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
