"""Our own GTMF surface: bodies report, who handles a dataset answers; and our own connector can speak with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import get_resolver

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.feedback.api import openapi, uploads
from burgerprofiel.feedback.connectors.gtmf import wire
from burgerprofiel.feedback.models import Report, Upload
from burgerprofiel.kit.packing import from_plain
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests import programs
from tests.feedback.citizens import MINE, PDF, Citizen
from tests.published import Contract

pytestmark = pytest.mark.django_db
CONTRACT = Contract(openapi.FILE)
HANDLES, HOLDS = "GTMF_Beh_werk_0812345603", "GTMF_Bro_werk_Alle"


@dataclass(frozen=True)
class Program(programs.Program):
    """A program; what it hears is held against our file."""

    CONTRACT = CONTRACT


def program(*scopes: str, name: str = "ander") -> Program:
    """A program with these scopes."""
    return Program(programs.token(name, scopes))


def melding(**more: Any) -> dict[str, Any]:
    """A report about Noor."""
    values = [
        {"Id": "INSZ", "HuidigeWaarde": BY_SLUG["noor"].ssin},
        {"Id": "Gegeven", "HuidigeWaarde": "Loopbaan"},
        {"Id": "HuidigeWaarde", "HuidigeWaarde": "sinds 2007"},
        {"Id": "NieuweWaarde", "VoorgesteldeWaarde": "sinds 2008"},
    ]
    return {
        "MeldendeToepassing": "personeel",
        "MeldendeOrganisatie": "OVO000123",
        "Meldingstype": "Fout",
        "MeldersReferentie": "P-17",
        "Samenvatting": "Volgens de loonbrief.",
        "heeftDoelwitten": [{"Dataset": "werk", "Eigenschappen": values}],
        **more,
    }


def form(content: bytes = PDF, name: str = "loonbrief.pdf") -> tuple[bytes, str]:
    """One file as multipart."""
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    return head + content + b"\r\n--x--\r\n", "multipart/form-data; boundary=x"


def test_a_body_reports_who_handles_answers_and_the_citizen_reads_all_of_it(noor: Citizen) -> None:
    body, handler = program("Medewerker"), program(HANDLES, name="behandelaar")
    made = body.ask("POST", "/api/v2/meldingen", melding())
    assert made.status == 201
    number = made.json["Id"]
    assert "Wat een andere dienst doorgaf" in noor.text(f"{MINE}/{number}")
    read = handler.ask("GET", f"/api/v2/meldingen/{number}")
    assert read.json["Samenvatting"] == "Volgens de loonbrief."
    step = f"/api/v1/meldingen/{number}/meldingsobjecten/{number}/status"
    assert handler.ask("POST", f"{step}/2").json["Status"]["Code"] == 2
    assert handler.ask("POST", f"{step}/4").status == 400
    solved = {"ToelichtingMelder": "Aangepast.", "ToelichtingIntern": "Loonbrief gezien."}
    assert handler.ask("POST", f"{step}/4", solved).status == 200
    assert body.ask("GET", f"/api/v2/meldingen/{number}").json["Status"] == {"Code": 4, "Label": "Opgelost"}
    page = noor.html(f"{MINE}/{number}")
    assert "Aangepast." in page
    assert "Loonbrief gezien." not in page
    tags = AuditEvent.objects.filter(citizen_id=noor.citizen_id, actor="behandelaar").values_list("tag", flat=True)
    assert {"feedback.report.read", "feedback.report.changed"} <= set(tags)


def test_our_own_connector_reads_what_our_surface_writes(noor: Citizen) -> None:
    body = program("Medewerker")
    told = body.ask("GET", "/api/v1/datasets/werk").json
    assert from_plain(told, wire.Dataset).properties[0].read().id == "INSZ"
    made = from_plain(body.ask("POST", "/api/v2/meldingen", melding()).json, wire.Melding)
    assert made.status == 0
    found = from_plain(body.ask("GET", "/api/v2/meldingen/?MeldersReferentie=P-17").json, wire.Page)
    assert [each.id for each in found.items] == [made.id]
    assert [each["Code"] for each in body.ask("GET", "/api/v1/meldingstypes").json] == ["Fout", "Onvolledigheid"]


def test_the_same_reference_again_is_the_same_report(noor: Citizen) -> None:
    body = program("Medewerker")
    first, second = (body.ask("POST", "/api/v2/meldingen", melding()) for _time in range(2))
    assert (first.status, second.status) == (201, 200)
    assert first.json["Id"] == second.json["Id"]
    other = program("Medewerker", name="nog-een").ask("POST", "/api/v2/meldingen", melding())
    assert other.json["Id"] != first.json["Id"]


def test_a_file_is_brought_first_and_belongs_to_one_report(noor: Citizen) -> None:
    body = program("Medewerker")
    url = body.ask("POST", "/api/v1/upload", *form()).json["Url"]
    stranger = program("Medewerker", name="vreemde")
    assert stranger.ask("POST", "/api/v2/meldingen", melding(Bijlage=url)).status == 400
    number = body.ask("POST", "/api/v2/meldingen", melding(Bijlage=url)).json["Id"]
    assert not Upload.objects.exists()
    assert b"".join(noor.open(f"{MINE}/{number}/bijlage").streaming_content) == PDF  # type: ignore[attr-defined]
    again = body.ask("POST", "/api/v2/meldingen", melding(Bijlage=url, MeldersReferentie="P-18"))
    assert again.status == 400


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (form(b"<html>", "a.html"), 400),
        (form(b"<html>", "a.pdf"), 400),
        (form(b"", "a.pdf"), 400),
        ((b"nothing", "multipart/form-data; boundary=x"), 400),
        ((b"", "multipart/form-data"), 415),
        ((PDF, "application/pdf"), 415),
    ],
)
def test_what_is_no_document_does_not_come_in(noor: Citizen, sent: tuple[bytes, str], status: int) -> None:
    assert program("Medewerker").ask("POST", "/api/v1/upload", *sent).status == status
    assert not Upload.objects.exists()


def wrong(**values: str) -> dict[str, Any]:
    """The report with other values."""
    sent = melding()
    for each in sent["heeftDoelwitten"][0]["Eigenschappen"]:
        if each["Id"] in values:
            each["HuidigeWaarde"] = values[each["Id"]]
    return sent


@pytest.mark.parametrize(
    "sent",
    [
        melding(Meldingstype="Gerucht"),
        melding(heeftDoelwitten=melding()["heeftDoelwitten"] * 2),
        melding(Bijlage="https://evil.example/x"),
        melding(Onbekend=1),
        wrong(INSZ="85631441237"),
        wrong(INSZ=""),
        melding(heeftDoelwitten=[{"Dataset": "werk", "Eigenschappen": [{"Id": "Vreemd", "HuidigeWaarde": "x"}]}]),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(noor: Citizen, sent: dict[str, Any]) -> None:
    answer = program("Medewerker").ask("POST", "/api/v2/meldingen", sent)
    assert answer.status == 400
    assert BY_SLUG["noor"].ssin not in answer.content.decode()
    assert not Report.objects.exists()


def test_a_program_sees_no_more_than_its_scopes_allow(noor: Citizen) -> None:
    mine = program("Medewerker").ask("POST", "/api/v2/meldingen", melding()).json["Id"]
    for scopes in ((), ("Medewerker",), ("GTMF_Beh_werk_0207500000",), ("GTMF_Beh_anders_0812345603",)):
        stranger = program(*scopes, name=f"vreemde-{len(''.join(scopes))}")
        assert stranger.ask("GET", f"/api/v2/meldingen/{mine}").status == 404
        assert stranger.ask("GET", "/api/v2/meldingen/").json == {"Meldingen": []}
        assert stranger.ask("POST", f"/api/v1/meldingen/{mine}/meldingsobjecten/{mine}/status/2").status == 404
    holder = program(HOLDS, name="bronhouder")
    assert holder.ask("GET", f"/api/v2/meldingen/{mine}").status == 200
    assert holder.ask("POST", f"/api/v1/meldingen/{mine}/meldingsobjecten/{mine}/status/2").status == 403
    assert program(HANDLES).ask("POST", "/api/v2/meldingen", melding()).status == 403


def test_no_step_is_skipped(noor: Citizen) -> None:
    handler = program("Medewerker", HANDLES)
    mine = handler.ask("POST", "/api/v2/meldingen", melding()).json["Id"]
    for number in (0, 1, 5, 9, 99):
        assert handler.ask("POST", f"/api/v1/meldingen/{mine}/meldingsobjecten/{mine}/status/{number}").status == 409
    assert handler.ask("POST", f"/api/v1/meldingen/{mine}/meldingsobjecten/{uuid4()}/status/2").status == 404


def test_what_a_body_reported_the_citizen_cannot_take_back_and_may_still_report(noor: Citizen) -> None:
    mine = program("Medewerker").ask("POST", "/api/v2/meldingen", melding()).json["Id"]
    assert noor.send(f"{MINE}/{mine}/intrekken", {}).status_code == 404
    assert noor.report(noor.place("career", "work")).status_code == 303


def test_a_program_handles_what_citizens_report_too(noor: Citizen) -> None:
    noor.report(noor.place("career", "work"))
    (row,) = noor.rows()
    read = program(HANDLES).ask("GET", f"/api/v2/meldingen/{row.id}").json
    assert read["Samenvatting"] == "Het is Nora."


def test_files_that_nobody_names_are_forgotten(noor: Citizen) -> None:
    program("Medewerker").ask("POST", "/api/v1/upload", *form())
    assert uploads.sweep() == 0
    Upload.objects.update(at="2026-01-01T00:00:00Z")
    assert uploads.sweep() == 1


def test_every_door_is_written_down_and_nothing_is_that_is_not_there() -> None:
    doors = {}
    for pattern in get_resolver("burgerprofiel.feedback.urls.api").url_patterns:
        address = f"/{pattern.pattern}"
        for kind in ("str", "uuid", "int"):
            address = address.replace(f"<{kind}:", "{")
        for method, view in vars(pattern.callback).get("doors", {}).items():
            doors[method.lower(), address.replace(">", "}")] = set(view.scopes)
    written = {
        (method, path): {scope for said in operation["security"] for scope in said["token"]}
        for path, operations in CONTRACT.document["paths"].items()
        for method, operation in operations.items()
        if method != "parameters"
    }
    assert written == {door: scopes for door, scopes in doors.items() if door[0] != "head"}


def test_a_reference_names_one_report_whoever_it_is_about(noor: Citizen) -> None:
    body = program("Medewerker")
    mine = body.ask("POST", "/api/v2/meldingen", melding()).json["Id"]
    other = body.ask("POST", "/api/v2/meldingen", wrong(INSZ=BY_SLUG["wouter"].ssin))
    assert other.status == 409
    assert BY_SLUG["wouter"].ssin not in other.content.decode()
    assert [str(each.id) for each in Report.objects.all()] == [mine]


@pytest.mark.parametrize("number", [3, 4])
def test_a_step_that_is_refused_changes_nothing(noor: Citizen, number: int) -> None:
    handler = program("Medewerker", HANDLES)
    mine = handler.ask("POST", "/api/v2/meldingen", melding()).json["Id"]
    step = f"/api/v1/meldingen/{mine}/meldingsobjecten/{mine}/status/{number}"
    assert handler.ask("POST", step).status >= 400
    assert Report.objects.get().status == 0, "it was not taken on either"


def test_a_report_is_found_by_its_id_however_many_there_are(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "feedback_by_id" in Report.objects.filter(id=uuid4()).explain()
