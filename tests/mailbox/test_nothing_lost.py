"""Nothing lost, nothing twice: web processes, worker and database are killed (-9) while senders publish with retries.

In short here; `./test --full` kills sixty times during 5 000 publications.
"""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest

from tests.mailbox import crashing

KINDS = ("web", "backend", "worker", "database", "web")


def storm(place: Path, publications: int, kills: int, seed: int) -> None:
    with crashing.registry(place / "registry") as where:
        known = msgspec.json.decode(where.run("-m", "tests.mailbox.crash_commands", "seed"))
        letters = crashing.letters_for(known["recipients"], publications, seed)
        blowing = crashing.Storm(where, letters, known["token"], seed)
        chance = random.Random(seed)
        blowing.blow([KINDS[number % len(KINDS)] for number in chance.sample(range(1000), kills)])
        where.wait()
        told = place / "told.json"
        told.write_bytes(msgspec.json.encode(letters))
        findings = msgspec.json.decode(where.run("-m", "tests.mailbox.crash_commands", "check", str(told)))
    assert blowing.lost == []
    assert findings == []
    assert blowing.failures, "nothing was hit: the storm was too weak to show anything"


def test_every_acknowledged_message_is_there_once_whatever_is_killed(tmp_path: Path) -> None:
    storm(tmp_path, publications=300, kills=6, seed=20261122)


@pytest.mark.slow
def test_the_same_for_5_000_publications_and_sixty_kills(tmp_path: Path) -> None:
    storm(tmp_path, publications=5_000, kills=60, seed=random.randrange(10**6))
