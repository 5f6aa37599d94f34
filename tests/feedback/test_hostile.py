"""What somebody sends who does not mean well: a file that acts, a field that was changed, what is another's."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.feedback import attaching
from burgerprofiel.feedback.models import Confirmation, Report
from burgerprofiel.kit.answers import Data
from burgerprofiel.kit.scanning import ScannerDownError, scanner
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people.actions import meet
from burgerprofiel.people.mandates import scopes
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.feedback.citizens import MINE, PDF, Citizen
from tests.portal import world

pytestmark = pytest.mark.django_db
PNG = world.PIXEL
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 40 + b"\xff\xd9"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("akte.exe", PDF, "foto (jpg of png) of een pdf"),
        ("akte", PDF, "foto (jpg of png) of een pdf"),
        ("akte.html", b"<script>", "foto (jpg of png) of een pdf"),
        ("akte.pdf", b"<html><script>alert(1)</script>", "niet wat zijn naam zegt"),
        ("akte.pdf", b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n", "vanzelf start"),
        ("akte.pdf", b"%PDF-1.7\ntrailer<</Encrypt 4 0 R>>\n", "wachtwoord"),
        ("akte.png", JPEG, "niet wat zijn naam zegt"),
        ("akte.jpg", PNG, "niet wat zijn naam zegt"),
        ("akte.png", PNG[:-12], "niet wat zijn naam zegt"),
        ("akte.png", PNG + b"<script>" * 50, "niet wat zijn naam zegt"),
    ],
)
def test_a_file_that_is_no_document_does_not_come_in(
    noor: Citizen, gtmf: str, name: str, content: bytes, sentence: str
) -> None:
    answer = noor.report(file=(name, content))
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert not noor.rows()


@pytest.mark.parametrize(
    ("name", "content"), [("akte.pdf", PDF), ("Foto.JPG", JPEG), ("foto.jpeg", JPEG), ("f.png", PNG)]
)
def test_a_document_comes_in(noor: Citizen, gtmf: str, name: str, content: bytes) -> None:
    assert noor.report(file=(name, content)).status_code == 303
    assert noor.rows()[0].octets == len(content)


def test_a_file_that_is_too_large_is_refused_and_nothing_of_it_is_kept(
    noor: Citizen, gtmf: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attaching, "MOST", 1000)
    answer = noor.report(file=("akte.pdf", PDF + b"0" * 500_000))
    assert answer.status_code == 400
    assert "30 MB" in answer.content.decode()
    assert not noor.rows()


def test_an_empty_file_is_no_file(noor: Citizen, gtmf: str) -> None:
    assert noor.report(file=("akte.pdf", b"")).status_code == 303
    assert noor.rows()[0].object_name == ""


def test_without_the_scanner_nothing_comes_in_and_the_citizen_can_go_on_without_a_file(
    noor: Citizen, gtmf: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(_content: bytes) -> None:
        raise ScannerDownError

    monkeypatch.setattr(scanner, "scan", down)
    answer = noor.report(file=("akte.pdf", PDF))
    assert "We kunnen nu geen bestanden nakijken" in answer.content.decode()
    assert noor.report().status_code == 303


@pytest.mark.parametrize("seen", ["", "00", "zz", "0" * 32])
def test_a_field_that_was_changed_sends_nothing(noor: Citizen, gtmf: str, seen: str) -> None:
    where = noor.place()
    told = noor.fields(where) | {"gezien": seen, "soort": "Fout", "uitleg": "x"}
    for say in ("klopt", "fout"):
        answer = noor.send(where, told | {"zeg": say})
        assert answer.status_code == 409
        assert "er is niets verstuurd" in answer.content.decode()
    assert not Report.objects.exists()
    assert not Confirmation.objects.exists()


def test_a_fact_that_changed_meanwhile_is_looked_at_again_first(
    noor: Citizen, gtmf: str, sources: world.Sources
) -> None:
    told = noor.fields(noor.place()) | {"zeg": "fout", "soort": "Fout", "uitleg": "x"}
    sources.answers[world.PERSON.name] = Data("Eleonora", world.AS_OF)
    assert noor.send(noor.place(), told).status_code == 409
    assert not noor.rows()


@pytest.mark.parametrize("say", ["klopt", "fout"])
def test_a_fact_that_this_session_does_not_know_any_more_is_not_spoken_of(
    noor: Citizen, gtmf: str, sources: world.Sources, say: str
) -> None:
    told = noor.fields(noor.place()) | {"zeg": say, "soort": "Fout", "uitleg": "x"}
    sources.sealed = False
    answer = noor.send(noor.place(), told)
    assert answer.status_code == 404
    assert "We zien dit gegeven nu niet" in answer.content.decode()
    assert "/gegevens/family" in answer.content.decode()
    assert not Report.objects.exists()
    assert not Confirmation.objects.exists()


def test_a_fact_of_somebody_else_is_none_of_mine(noor: Citizen, wouter: Citizen, gtmf: str) -> None:
    told = noor.fields(noor.place()) | {"zeg": "klopt"}
    assert noor.open(wouter.place()).status_code == 404
    assert noor.send(wouter.place(), told).status_code == 404
    assert noor.open(f"/klopt-dit/feit/family/{uuid4()}").status_code == 404
    assert noor.open(f"/klopt-dit/feit/nergens/{noor.fact()}").status_code == 404
    assert noor.open(f"/klopt-dit/feit/work/{noor.fact()}").status_code == 404
    assert not Confirmation.objects.exists()


def test_nobody_reaches_anothers_report(noor: Citizen, wouter: Citizen, gtmf: str) -> None:
    noor.report(file=("akte.pdf", PDF))
    (row,) = noor.rows()
    for path in (f"{MINE}/{row.id}", f"{MINE}/{row.id}/bijlage", f"{MINE}/{uuid4()}"):
        assert wouter.open(path).status_code == 404
    assert wouter.send(f"{MINE}/{row.id}/intrekken", {}).status_code == 404
    assert "Naam" not in wouter.text(MINE)
    assert "Gemeld op" not in wouter.text("/gegevens/family")
    assert noor.rows()[0].status == 0


def test_the_form_of_another_makes_no_report_of_mine_theirs(noor: Citizen, wouter: Citizen, gtmf: str) -> None:
    fields = noor.fields(noor.place())
    noor.send(noor.place(), fields | {"zeg": "fout", "soort": "Fout", "uitleg": "Van Noor."})
    theirs = wouter.fields(wouter.place()) | {"formulier": fields["formulier"]}
    wouter.send(wouter.place(), theirs | {"zeg": "fout", "soort": "Fout", "uitleg": "Van Wouter."})
    assert len(noor.rows()) == len(wouter.rows()) == 1
    assert noor.rows()[0].id != wouter.rows()[0].id


def test_without_the_forms_token_nothing_happens(noor: Citizen, gtmf: str) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"host": settings.CONFIG.portal_origin.partition("//")[2]})
    strict.cookies[settings.SESSION_COOKIE] = noor.client.cookies[settings.SESSION_COOKIE].value
    told = noor.fields(noor.place()) | {"zeg": "klopt"}
    assert strict.post(noor.place(), told, headers={"origin": settings.CONFIG.portal_origin}).status_code == 403
    assert strict.post(noor.place(), told, headers={"origin": "https://evil.example"}).status_code == 403
    assert not Confirmation.objects.exists()


def test_words_of_a_citizen_stay_words(noor: Citizen, gtmf: str) -> None:
    noor.report(uitleg="<script>alert(1)</script>", **{"waarde-0": "<b>Nora</b>"})
    page = noor.html(f"{MINE}/{noor.rows()[0].id}")
    assert "<script>alert" not in page
    assert "<b>Nora" not in page


def test_who_acts_under_a_mandate_sees_the_reports_of_the_parts_it_is_for(
    noor: Citizen, gtmf: str, acting_for_noor: Callable[[str], Citizen]
) -> None:
    noor.report()
    (row,) = noor.rows()
    for_family, for_work = acting_for_noor("family"), acting_for_noor("work")
    assert "Naam" in for_family.text(MINE)
    assert for_family.open(f"{MINE}/{row.id}").status_code == 200
    assert "Naam" not in for_work.text(MINE)
    assert for_work.open(f"{MINE}/{row.id}").status_code == 404
    assert for_work.open(noor.place()).status_code == 403
    assert for_work.send(f"{MINE}/{row.id}/intrekken", {}).status_code == 404
    assert {"family", "work"} <= set(scopes.SCOPES)


def test_the_trail_says_who_read_a_report_for_somebody(
    noor: Citizen, gtmf: str, acting_for_noor: Callable[[str], Citizen]
) -> None:
    noor.report()
    (row,) = noor.rows()
    emma = acting_for_noor("family")
    emma.text(MINE)
    emma.text(f"{MINE}/{row.id}")
    who = f"citizen {meet(Ssin(BY_SLUG['emma'].ssin))} mandate "
    read = AuditEvent.objects.filter(citizen_id=noor.citizen_id, actor__startswith=who)
    assert {"feedback.reports.listed", "feedback.report.read"} <= set(read.values_list("tag", flat=True))
