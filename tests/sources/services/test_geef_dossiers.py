"""Files: history and present state, unknown codes, links that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_dossiers import (
    SERVICE,
    Dossier,
    parse,
    subjects,
    web_address,
)
from tests.sources.cases import inhoud, shared


def change(number: str = "1", state: str = "", beside: str = "", begin: str = "2025-01-01") -> str:
    return (
        f"<DossierMutatie><Identificatie><Bron>STL</Bron><Dossiernummer>{number}</Dossiernummer></Identificatie>"
        f"<Status>{state}</Status>{beside}<Periode><Begin><Datum>{begin}</Datum></Begin></Periode></DossierMutatie>"
    )


def files(*changes: str) -> tuple[Dossier, ...]:
    found = parse(
        inhoud(f"<Dossiers><Dossier><DossierMutaties>{''.join(changes)}</DossierMutaties></Dossier></Dossiers>")
    )
    assert found is not None
    return found


def test_no_files_is_no_data() -> None:
    assert parse(inhoud("<Dossiers/>")) is None


def test_the_latest_change_is_now_and_the_others_are_history() -> None:
    new = change(state="<Code>Beslist</Code><DatumModificatie>2025-03-01T09:00:00</DatumModificatie>")
    old = change(state="<Code>Ingediend</Code><DatumModificatie>2025-01-01T09:00:00</DatumModificatie>")
    (file,) = files(new, old)
    assert [each.code for each in file.changes] == ["Ingediend", "Beslist"]
    assert file.now.code == "Beslist"


def test_a_change_whose_period_ended_is_never_now() -> None:
    ended = (
        "<DossierMutatie><Identificatie><Bron>STL</Bron><Dossiernummer>1</Dossiernummer></Identificatie>"
        "<Status><Code>Oud</Code><DatumModificatie>2025-05-01</DatumModificatie></Status>"
        "<Periode><Begin><Datum>2025-01-01</Datum></Begin><Einde><Datum>2025-02-01</Datum></Einde></Periode></DossierMutatie>"
    )
    assert files(ended, change(state="<Code>Nieuw</Code>", begin="2025-02-01"))[0].now.code == "Nieuw"


def test_changes_of_one_file_that_stand_apart_are_joined() -> None:
    assert [(file.number, len(file.changes)) for file in files(change("1"), change("2"), change("1"))] == [
        ("1", 2),
        ("2", 1),
    ]


def test_an_unknown_code_is_kept_as_it_is() -> None:
    assert files(change(state="<Code>DOSSIER_ZOEK</Code><Fase>Ergens</Fase>"))[0].now.code == "DOSSIER_ZOEK"


def test_an_action_has_its_words_and_its_day() -> None:
    state = "<Actie><ActieNodig>1</ActieNodig><Omschrijving>Bezorg facturen</Omschrijving></Actie>"
    state += "<StreefDatum>2026-12-11</StreefDatum>"
    now = files(change(state=state))[0].now
    assert (now.action_needed, now.action, now.due) == (True, "Bezorg facturen", PartialDate(2026, 12, 11))


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//kwaad.example",
        "http://",
        "http://[",
        "mijn dossier",
        "",
        "ftp://a.example",
    ],
)
def test_a_link_that_is_no_web_address_is_dropped(text: str) -> None:
    assert web_address(text) == ""


def test_a_web_address_is_kept() -> None:
    assert web_address("https://www.vaph.be/mijnvaph") == "https://www.vaph.be/mijnvaph"


def test_the_people_in_a_file_are_its_subjects_and_the_reader_is_not_counted() -> None:
    people = "".join(f"<Subject><Type>PERS</Type><Sleutel>{key}</Sleutel></Subject>" for key in ("1", "2"))
    xml = change(beside=f"<Subjecten>{people}<Subject><Type>ORG</Type><Sleutel>3</Sleutel></Subject></Subjecten>")
    node = inhoud(f"<Dossiers><Dossier><DossierMutaties>{xml}</DossierMutaties></Dossier></Dossiers>")
    assert subjects(node) == ("1", "2")
    assert files(xml)[0].now.shared_with == 1


@pytest.mark.shared
def test_every_shared_answer_is_read_and_is_about_the_person_it_is_filed_under(magda_mock: Path) -> None:
    changes = 0
    for file, node in shared(magda_mock, SERVICE):
        found = parse(node)
        assert found
        assert file.stem in subjects(node)
        changes += sum(len(each.changes) for each in found)
    assert changes >= 71
