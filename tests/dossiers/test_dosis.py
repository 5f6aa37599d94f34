"""DOSIS to the letter (contracts/mbp.md §2.2–2.5), through the door that bodies use."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.dossiers import content
from burgerprofiel.dossiers.content import Content
from burgerprofiel.dossiers.intake import codes
from burgerprofiel.dossiers.intake.processing import process_all
from burgerprofiel.dossiers.models import Dossier, Known, Mutation, Source, Upload
from burgerprofiel.kit import clock, remembered
from burgerprofiel.kit.ids import made_at
from burgerprofiel.people import vault
from tests.dossiers.pushing import PUSH, SIMPLE, V1, V2, Program, body, program
from tests.dossiers.told import NOOR, OTHER, SOURCE, WOUTER, citizen

pytestmark = pytest.mark.usefixtures("one_connection")


def shown(digits: str = NOOR) -> list[Content]:
    """What somebody's dossiers say now."""
    owner = citizen(digits)
    rows = Dossier.objects.filter(owner_id=owner).order_by("changed_at", "id")
    return [content.read(vault.unseal(owner, row.sealed, content.dossier_place(row.id))) for row in rows]


def fields(answer: Any) -> list[str]:
    return [each["field"] for each in answer.json["errors"]]


def test_the_example_of_the_contract_is_accepted_at_once_and_added_a_moment_later() -> None:
    zonnegem, told = program(), body()
    answer = zonnegem.push(told)
    assert (answer.status, answer.json) == (200, {"Status": "OK", "UploadId": told["UploadId"]})
    waiting = zonnegem.result(told["UploadId"])
    assert (waiting.status, set(waiting.json)) == (404, {"code", "message", "description", "errors"})
    assert process_all() == 1
    result = zonnegem.result(told["UploadId"]).json
    assert datetime.fromisoformat(result.pop("TijdstipVerwerking")).tzinfo == UTC
    assert result == {
        "Identificatie": told["Identificatie"],
        "UploadId": told["UploadId"],
        "Bestand": None,
        "Succes": True,
        "Fout": None,
        "Fouten": [],
        "VerwerktVoorOpvraging": True,
    }
    (now,) = shown()
    assert (now.number, now.name, now.code, now.phase) == (
        "RP-2025-004512",
        "Renovatiepremie Kerkstraat 5",
        "DossierOnvolledig",
        "Behandeling",
    )
    assert now.changed_at == datetime(2025, 3, 14, 8, 30, tzinfo=UTC), "without a zone it is the time of Brussels"
    assert (now.action_needed, now.action) == (True, "Laad de ontbrekende facturen op")
    assert (now.details, now.products, now.kind) == (("Wij wachten op uw facturen",), ("697",), "DossierStatus")
    assert now.link == "https://loket.voorbeeld.be/dossiers/RP-2025-004512"
    assert now.manager is not None
    assert (now.manager.service, now.manager.house, now.manager.municipality) == ("Dienst Wonen", "1", "Leuven")


def test_what_a_connector_leaves_empty_may_be_null() -> None:
    told = body(Doorverwijzing=None, DossierBeheerder=None)
    told["Status"] |= {"Actie": None, "Detail1": None}
    assert program().push(told).status == 200
    process_all()
    assert shown()[0].manager is None
    assert not shown()[0].action_needed


def test_the_old_connectors_address_takes_the_same() -> None:
    assert program().push(body(), "/api/v2/dossiers").status == 200
    assert process_all() == 1


def test_the_simplified_interface_asks_for_less_and_gives_an_upload_id() -> None:
    told = body()
    for name in ("UploadId", "TypeDossierCode", "Producten", "DossierBeheerder", "Doorverwijzing"):
        del told[name]
    zonnegem = program()
    assert zonnegem.push(told).status == 400, "the full interface wants them"
    answer = zonnegem.push(told, SIMPLE)
    process_all()
    assert zonnegem.result(answer.json["UploadId"]).json["Succes"] is True
    assert shown()[0].kind == "DossierStatus"


@pytest.mark.parametrize("phase", [*codes.PHASES, "Vooronderzoek"])
def test_every_code_of_a_phase_is_kept_as_it_came_and_so_is_one_that_nobody_knows(phase: str) -> None:
    zonnegem = program()
    every = [*codes.CODES, "DOSSIER_ONVOLLEDIG"]
    for code in every:
        told = body(code, WijzigingsDatum="2025-03-14T09:30:00")
        told["Status"] = {"VlaamsCode": code, "VlaamsFase": phase}
        assert zonnegem.push(told).status == 200
    assert process_all() == len(every)
    assert {(each.number, each.code, each.phase) for each in shown()} == {(code, code, phase) for code in every}
    assert set(Dossier.objects.values_list("code", "phase")) == {(code, phase) for code in every}


def test_the_same_upload_twice_is_one_and_with_other_content_it_is_refused() -> None:
    zonnegem, told = program(), body()
    for _again in range(3):
        assert zonnegem.push(told).json == {"Status": "OK", "UploadId": told["UploadId"]}
    process_all()
    assert zonnegem.push(told).status == 200
    assert process_all() == 0
    assert Mutation.objects.count() == 1
    other = zonnegem.push(told | {"Naam": "Iets anders"})
    assert (other.status, other.json["code"], fields(other)) == (409, "UPLOAD_ID_USED", ["UploadId"])


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"Vreemd": 1}, "Vreemd"),
        ({"Naam": ""}, "Naam"),
        ({"Naam": None}, "Naam"),
        ({"Agenten": []}, "Agenten"),
        ({"Agenten": [{"Identificatie": "85631441237"}]}, "Agenten[0].Identificatie"),
        ({"Agenten": [{"Identificatie": NOOR}, {"Identificatie": "123"}]}, "Agenten[1].Identificatie"),
        ({"WijzigingsDatum": "gisteren"}, "WijzigingsDatum"),
        ({"WijzigingsDatum": "2025-03-14"}, "WijzigingsDatum"),
        ({"WijzigingsDatum": "2125-03-14T09:30:00"}, "WijzigingsDatum"),
        ({"WijzigingsDatum": "0001-01-01T00:00:00+14:00"}, "WijzigingsDatum"),
        ({"Doorverwijzing": "javascript:alert(1)"}, "Doorverwijzing"),
        ({"Doorverwijzing": "https://www.vlaanderen.be@nep.example/"}, "Doorverwijzing"),
        ({"Doorverwijzing": "https://nep.example\\@www.vlaanderen.be/"}, "Doorverwijzing"),
        ({"Status": {"VlaamsCode": NOOR, "VlaamsFase": "Beroep"}}, "Status.VlaamsCode"),
        ({"UploadId": "geen uuid"}, "UploadId"),
        ({"Producten": [{"Id": "x" * 41}]}, "Producten[0].Id"),
        ({"Status": {"VlaamsCode": "Beslist"}}, "Status.VlaamsFase"),
        ({"Status": {"VlaamsCode": "Beslist", "VlaamsFase": "Beslissing", "Extra": 1}}, "Status.Extra"),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused_by_its_name_and_nothing_is_kept(said: Any, field: str) -> None:
    answer = program().push(body(**said))
    assert answer.status == 400
    assert set(answer.json) == {"code", "message", "description", "errors"}
    assert fields(answer) == [field]
    assert all(set(each) == {"code", "message", "description", "field"} for each in answer.json["errors"])
    assert "8563144123" not in answer.content.decode(), "a number of somebody is not told back"
    assert not Upload.objects.exists()


def test_everything_that_makes_no_sense_is_told_at_once() -> None:
    answer = program().push(body(WijzigingsDatum="x", Doorverwijzing="x", of=("1", "2")))
    assert fields(answer) == [
        "WijzigingsDatum",
        "Doorverwijzing",
        "Agenten[0].Identificatie",
        "Agenten[1].Identificatie",
    ]


@pytest.mark.parametrize(
    ("content_type", "sent", "status"), [("text/plain", b"{}", 415), ("application/json", b"{", 400)]
)
def test_what_is_no_json_is_refused(content_type: str, sent: bytes, status: int) -> None:
    answer = program().ask("POST", PUSH, sent, content_type=content_type)
    assert (answer.status, set(answer.json)) == (status, {"code", "message", "description", "errors"})


def test_a_program_needs_a_token_with_the_scope() -> None:
    nobody, other = Program("made-up"), program("iemand", scope="iets-anders")
    for asker, status, code in ((nobody, 401, "UNAUTHORIZED"), (other, 403, "FORBIDDEN")):
        answer = asker.push(body())
        assert (answer.status, answer.json["code"]) == (status, code)


def test_a_program_writes_reads_and_removes_nothing_of_a_source_that_is_not_its_own() -> None:
    zonnegem, wonen = program("zonnegem-dossiers", SOURCE), program("wonen-premies", OTHER)
    mine, theirs = body(source=SOURCE), body(source=OTHER)
    assert [zonnegem.push(mine).status, wonen.push(theirs).status] == [200, 200]
    process_all()
    assert (zonnegem.push(theirs).status, fields(zonnegem.push(theirs))) == (403, ["Identificatie.Bron"])
    number = mine["Identificatie"]["DossierNummer"]
    assert zonnegem.result(theirs["UploadId"]).status == 404
    assert zonnegem.get(f"{V1}/resultaten", bron=OTHER, dossierNummer=number).status == 403
    assert zonnegem.get(f"{V1}/resultaten/fouten", bron=OTHER).status == 403
    assert zonnegem.ask("DELETE", f"{V1}/dossiers?bron={OTHER}&dossierNummer={number}").status == 403
    assert zonnegem.get(f"{V2}/bronnen/uris").json == [SOURCE]
    assert wonen.get(f"{V2}/bronnen/uris").json == [OTHER]
    assert Known.objects.count() == 2, "the same number at two sources is two dossiers"


def test_an_upload_id_is_its_sources_own() -> None:
    zonnegem, wonen = program("zonnegem-dossiers", SOURCE), program("wonen-premies", OTHER)
    mine = body(source=SOURCE)
    theirs = body(source=OTHER, UploadId=mine["UploadId"], Naam="Iets anders")
    assert [zonnegem.push(mine).status, wonen.push(theirs).status] == [200, 200]
    process_all()
    assert wonen.result(mine["UploadId"]).json["Identificatie"]["Bron"] == OTHER


def test_a_source_that_ended_takes_nothing_any_more() -> None:
    zonnegem = program()
    Source.objects.update(active=False)
    remembered.forget()
    assert zonnegem.push(body()).status == 403
    assert zonnegem.get(f"{V2}/bronnen/uris").json == []


def test_results_of_a_dossier_are_told_page_by_page_newest_first() -> None:
    zonnegem = program()
    sent = [body(WijzigingsDatum=f"2025-03-{day:02d}T09:30:00") for day in range(1, 6)]
    for seconds, told in enumerate(sent):
        with made_at(clock.now() + timedelta(seconds=seconds)):  # two of the same millisecond have no order
            zonnegem.push(told)
    process_all()
    query = {"bron": SOURCE, "dossierNummer": "RP-2025-004512", "limiet": "2"}
    got: list[str] = []
    answer = zonnegem.get(f"{V1}/resultaten", **query)
    while True:
        assert answer.headers["X-Total-Count"] == "5"
        got += [each["UploadId"] for each in answer.json]
        following = answer.headers.get("Link")
        if following is None:
            break
        answer = zonnegem.ask("GET", following.partition(">")[0].partition("//")[2].partition("/")[2].join(["/", ""]))
    assert got == [each["UploadId"] for each in reversed(sent)]
    assert zonnegem.get(f"{V1}/resultaten", bron=SOURCE, dossierNummer="onbekend").json == []


def test_who_cannot_read_it_is_said_among_the_faults_though_it_was_added() -> None:
    zonnegem, told = program(), body(of=("0765432146", "V0012345"))
    assert zonnegem.push(told).status == 200
    process_all()
    (found,) = zonnegem.get(f"{V1}/resultaten/fouten", bron=SOURCE).json
    assert (found["UploadId"], found["Succes"], found["VerwerktVoorOpvraging"]) == (told["UploadId"], True, False)
    assert [each["Omschrijving"][:7] for each in found["Fouten"]] == ["Agent 1", "Agent 2"]


def test_a_body_removes_a_dossier_from_everybody_and_it_can_be_told_anew() -> None:
    zonnegem = program()
    zonnegem.push(body(of=(NOOR, WOUTER)))
    zonnegem.push(body("blijft"))
    process_all()
    zonnegem.push(waiting := body(WijzigingsDatum="2025-05-01T09:30:00"))
    path = f"{V1}/dossiers?bron={SOURCE}&dossierNummer=RP-2025-004512"
    assert zonnegem.ask("DELETE", path).json == {"Status": "OK"}
    assert process_all() == 0
    assert zonnegem.result(waiting["UploadId"]).json["Succes"] is False
    assert (shown(WOUTER), [each.number for each in shown()]) == ([], ["blijft"])
    assert Mutation.objects.count() == 1
    tags = AuditEvent.objects.filter(citizen_id=citizen(WOUTER)).order_by("seq").values_list("tag", flat=True)
    assert list(tags) == ["dossiers.dossier.told", "dossiers.dossier.removed"]
    assert zonnegem.ask("DELETE", path).status == 404
    zonnegem.push(body())
    process_all()
    assert len(shown()) == 2


def test_settings_name_every_code_and_phase_and_say_that_others_are_taken() -> None:
    told = program().get(f"{V1}/instellingen/validatie").json
    assert [each["Code"] for each in told["VlaamsFasen"]] == list(codes.PHASES)
    assert len(told["VlaamsCodes"]) == 27
    assert told["OnbekendeCodesAanvaard"] is True


@pytest.mark.parametrize(
    "path",
    [
        f"{V1}/resultaten",
        f"{V1}/resultaten?bron={SOURCE}",
        f"{V1}/resultaten?bron={SOURCE}&dossierNummer=1&vreemd=1",
        f"{V1}/resultaten/fouten?bron={SOURCE}&bron={SOURCE}",
        f"{V1}/resultaten/fouten?bron={SOURCE}&limiet=0",
        f"{V1}/resultaten/fouten?bron={SOURCE}&na=x",
        f"{V1}/resultaten/perUploadId?uploadId=x",
        f"{V1}/resultaten/perUploadId?uploadId=%00",
    ],
)
def test_a_question_that_makes_no_sense_is_refused(path: str) -> None:
    assert program().get(path).status == 400


def test_a_number_of_a_person_as_dossier_number_lies_open_nowhere() -> None:
    zonnegem, told = program(), body(NOOR)
    zonnegem.push(told)
    kept = bytes(Upload.objects.get().sealed or b"") + bytes(Upload.objects.get().number)
    process_all()
    rows = [*Upload.objects.values(), *Dossier.objects.values(), *Mutation.objects.values(), *Known.objects.values()]
    assert NOOR not in f"{kept!r}{rows}"
    assert Upload.objects.get().sealed is None
    assert zonnegem.result(told["UploadId"]).json["Identificatie"]["DossierNummer"] == NOOR


def test_what_cannot_be_read_is_said_and_what_comes_behind_it_is_added() -> None:
    zonnegem, broken, fine = program(), body("1"), body("2")
    zonnegem.push(broken)
    Upload.objects.update(sealed=b"\x00" * 40)
    zonnegem.push(fine)
    assert process_all() == 2
    result = zonnegem.result(broken["UploadId"]).json
    assert (result["Succes"], result["VerwerktVoorOpvraging"]) == (False, False)
    assert "our side" in result["Fout"]
    assert zonnegem.result(fine["UploadId"]).json["Succes"] is True


def test_nobody_else_reads_by_an_upload_id_that_was_never_sent() -> None:
    assert program().result(str(uuid4())).status == 404


def test_no_log_line_holds_a_number_that_a_program_sends(caplog: pytest.LogCaptureFixture) -> None:
    zonnegem, where = program(), f"{V1}/resultaten"
    zonnegem.push(body(NOOR))
    zonnegem.push(body(NOOR, Naam=None))
    zonnegem.push(body(of=(NOOR, "1")))
    process_all()
    for source in (SOURCE, OTHER):
        zonnegem.get(where, bron=source, dossierNummer=NOOR, limiet="0")
        zonnegem.get(where, bron=source, dossierNummer=NOOR)
        zonnegem.ask("DELETE", f"{V1}/dossiers?bron={source}&dossierNummer={NOOR}")
    said = caplog.text
    for record in caplog.records:  # of the request, site.logs writes the method and the path alone
        said += str({name: value for name, value in vars(record).items() if name != "request"})
    assert "/api/v1/dosis/resultaten" in said
    assert NOOR not in said
    assert NOOR not in str(list(AuditEvent.objects.values()))
