"""pdfsig of poppler: what a reader of PDF on a Linux desktop says of a seal."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest


def database(folder: Path, anchors: Sequence[bytes]) -> Path:
    """Make a database of NSS that trusts these roots. Skips the test where the tools are missing."""
    for tool, package in (("pdfsig", "poppler-utils"), ("certutil", "libnss3-tools")):
        if not shutil.which(tool):
            pytest.skip(f"there is no {tool} (Debian: apt install {package})")
    folder.mkdir()
    _certutil(folder, "-N", "--empty-password")
    for number, der in enumerate(anchors):
        file = folder / f"{number}.der"
        file.write_bytes(der)
        _certutil(folder, "-A", "-n", f"root {number}", "-t", "C,C,C", "-i", str(file))
    return folder


def _certutil(folder: Path, *arguments: str) -> None:
    subprocess.run(["certutil", *arguments, "-d", f"sql:{folder}"], check=True, capture_output=True)


def verdict(path: Path, trusting: Path) -> tuple[str, str]:
    """Return what it says of the first seal, and of its certificate; asks nobody over the network."""
    command = ["pdfsig", "-no-ocsp", "-nssdir", f"sql:{trusting}", str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    found = [re.search(rf"^  - {what} Validation: (.*)$", told, re.MULTILINE) for what in ("Signature", "Certificate")]
    seal, certificate = (match[1] if match else "" for match in found)
    return seal, certificate
