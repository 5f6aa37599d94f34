"""The page for senders names every code with which a file or a message is refused."""

import re
from pathlib import Path

import burgerprofiel.kit
import burgerprofiel.mailbox
from tests.landscape import CHECKOUT

PAGE = (CHECKOUT / "docs" / "send-a-message.md").read_text()
ROOM = Path(burgerprofiel.mailbox.__file__).parent
KIT = Path(burgerprofiel.kit.__file__).parent


def codes(folder: Path, pattern: str) -> set[str]:
    """Every code that the code of a folder tells."""
    return {code for file in folder.rglob("*.py") for code in re.findall(pattern, file.read_text())}


def test_every_reason_to_refuse_a_file_stands_there() -> None:
    told = codes(KIT / "scanning", r'RefusedFileError\(\s*"([A-Z_]+)"')
    assert {"ACTIVE_CONTENT", "INFECTED"} < told
    assert [code for code in sorted(told) if f"`{code}`" not in PAGE] == []


def test_every_reason_to_refuse_a_message_stands_there() -> None:
    told = codes(ROOM / "publishing", r'code="([A-Z_]+)"') | codes(ROOM / "registry/publish", r'code="([A-Z_]+)"')
    assert "NOT_REACHABLE" in told
    assert [code for code in sorted(told) if f"`{code}`" not in PAGE] == []
