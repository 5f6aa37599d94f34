"""A table is sent exactly once, whatever the other side does: every retry of a row has the row's own key."""

from __future__ import annotations

import csv
import hashlib
import hmac
import json
import stat
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from ebox import registry as asking
from ebox import table
from ebox.cli import main
from ebox.say import counted
from tests.ebox import registries
from tests.ebox.registries import BREAK, Stranger

IDS = "00000000-0000-7000-8000-000000000001"


@pytest.fixture
def other() -> Iterator[Stranger]:
    with registries.stranger() as running:
        yield running


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_LONGEST_WAIT", 0.01)


def run(other: Stranger, folder: Path, path: Path, *more: str) -> int:
    profile = str(other.profile(folder))
    return main(["publish-csv", str(path), "--profile", profile, "--tries", "3", "--jobs", "2", *more])


def report(folder: Path) -> list[dict[str, str]]:
    with (folder / "post.report.csv").open() as file:
        return list(csv.DictReader(file))


def test_every_row_is_sent_with_a_key_of_its_own_and_told_in_the_report(other: Stranger, tmp_path: Path) -> None:
    assert run(other, tmp_path, registries.table(tmp_path)) == 0
    assert len(set(other.keys)) == len(other.keys) == 5
    assert [(line["line"], line["state"], line["reached"]) for line in report(tmp_path)] == [
        (str(number), "sent", "yes") for number in range(2, 7)
    ]


@pytest.mark.parametrize("first", [(503, {}, {}), (429, {"Retry-After": "0"}, {}), (500, {}, {}), BREAK])
def test_what_fails_for_now_is_tried_again_with_the_same_key(
    other: Stranger, tmp_path: Path, first: registries.Reply
) -> None:
    seen = Counter[str]()

    def behave(key: str) -> registries.Reply:
        seen[key] += 1
        return first if seen[key] == 1 else (201, {}, {"messageId": IDS})

    other.behave = behave
    assert run(other, tmp_path, registries.table(tmp_path)) == 0
    assert set(seen.values()) == {2}
    assert len(seen) == 5


def test_a_row_whose_answer_was_lost_counts_as_sent(other: Stranger, tmp_path: Path) -> None:
    other.behave = lambda _key: (409, {}, {"messageId": IDS})
    assert run(other, tmp_path, registries.table(tmp_path)) == 0
    assert {line["state"] for line in report(tmp_path)} == {"repeated"}


def test_what_is_refused_is_passed_over_and_told_with_the_reason(other: Stranger, tmp_path: Path) -> None:
    other.behave = lambda _key: (400, {}, {"code": "NOT_REACHABLE", "detail": "Write on paper."})
    assert run(other, tmp_path, registries.table(tmp_path)) == 1
    assert {(line["state"], line["reached"], line["detail"]) for line in report(tmp_path)} == {
        ("refused", "no", "Write on paper.")
    }


def test_when_nobody_answers_it_stops_and_the_next_run_goes_on_with_the_same_keys(
    other: Stranger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, taken = registries.table(tmp_path, 40), []

    def behave(key: str) -> registries.Reply:
        if key not in taken:
            taken.append(key)
        return (201, {}, {"messageId": IDS}) if len(taken) <= 10 else BREAK

    other.behave = behave
    assert run(other, tmp_path, path) == 75
    assert "goes on where it was" in capsys.readouterr().err
    assert len(taken) < 40, "it did not try everything in vain"
    before = list(taken)
    other.behave, other.keys = (lambda _key: (201, {}, {"messageId": IDS})), []
    assert run(other, tmp_path, path) == 0
    assert set(before[10:]) <= set(other.keys), "the same keys"
    assert not set(before[:9]) & set(other.keys), "what was confirmed is not sent again"
    assert run(other, tmp_path, path) == 0
    assert len(other.keys) == len(set(other.keys)), "and a third run sends nothing"


def test_a_token_that_ended_is_asked_for_once_more(other: Stranger, tmp_path: Path) -> None:
    other.behave = lambda _key: (401, {}, {}) if other.tokens == 1 else (201, {}, {"messageId": IDS})
    assert run(other, tmp_path, registries.table(tmp_path, 1)) == 0
    assert other.tokens == 2


def test_a_row_that_was_changed_after_it_was_sent_stops_everything(
    other: Stranger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = registries.table(tmp_path)
    assert run(other, tmp_path, path) == 0
    path.write_text(path.read_text().replace("Brief 3", "Brief drie"))
    assert run(other, tmp_path, path) == 2
    assert "Line 5 was sent already, and was changed since." in capsys.readouterr().err
    assert len(other.keys) == 5


def test_half_a_line_in_the_journal_is_forgotten(other: Stranger, tmp_path: Path) -> None:
    path = registries.table(tmp_path)
    assert run(other, tmp_path, path) == 0
    journal = tmp_path / "post.csv.journal"
    whole = journal.read_text()
    journal.write_text(whole[:-20])
    other.keys = []
    assert run(other, tmp_path, path) == 0
    assert len(other.keys) == 1
    assert [json.loads(line) for line in journal.read_text().splitlines()]


def test_no_national_number_stands_in_the_journal_or_the_report(other: Stranger, tmp_path: Path) -> None:
    assert run(other, tmp_path, registries.table(tmp_path)) == 0
    for name in ("post.csv.journal", "post.report.csv"):
        assert "85631441236" not in (tmp_path / name).read_text()


def test_who_has_the_journal_and_the_letter_cannot_find_the_number_by_trying(other: Stranger, tmp_path: Path) -> None:
    path = registries.table(tmp_path, 1)
    assert run(other, tmp_path, path) == 0
    first, line = map(json.loads, (tmp_path / "post.csv.journal").read_text().splitlines())
    (row,) = table.read(path, registries.nothing())
    said = json.dumps([row.to, row.letter.digest()], sort_keys=True)
    assert line["digest"] != hashlib.sha256(f"{first['run']}{said}".encode()).hexdigest()
    (key,) = tmp_path.rglob("journal.key")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert line["digest"] == hmac.digest(key.read_bytes(), f"{first['run']}{said}".encode(), "sha256").hex()


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("1234,brief.pdf,x", "line 3: recipient: write a national number"),
        ("85631441236,weg.pdf,x", "line 3: file: there is no"),
        ("85631441236,../secret,x", "is not in"),
        ("85631441236,,x", "line 3: file: name a file, or write a body."),
    ],
)
def test_everything_wrong_in_a_table_is_told_before_anything_is_sent(
    other: Stranger, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, sentence: str
) -> None:
    path = registries.table(tmp_path, 1)
    path.write_text(path.read_text() + line + "\n")
    assert run(other, tmp_path, path) == 2
    told = capsys.readouterr().err
    assert "Nothing was sent." in told
    assert sentence in told
    assert "85631441236" not in told
    assert other.keys == []


def test_a_dry_run_sends_nothing(other: Stranger, tmp_path: Path) -> None:
    assert run(other, tmp_path, registries.table(tmp_path), "--dry-run") == 0
    assert other.keys == []


def test_a_program_reads_one_object(other: Stranger, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(other, tmp_path, registries.table(tmp_path), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["states"], told["reached"]) == (5, {"sent": 5}, {"yes": 5})


def test_a_folder_whose_file_no_row_names_is_not_sent(
    other: Stranger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    registries.table(tmp_path).rename(tmp_path / "recipients.csv")
    (tmp_path / "vergeten.pdf").write_bytes(b"%PDF-1.7")
    profile = str(other.profile(tmp_path))
    assert main(["publish-folder", str(tmp_path), "--profile", profile]) == 2
    assert "no row names vergeten.pdf" in capsys.readouterr().err
    (tmp_path / "vergeten.pdf").unlink()
    assert main(["publish-folder", str(tmp_path), "--profile", profile]) == 0
    assert len(other.keys) == 5


def test_a_file_of_no_known_kind_is_told_and_not_sent(
    other: Stranger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "iets.onbekend").write_text("x")
    command = [
        "broadcast",
        "create",
        str(tmp_path / "iets.onbekend"),
        "--subject",
        "x",
        "--to",
        "citizen",
        "--everybody",
    ]
    assert main([*command, "--profile", str(other.profile(tmp_path))]) == 2
    assert "cannot be seen from its name" in capsys.readouterr().err
    assert other.keys == []


@pytest.mark.parametrize("what", ["start", "watch", "pause", "cancel", "report"])
def test_a_broadcast_that_is_called_nothing_is_told_before_anybody_is_asked(
    other: Stranger, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["broadcast", what, "foo", "--profile", str(other.profile(tmp_path))])
    assert left.value.code == 2
    assert "no broadcast is called “foo”" in capsys.readouterr().err
    assert other.tokens == 0


def test_one_is_counted_as_one() -> None:
    assert counted(1, "box", "boxes") == "1 box"
    assert counted(0, "box", "boxes") == "0 boxes"
