"""What a citizen takes along is of all registries, opens nothing, and says of whom something is missing."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import timedelta

import pytest

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import clock
from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.own import takeaway
from burgerprofiel.mailbox.pages import elsewhere
from burgerprofiel.simulators.registry import mail
from burgerprofiel.simulators.registry.faults import Mode
from tests.mailbox import letters
from tests.mailbox.federation.conftest import NOOR, Other, many
from tests.mailbox.federation.test_pages import SUBJECT
from tests.mailbox.federation.test_waiting import noor
from tests.mailbox.owning import Owner

__all__ = ["noor"]
pytestmark = pytest.mark.django_db(transaction=True)


def taken(noor: Owner, form: str, query: str = "") -> bytes:
    """The file that comes."""
    return b"".join(noor.get(f"/berichten/uitvoer.{form}{query}").streaming_content)  # type: ignore[attr-defined]


def in_zip(noor: Owner) -> zipfile.ZipFile:
    """The zip that comes, whole."""
    archive = zipfile.ZipFile(io.BytesIO(taken(noor, "zip")))
    assert archive.testzip() is None
    return archive


def remarks(archive: zipfile.ZipFile) -> str:
    """What one must know of it."""
    return archive.read("LEES MIJ.txt").decode()


def test_the_table_and_the_json_hold_the_messages_of_all(noor: Owner, other: Other) -> None:
    rows = list(csv.DictReader(io.StringIO(taken(noor, "csv").decode("utf-8-sig"))))
    told = json.loads(taken(noor, "json"))
    assert len(rows) == len(told["items"]) == 2 + len(other.letters())
    (bill,) = [row for row in rows if row["subject"] == SUBJECT]
    assert (bill["registry"], bill["sender"], bill["paid"]) == ("Federaal register", "FOD Voorbeeld Financiën", "")
    assert [row["receiptDate"] for row in rows] == sorted((row["receiptDate"] for row in rows), reverse=True)
    assert told["missing"] == []


def test_however_many_there_are_each_is_there_once(noor: Owner, other: Other, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("burgerprofiel.mailbox.own.copying._AT_ONCE", 60)
    found = many(170, clock.now())
    other.state.letters = lambda _ssin, _at: found
    names = [item["messageId"] for item in json.loads(taken(noor, "json"))["items"]]
    assert len(names) == len(set(names)) == 172


def test_filters_hold_for_all(noor: Owner, other: Other) -> None:
    subjects = [item["subject"] for item in json.loads(taken(noor, "json", "?toon=ongelezen"))["items"]]
    assert len(subjects) == 2 + sum((NOOR, each.id) not in other.state.read for each in other.letters())


def test_who_does_not_answer_is_said_in_each_form(noor: Owner, other: Other) -> None:
    other.behave(Mode.REFUSES)
    assert json.loads(taken(noor, "json"))["missing"] == ["Federaal register"]
    assert "De berichten van Federaal register staan er niet of niet allemaal in" in taken(noor, "csv").decode()
    archive = in_zip(noor)
    assert "De berichten van Federaal register staan er niet of niet allemaal in" in remarks(archive)
    assert "Uw parkeerkaart" in archive.read("berichten.csv").decode()


def letter_there(other: Other) -> mail.Letter:
    """A letter with a document at the other registry, which was opened before."""
    found = next(each for each in other.letters() if not each.body)
    other.state.read.clear()
    other.state.read.add((NOOR, found.id))
    return found


def test_a_zip_holds_what_was_opened_before_and_opens_nothing(noor: Owner, other: Other) -> None:
    letters.sender()
    read, unread = (
        letters.published(letters.letter(subject=name), [letters.file(file_name=f"{name}.pdf")]).message_id
        for name in ("gelezen", "ongelezen")
    )
    Message.objects.filter(box_id=noor.citizen_id, id=read).update(read_at=clock.now(), unread=True)
    theirs = letter_there(other)
    before = set(other.state.read)
    archive = in_zip(noor)
    names = archive.namelist()
    assert names[0] == "berichten.csv"
    assert names[-1] == "LEES MIJ.txt"
    files = [name for name in names if name.endswith(".pdf")]
    assert [name for name in files if name.endswith("/gelezen.pdf")]
    assert len(files) == 2 + theirs.leaflet
    assert "De inhoud van 2 berichten zit in mappen" in remarks(archive)
    assert other.state.read == before
    assert Message.objects.get(box_id=noor.citizen_id, id=unread).read_at is None
    assert Message.objects.get(box_id=noor.citizen_id, id=read).unread, "marked as unread by hand, and it stays so"
    tags = AuditEvent.objects.filter(citizen_id=noor.citizen_id).values_list("tag", flat=True)
    assert {"mailbox.box.exported", "mailbox.content.opened", "mailbox.elsewhere.opened"} <= set(tags)


def test_a_file_that_breaks_off_is_named(noor: Owner, other: Other) -> None:
    theirs = letter_there(other)
    other.behave(Mode.OTHER_FILE)
    day = theirs.at.astimezone(clock.BRUSSELS).date()
    assert f"Niet volledig, of er niet in: {day} {theirs.subject}" in remarks(in_zip(noor))


def test_only_the_newest_contents_come(noor: Owner, other: Other, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(takeaway, "MOST", 1)
    other.state.read.update((NOOR, each.id) for each in other.letters())
    archive = in_zip(noor)
    assert len({name.partition("/")[0] for name in archive.namelist() if "/" in name}) == 1
    assert "Dat zijn de nieuwste" in remarks(archive)


def test_asking_ahead_of_time_or_for_the_headers_alone_copies_nothing(noor: Owner) -> None:
    answer = noor.client.get("/berichten/uitvoer.zip", headers={"Sec-Purpose": "prefetch"})
    assert (answer.status_code, answer.content) == (503, b"")
    head = noor.client.head("/berichten/uitvoer.zip")
    assert (head.status_code, head["Content-Type"], head.content) == (200, "application/zip", b"")
    assert not AuditEvent.objects.filter(tag="mailbox.box.exported").exists()


def test_a_folder_leads_nowhere_else(noor: Owner, other: Other) -> None:
    letters.sender()
    letters.published(letters.letter(subject="../../etc: <a>"), [letters.file(file_name="..\\x.pdf")])
    Message.objects.filter(box_id=noor.citizen_id).update(read_at=clock.now() - timedelta(minutes=1))
    for name in in_zip(noor).namelist():
        assert not name.startswith(("/", "."))
        assert ".." not in name.split("/")
        assert "\\" not in name
        assert name.count("/") <= 1


def test_one_message_of_another_registry_is_saved_whole_and_read_by_that(noor: Owner, other: Other) -> None:
    theirs = next(each for each in other.letters() if not each.body and (NOOR, each.id) not in other.state.read)
    answer = noor.get(f"{elsewhere.address('federaal', theirs.id)}/alles.zip")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:  # type: ignore[attr-defined]
        assert archive.testzip() is None
        assert json.loads(archive.read("bericht.json"))["subject"] == theirs.subject
        assert len([name for name in archive.namelist() if name.endswith(".pdf")]) == 1 + theirs.leaflet
    assert (NOOR, theirs.id) in other.state.read


def test_one_message_that_cannot_be_had_is_no_zip(noor: Owner, other: Other) -> None:
    theirs = other.letters()[0]
    other.behave(Mode.REFUSES)
    assert noor.get(f"{elsewhere.address('federaal', theirs.id)}/alles.zip").status_code == 503
