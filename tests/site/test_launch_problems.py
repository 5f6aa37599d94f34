"""What can stand in the way of a start costs one clear sentence, and nothing is touched."""

import os
import socket
from pathlib import Path

import pytest

from tests.site.launching import as_nobody, start


def sentence(*arguments: str, **environment: str) -> str:
    """What a start that cannot go on says."""
    code, said = start(*arguments, **environment)
    assert code == 1, said
    assert len(said.strip().splitlines()) == 1, said
    return said


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = sentence("--port", str(port), "--data", str(tmp_path / "data"))
    assert said == f"Port {port} is already in use: stop what uses it, or choose another with --port.\n"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "cannot be written (Not a directory): choose another with --data." in sentence(
        "--data", str(tmp_path / "file" / "data")
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_folder_of_somebody_else_is_told(tmp_path: Path) -> None:
    with as_nobody():
        said = sentence("--data", str(tmp_path))
    assert said == f"The folder {tmp_path} cannot be written (Permission denied): choose another with --data.\n"


@pytest.mark.parametrize("more", [[], ["--fresh"]])
def test_a_folder_with_other_files_is_refused_and_untouched(tmp_path: Path, more: list[str]) -> None:
    (tmp_path / "thesis.odt").write_text("years of work")
    assert "holds files that are not ours" in sentence("--data", str(tmp_path), *more)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.odt"]


def test_an_unknown_setting_stops_the_start_before_anything_is_written(tmp_path: Path) -> None:
    said = sentence("--data", str(tmp_path / "data"), MBP_COLOUR="blue")
    assert said == "The setting MBP_COLOUR is unknown: see docs/operate.md for the names that exist.\n"
    assert not (tmp_path / "data").exists()


def test_a_bad_value_stops_the_start(tmp_path: Path) -> None:
    assert "MBP_SOURCE_DEADLINE has the value “soon”" in sentence(
        "--data", str(tmp_path / "data"), MBP_SOURCE_DEADLINE="soon"
    )


def test_what_is_to_be_no_demo_is_not_started_with_the_demos_cards(tmp_path: Path) -> None:
    said = sentence("--data", str(tmp_path / "data"), MBP_DEMO="0", MBP_SCHEME="https")
    assert said == "This command starts the demo: unset MBP_DEMO, or see docs/operate.md for production.\n"
    assert not (tmp_path / "data").exists()


def test_a_database_that_does_not_answer_is_told(tmp_path: Path) -> None:
    url = "postgresql:///nothing?host=/nowhere"
    code, said = start("--data", str(tmp_path / "data"), "--port", "0", DATABASE_URL=url)
    assert code == 1
    assert "The database that DATABASE_URL names does not answer" in said.splitlines()[-1]


@pytest.mark.parametrize("port", ["eight", "70000"])
def test_what_is_no_port_is_told(port: str) -> None:
    code, said = start("--port", port)
    assert (code, f"“{port}” is not a port" in said) == (2, True)


def test_help_names_every_option() -> None:
    code, said = start("--help")
    assert code == 0
    assert all(option in said for option in ("--port", "--data", "--fresh", "DATABASE_URL", "Ctrl-C"))
