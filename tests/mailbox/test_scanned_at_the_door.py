"""What senders hear at the registry of files that do not come in; nothing of such a message is kept."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from burgerprofiel.kit import remembered
from burgerprofiel.mailbox.management.commands.mailbox_scanner import EICAR
from burgerprofiel.mailbox.models import Message, MessageType, Publication, Repeat
from tests.mailbox import boxes, clamd, letters, multipart, programs, stores
from tests.mailbox.clamd import Clamd
from tests.mailbox.multipart import Part, body, metadata, v3
from tests.mailbox.programs import Program
from tests.programs import Answer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_connection", "folder")]
folder = stores.folder


@pytest.fixture
def municipality(db: None) -> Program:
    """The sender, whose letters may hold any file."""
    letters.sender()
    MessageType.objects.update(media_types=[])
    remembered.forget()
    boxes.citizen(letters.NOOR)
    return programs.of_enterprise("zonnegem-post", letters.ORGANISATION)


@pytest.fixture
def scanner(settings: LazySettings) -> Iterator[Clamd]:
    """A scanner that the product asks."""
    with clamd.running() as running:
        settings.CONFIG = dataclasses.replace(settings.CONFIG, scanner=running.address)
        yield running


def send(program: Program, content: bytes, media_type: str = "application/pdf", name: str = "brief.pdf") -> Answer:
    """A letter with one file, with a key of its own."""
    main = {"httpPartName": "stuk", "isMainContent": True, "digest": multipart.digest(content)}
    told = body(Part("stuk", content, name, media_type), metadata(v3(attachments=[main])))
    address = f"{programs.V3}/ebox/messages"
    return program.ask("POST", address, told, content_type=multipart.FORM, **{"Idempotency-Key": '"een-brief"'})


def nothing_is_there() -> bool:
    """Neither a message, nor its trace, nor a used key."""
    return not (Message.objects.exists() or Publication.objects.exists() or Repeat.objects.exists())


def test_a_virus_is_refused_by_its_name_and_nothing_is_kept(municipality: Program, scanner: Clamd) -> None:
    answer = send(municipality, EICAR, "text/plain", "brief.txt")
    assert (answer.status, answer.json["code"]) == (400, "INFECTED")
    assert "Eicar-Test-Signature" in answer.json["detail"]
    assert nothing_is_there()


def test_while_the_scanner_is_down_the_sender_tries_again_with_the_same_key(
    municipality: Program, scanner: Clamd
) -> None:
    scanner.says = "mute"
    answer = send(municipality, letters.PDF)
    assert (answer.status, answer.json["code"]) == (503, "SCANNER_DOWN")
    assert int(answer.headers["Retry-After"]) > 0
    assert nothing_is_there()
    scanner.says = ""
    assert send(municipality, letters.PDF).status == 201
    assert scanner.seen == [letters.PDF]


def bomb() -> bytes:
    """A small file that becomes a large one."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("nullen", bytes(20_000_000))
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type", "name", "code"),
    [
        (b"<html><script>alert(1)</script></html>", "application/pdf", "brief.pdf", "TYPE_DOES_NOT_MATCH"),
        (b"<p onclick='x()'>Dag</p>", "text/html", "brief.html", "ACTIVE_CONTENT"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "text/xml", "brief.xml", "ACTIVE_CONTENT"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", "brief.png", "INVALID_INPUT"),
        (b"%PDF-1.7\n<< /S /Launch /F (cmd.exe) >>", "application/pdf", "brief.pdf", "ACTIVE_CONTENT"),
        (letters.PDF, "application/pdf", "brief.pdf.exe", "ACTIVE_CONTENT"),
        (bomb(), "application/zip", "brief.zip", "ARCHIVE_TOO_LARGE"),
    ],
)
def test_what_lies_acts_or_grows_is_a_clear_problem(
    municipality: Program, content: bytes, media_type: str, name: str, code: str
) -> None:
    answer = send(municipality, content, media_type, name)
    assert (answer.status, answer.json["code"]) == (400, code), answer
    assert answer.json["issues"][0]["detail"].endswith((".", ")"))
    assert nothing_is_there()


def test_an_announcement_is_told_to_go_to_notices(municipality: Program) -> None:
    MessageType.objects.update(announcement=True)
    remembered.forget()
    answer = send(municipality, letters.PDF)
    assert (answer.status, answer.json["code"]) == (400, "ANNOUNCEMENT")
    assert "Send it as a notice" in answer.json["detail"]
    assert nothing_is_there()
