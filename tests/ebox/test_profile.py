"""The profile is its owner's alone, and a wrong one is told in a sentence."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from ebox.addresses import is_safe
from ebox.cli import main
from ebox.letter import UnclearError, money, recipient, until


def configure(folder: Path, *told: str) -> int:
    return main(["configure", "--profile", str(folder / "p.toml"), *told])


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    assert configure(tmp_path, "--registry", "https://ebox.example.be", "--client-id", "post") == 0
    assert stat.S_IMODE((tmp_path / "p.toml").stat().st_mode) == 0o600
    assert configure(tmp_path, "--sender", "0812345603") == 0
    text = (tmp_path / "p.toml").read_text()
    assert 'client_id = "post"' in text
    assert 'sender = "0812345603"' in text


def test_one_that_others_may_read_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure(tmp_path, "--registry", "https://ebox.example.be")
    (tmp_path / "p.toml").chmod(0o644)
    assert main(["check", "--profile", str(tmp_path / "p.toml")]) == 2
    assert "chmod 600" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "sentence"),
    [("registry = ", "cannot be read"), ('regisrty = "x"', "knows no “regisrty”"), ("", "says nothing of registry")],
)
def test_what_is_wrong_with_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, sentence: str
) -> None:
    path = tmp_path / "p.toml"
    path.touch(0o600)
    path.write_text(content)
    assert main(["check", "--profile", str(path)]) == 2
    assert sentence in capsys.readouterr().err


def test_without_one_it_says_how_to_make_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--profile", str(tmp_path / "none.toml")]) == 2
    assert "ebox configure" in capsys.readouterr().err


def test_an_address_without_https_is_told_before_anything_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(tmp_path, "--registry", "ebox.example.be", "--access", "https://t.example.be", "--client-id", "post")
    assert main(["check", "--profile", str(tmp_path / "p.toml")]) == 2
    assert "registry in the profile is no address" in capsys.readouterr().err


@pytest.mark.parametrize(
    "address", ["http://ebox.example.be", "http://localhost.example.be", "http://10.0.0.1", "ftp://x"]
)
def test_a_secret_goes_to_nobody_over_plain_http(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    for name, other in (("--registry", "--access"), ("--access", "--registry")):
        configure(tmp_path, name, address, other, "https://t.example.be", "--client-id", "post")
        assert main(["check", "--profile", str(tmp_path / "p.toml")]) == 2
        assert "begins with https://" in capsys.readouterr().err


@pytest.mark.parametrize(
    "address", ["http://localhost:8000", "http://ebox.localhost", "http://127.0.0.1:1", "http://[::1]"]
)
def test_this_machine_may_be_asked_so(address: str) -> None:
    assert is_safe(address)


@pytest.mark.parametrize(("text", "amount"), [("1234.50", "1234.50"), ("1.234,50", "1234.50"), ("€ 12", "12")])
def test_amounts_are_read_as_people_write_them(text: str, amount: str) -> None:
    assert str(money(text, "amount")) == amount


@pytest.mark.parametrize("text", ["", "12,345", "-1", "veel", "NaN"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(UnclearError, match="amount"):
        money(text, "amount")


def test_a_day_lasts_until_its_end_in_belgium() -> None:
    assert until("2026-12-31").isoformat() == "2026-12-31T23:59:59+01:00"
    assert until("2026-07-31").isoformat() == "2026-07-31T23:59:59+02:00"


def test_ten_digits_are_an_enterprise_and_eleven_a_citizen() -> None:
    assert recipient("BE 0812.345.603") == {"eboxType": "enterprise", "enterpriseNumber": "0812345603"}
    assert recipient("85.63.14-412.36") == {"eboxType": "citizen", "ssin": "85631441236"}
