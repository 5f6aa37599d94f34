"""A document of a permit is looked in and scanned before it is kept, and lies encrypted with whom it is for."""

from __future__ import annotations

from hashlib import sha256

import pytest

from burgerprofiel.kit.scanning import ScannerDownError, scanner
from burgerprofiel.kit.storage import objects
from burgerprofiel.permits.models import Document, Known
from burgerprofiel.permits.pushing import incoming
from tests.permits.telling import NOOR, PDF, PERMITS, WOUTER, program

pytestmark = pytest.mark.django_db


def kept() -> set[str]:
    """The names of all objects."""
    return {each.name for each in objects.store().listed()}


def test_it_is_kept_once_for_all_and_told_back_by_its_digest() -> None:
    natuur, before = program(), kept()
    natuur.tell(of=(NOOR, WOUTER))
    answer = natuur.bring()
    assert (answer.status, answer.json["applied"]) == (201, True)
    (told,) = answer.json["documents"]
    assert (told["received"], told["sha256"], told["octets"]) == (True, sha256(PDF).hexdigest(), len(PDF))
    assert told["href"].endswith(f"{PERMITS}/VV-1/documents/vergunning")
    rows = list(Document.objects.all())
    assert len(rows) == 2
    assert {row.object_name for row in rows} == kept() - before
    assert bytes(rows[0].key) != bytes(rows[1].key)


def test_the_same_again_is_one_and_another_takes_its_place() -> None:
    natuur = program()
    natuur.tell()
    natuur.bring()
    known = kept()
    again = natuur.bring()
    assert (again.status, again.json["applied"]) == (200, False)
    assert kept() == known
    other = natuur.bring(content=PDF + b"%nieuw\n")
    assert (other.status, other.json["applied"]) == (200, True)
    assert [bytes(each) for each in Known.objects.get().digests] == [sha256(PDF + b"%nieuw\n").digest()]


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b" ", "application/pdf", 400),
        (b"<html>", "application/pdf", 400),
        (PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript >>"), "application/pdf", 400),
        (PDF.replace(b"/Root", b"/Encrypt 3 0 R /Root"), "application/pdf", 400),
        (PDF, "application/json", 415),
        (PDF, "application/octet-stream", 415),
    ],
)
def test_what_may_not_come_in_is_refused_and_nothing_of_it_is_kept(content: bytes, kind: str, status: int) -> None:
    natuur, before = program(), kept()
    natuur.tell()
    answer = natuur.ask("PUT", f"{PERMITS}/VV-1/documents/vergunning", content, kind)
    assert (answer.status, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert kept() == before
    assert not Document.objects.exists()


def test_what_is_too_large_is_refused_with_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incoming, "MOST", 1000)
    natuur, before = program(), kept()
    natuur.tell()
    answer = natuur.bring(content=PDF + b" " * 1000)
    assert (answer.status, answer.json["limit"]) == (413, 1000)
    assert kept() == before


def test_while_the_scanner_is_silent_nothing_comes_in(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(_content: bytes) -> None:
        raise ScannerDownError

    monkeypatch.setattr(scanner, "scan", silent)
    natuur, before = program(), kept()
    natuur.tell()
    assert natuur.bring().status == 503
    assert kept() == before


def test_a_document_that_no_permit_names_is_not_taken_and_one_that_is_named_no_more_goes() -> None:
    natuur = program()
    assert natuur.bring().status == 404
    natuur.tell()
    assert natuur.bring(name="iets-anders").status == 404
    natuur.bring()
    natuur.tell(documents=[], ago=5)
    assert not Document.objects.exists()
    assert Known.objects.get().digests == []
