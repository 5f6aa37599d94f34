"""The virus scanner is asked in ClamAV's own protocol; what is bad, and what it cannot tell, does not come in."""

from __future__ import annotations

import dataclasses
import io
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.test import Client

from burgerprofiel.kit.scanning import RefusedFileError, ScannerDownError, check, health, scanner
from burgerprofiel.mailbox.management.commands.mailbox_scanner import EICAR
from burgerprofiel.mailbox.senders.policy import MEDIA_TYPES, Policy
from tests.conftest import lacking
from tests.mailbox import clamd
from tests.mailbox.clamd import Clamd

POLICY = Policy("brief", 1, "year", False, frozenset(MEDIA_TYPES), 25_000_000, False, False, False, frozenset())
TEXT = b"Geachte mevrouw"


@pytest.fixture(params=["tcp", "unix"])
def scanning(request: pytest.FixtureRequest, settings: LazySettings, tmp_path: Path) -> Iterator[Clamd]:
    """A scanner that the product asks."""
    with clamd.running(tmp_path / "s" if request.param == "unix" else None) as running:
        ask(settings, running.address)
        yield running


def ask(settings: LazySettings, address: str) -> None:
    """Let the product ask the scanner at this address."""
    settings.CONFIG = dataclasses.replace(settings.CONFIG, scanner=address)


def send(content: bytes, name: str = "brief.txt") -> None:
    """A file on its way in, in pieces."""
    check(iter([content[:5], content[5:]]), "text/plain", name, POLICY)


def test_the_scanner_sees_the_whole_file(scanning: Clamd) -> None:
    content = os.urandom(200_000).hex().encode()
    send(content)
    assert scanning.seen == [content]


def test_a_virus_does_not_come_in_and_the_sender_hears_its_name(scanning: Clamd) -> None:
    with pytest.raises(RefusedFileError, match="Eicar-Test-Signature") as refused:
        send(EICAR)
    assert refused.value.code == "INFECTED"


@pytest.mark.parametrize(
    "says", ["mute", "stream: Can't allocate memory ERROR", "UNKNOWN COMMAND", "stream: ", "OK" * 5000]
)
def test_a_scanner_that_cannot_tell_lets_nothing_in(scanning: Clamd, says: str) -> None:
    scanning.says = says
    with pytest.raises(ScannerDownError):
        send(TEXT)


def test_a_file_that_is_larger_than_the_scanner_takes_is_refused(scanning: Clamd) -> None:
    with pytest.raises(RefusedFileError, match="larger than the virus scanner takes") as refused:
        scanner.scan(bytes(clamd.LIMIT + 1))
    assert refused.value.code == "TOO_LARGE"


def test_a_slow_scanner_is_not_waited_for(scanning: Clamd, monkeypatch: pytest.MonkeyPatch) -> None:
    scanning.says = "slow"
    monkeypatch.setattr(scanner, "SECONDS", 0.3)
    began = time.monotonic()
    with pytest.raises(ScannerDownError):
        send(TEXT)
    assert time.monotonic() - began < 1.2


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "unix:/nowhere/at/all", "tcp://127.0.0.1:99999"])
def test_without_a_scanner_nothing_comes_in(settings: LazySettings, address: str) -> None:
    ask(settings, address)
    with pytest.raises(ScannerDownError):
        send(TEXT)


def test_who_chose_none_has_none(settings: LazySettings) -> None:
    ask(settings, "none")
    send(EICAR)


def test_what_is_refused_by_its_looks_never_reaches_the_scanner(scanning: Clamd) -> None:
    with pytest.raises(RefusedFileError):
        send(TEXT, "brief.exe")
    assert scanning.seen == []


@pytest.mark.django_db
def test_the_operator_can_ask_whether_it_works(scanning: Clamd) -> None:
    said = io.StringIO()
    call_command("mailbox_scanner", stdout=said)
    assert "It answers: ClamAV 1.4.3" in said.getvalue() and "refuses the EICAR test file" in said.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("says", "sentence"),
    [
        ("mute", "does not answer"),
        ("stream: OK", "lets the EICAR test file through"),
        ("stream: X FOUND", "harmless file"),
    ],
)
def test_the_operator_hears_what_is_wrong_with_it(scanning: Clamd, says: str, sentence: str) -> None:
    scanning.says = says
    with pytest.raises(CommandError, match=sentence):
        call_command("mailbox_scanner", stdout=io.StringIO())


@pytest.mark.django_db
def test_who_watches_the_product_reads_whether_it_answers(
    scanning: Clamd, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ready() -> str:
        monkeypatch.setattr(health, "_heard", [])
        answer = Client().get("/status/ready", headers={"host": "ebox.localhost:8000"})
        assert answer.status_code == 200, "reading goes on"
        return answer.content.decode()

    assert ready() == "ok\nthe scanner answers\n"
    scanning.says = "mute"
    assert ready() == "ok\nthe scanner does not answer: nothing can be published\n"
    ask(settings, "none")
    assert ready() == "ok\n"


@pytest.fixture
def real(tmp_path: Path, settings: LazySettings) -> Iterator[None]:
    """The real clamd, with one signature of our own: that of EICAR (its database is not on every machine)."""
    program = shutil.which("clamd")
    if program is None:
        lacking("clamd is not installed (Debian's clamav-daemon)")
    folder = tmp_path / "db"
    folder.mkdir()
    (folder / "ours.ndb").write_text(f"Ours.Eicar:0:*:{EICAR.hex()}\n")
    place = tmp_path / "clamd.ctl"
    written = f"DatabaseDirectory {folder}\nLocalSocket {place}\nForeground yes\nStreamMaxLength 30M\nUser root\n"
    (tmp_path / "clamd.conf").write_text(written if os.geteuid() == 0 else written.replace("User root\n", ""))
    running = subprocess.Popen([str(program), "-c", str(tmp_path / "clamd.conf")], stdout=subprocess.DEVNULL)
    until = time.monotonic() + 30
    while not place.exists() and running.poll() is None and time.monotonic() < until:
        time.sleep(0.1)
    ask(settings, f"unix:{place}")
    yield
    running.terminate()
    running.wait(10)


@pytest.mark.usefixtures("real")
@pytest.mark.django_db
def test_the_real_clamd_refuses_eicar_and_takes_a_letter() -> None:
    send(TEXT)
    with pytest.raises(RefusedFileError, match=r"Ours\.Eicar") as refused:
        send(EICAR)
    assert refused.value.code == "INFECTED"
    with pytest.raises(RefusedFileError, match="larger than the virus scanner takes"):
        scanner.scan(bytes(33_000_000))
    said = io.StringIO()
    call_command("mailbox_scanner", stdout=said)
    assert "It answers: ClamAV" in said.getvalue()
