"""The simulated reader keeps to the public contracts, so that the product meets what it will meet in the real world."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from burgerprofiel.simulators.card_reader import server
from burgerprofiel.simulators.card_reader.cards import PIN
from burgerprofiel.simulators.card_reader.holders import Defect, holders
from burgerprofiel.simulators.magda.cast import CAST

SITE = {"origin": "https://any.example"}


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The reader's service with a folder of its own."""
    monkeypatch.setenv("MBP_DATA", str(tmp_path))
    monkeypatch.setenv("MBP_EID_TRUST", str(tmp_path / "eid-trust"))
    monkeypatch.setenv("MAGDA_MOCK_DATA", "")
    server.box.cache_clear()
    yield TestClient(
        Starlette(routes=[*server.routes_reader(), *server.routes_ocsp()]), base_url="http://kaartlezer.localhost"
    )
    server.box.cache_clear()


def found(reader: TestClient, text: str) -> list[dict[str, str]]:
    """The cards that match."""
    cards: list[dict[str, str]] = reader.post("/kaarten", json={"text": text}, headers=SITE).json()["cards"]
    return cards


def test_everybody_who_signs_in_has_a_card(reader: TestClient) -> None:
    names = {card["name"] for card in found(reader, "") if not card["defect"]}
    assert names == {person.name for person in CAST if person.signs_in}


def test_each_defect_has_a_card(reader: TestClient) -> None:
    assert {card["defect"] for card in found(reader, "")} == {defect.value for defect in Defect}


def test_a_card_is_found_by_name_and_by_number_as_on_paper(reader: TestClient) -> None:
    assert {card["name"] for card in found(reader, "noor vand")} == {"Noor Vandenbos"}
    assert {card["name"] for card in found(reader, "85.63.14-412.36")} == {"Noor Vandenbos"}


def test_an_id_says_nothing_about_its_holder(reader: TestClient) -> None:
    assert all(person.ssin not in card["id"] for card in found(reader, "") for person in CAST)


def test_the_card_signs_for_the_site_that_asks(reader: TestClient) -> None:
    card = found(reader, "Emma")[0]["id"]
    answer = reader.post("/teken", json={"card": card, "pin": PIN, "challengeNonce": "n"}, headers=SITE)
    assert answer.json()["format"] == "web-eid:1.0"
    assert answer.headers["access-control-allow-origin"] == SITE["origin"]


def test_three_wrong_pins_block_a_card(reader: TestClient) -> None:
    card = found(reader, "Emma")[0]["id"]
    wrong, right = ({"card": card, "pin": pin, "challengeNonce": "n"} for pin in ("0000", PIN))
    assert [reader.post("/teken", json=wrong, headers=SITE).json()["left"] for _each in range(3)] == [2, 1, 0]
    assert reader.post("/teken", json=right, headers=SITE).json() == {"error": "pin", "left": 0}


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"card": 1}'])
def test_what_the_reader_cannot_read_is_refused(reader: TestClient, body: bytes) -> None:
    assert reader.post("/teken", content=body, headers=SITE).status_code == 400


def test_what_is_no_question_gets_an_ocsp_error(reader: TestClient) -> None:
    app = Starlette(routes=server.routes_ocsp())
    assert TestClient(app).post("/", content=b"nonsense").content == b"\x30\x03\x0a\x01\x01"


def test_the_authority_is_put_among_the_trusted_ones_and_outlives_a_restart(reader: TestClient, tmp_path: Path) -> None:
    trusted = tmp_path / "eid-trust" / "zonnegem-demo.pem"
    before = trusted.read_bytes()
    server.box.cache_clear()
    server.routes_reader()
    assert trusted.read_bytes() == before
    assert before.count(b"BEGIN CERTIFICATE") == 2


def test_in_a_folder_of_ones_own_the_cast_has_only_the_defective_cards(
    tmp_path: Path, reader: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = (
        "<A><Inhoud><Persoon><Naam><Voornaam>{}</Voornaam><Achternaam>Jans</Achternaam></Naam></Persoon></Inhoud></A>"
    )
    answers = {
        "Persoon/GeefPersoon/02.02.0000/71690999827.xml": person.format("Ann"),
        "Persoon/GeefPersoon/02.02.0000/91610100176.xml": "<A><Uitzondering>99996</Uitzondering></A>",
        "Persoon/GeefPersoon/02.02.0000/96622497873.xml": person.format("Bea"),
        "Werk/GeefWerkrelaties/02.00.0000/91610100176.xml": "<A><Inhoud>x</Inhoud></A>",
        "Werk/GeefFuncties/02.00.0000/91610100176.xml": "<A><Inhoud>x</Inhoud></A>",
        "Werk/GeefFuncties/02.00.0000/96622497873.xml": "<A><Inhoud>x</Inhoud></A>",
    }
    for path, content in answers.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content)
    monkeypatch.setenv("MAGDA_MOCK_DATA", str(tmp_path))
    server.box.cache_clear()
    sound = [card["name"] for card in found(reader, "") if not card["defect"]]
    assert sound == ["Bea Jans", "Ann Jans", "Zonder Naam"]
    assert {card["defect"] for card in found(reader, "")} == {defect.value for defect in Defect}


@pytest.mark.shared
def test_persons_of_a_shared_folder_have_cards_best_filled_first(
    magda_mock: Path, reader: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAGDA_MOCK_DATA", str(magda_mock))
    server.box.cache_clear()
    people = [holder for holder in holders() if holder.defect is Defect.NONE]
    assert people[0].subject.ssin == "71690999827"
    assert "91610100176" in [holder.subject.ssin for holder in people[-4:]]
    everybody = reader.post("/kaarten", json={"text": ""}, headers=SITE).json()
    assert everybody["count"] > 200
    assert len(everybody["cards"]) == server.SHOWN
    janssens = found(reader, "Hamid Janssens")
    assert janssens
    answer = reader.post("/teken", json={"card": janssens[0]["id"], "pin": PIN, "challengeNonce": "n"}, headers=SITE)
    assert answer.status_code == 200
