"""Run within the surroundings of a registry that is to be killed: `seed` makes a sender, `check FILE` looks around."""

from __future__ import annotations

import sys
from pathlib import Path

import django
import msgspec

django.setup()

from burgerprofiel.kit.ssin import Ssin  # noqa: E402
from burgerprofiel.people import actions as people  # noqa: E402
from tests.mailbox import crash_findings, letters, programs  # noqa: E402 - Django comes first
from tests.mailbox.crashing import Letter  # noqa: E402


def seed() -> object:
    """Make a sender, a token and recipients."""
    letters.sender()
    token = programs.of_enterprise("zonnegem-post", letters.ORGANISATION).token
    recipients = [letters.NOOR, letters.ARNE]
    for digits in recipients:
        people.meet(Ssin(digits))
    return {"token": token, "recipients": recipients}


def check(file: Path) -> list[str]:
    """Return everything that is wrong."""
    return crash_findings.found(msgspec.json.decode(file.read_bytes(), type=list[Letter]))


if __name__ == "__main__":
    sys.stdout.write(msgspec.json.encode(seed() if sys.argv[1] == "seed" else check(Path(sys.argv[2]))).decode())
