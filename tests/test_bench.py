"""`./bench` measures what it says, under names that stay; and refuses to measure a page that is not there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks import load
from benchmarks.rows import ROWS

from tests import landscape

STABLE = {"hello", "home.anonymous", "home.citizen", "theme.family", "fanout.first_byte", "fanout.overhead"}
STABLE |= {"certificate.seal", "certificate.make", "certificate.verify"}
STABLE |= {"mailbox.list", "mailbox.detail", "mailbox.publish", "mailbox.publish_100kb", "mailbox.broadcast"}
STABLE |= {"mailbox.federated", "dossier.intake", "feedback.report", "notice.handover", "notice.announcement"}
STABLE |= {"oidc.token", "oidc.introspect", "oidc.userinfo", "hello.django", "sessions.100k", "keys.1m"}


def test_the_names_that_others_rely_on_are_there() -> None:
    assert set(ROWS) >= STABLE


def test_a_page_that_sends_people_elsewhere_is_not_measured(live: landscape.Live) -> None:
    target = load.Target("mijn.localhost", live.port, "/gegevens/family", holds=b"Vandenbos")
    with pytest.raises(load.WrongAnswerError):
        load.load(target, 1, 0.2)


def test_a_page_without_the_expected_words_is_not_measured(live: landscape.Live) -> None:
    with pytest.raises(load.WrongAnswerError):
        load.load(load.Target("mijn.localhost", live.port, "/", holds=b"words that are not there"), 1, 0.2)


@pytest.mark.slow
def test_the_table_and_the_file_hold_every_row(tmp_path: Path) -> None:
    file = tmp_path / "bench.json"
    command = [sys.executable, "-m", "benchmarks", "--quick", "--json", str(file)]
    done = subprocess.run(
        command, cwd=landscape.CHECKOUT, env=landscape.outside(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    rows = {row["name"]: row for row in json.loads(file.read_text())["rows"]}
    assert set(rows) == set(ROWS)
    assert rows["home.citizen"]["sql"] <= 6
    assert rows["home.anonymous"]["sql"] == 0
    assert [rows[name]["sql"] for name in ("oidc.token", "oidc.introspect", "oidc.userinfo")] == [1, 1, 1]
    assert all(name in done.stdout for name in ROWS)
