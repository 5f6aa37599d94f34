"""The simulated MAGDA finds its answers as MAGDA-Mock does."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from burgerprofiel.simulators.magda.store import Store

_ANSWER = (
    "<R><Repliek><Antwoorden><Antwoord><Referte>x</Referte><Inhoud>{}</Inhoud></Antwoord></Antwoorden></Repliek></R>"
)


def _folder(tmp_path: Path, files: dict[str, str]) -> Store:
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_ANSWER.format(content))
    return Store(tmp_path)


def _ask(store: Store, service: str, version: str, **keys: str) -> etree._Element | None:
    below = "".join(f"<{name}>{value}</{name}>" for name, value in keys.items())
    question = etree.fromstring(
        f"<V><Context><Naam>{service}</Naam><Versie>{version}</Versie></Context>"
        f"<Vragen><Vraag><Inhoud>{below}</Inhoud></Vraag></Vragen></V>"
    )
    answer = store.answer(question, "my-reference")
    return None if answer is None else etree.fromstring(answer)


def test_a_person_finds_the_own_answer_with_the_reference_of_the_question(tmp_path: Path) -> None:
    store = _folder(tmp_path, {"D/S/1/85631441236.xml": "<A>mine</A>", "D/S/1/notfound.xml": "<A>all</A>"})
    answer = _ask(store, "S", "1", INSZ="85631441236")
    assert answer is not None
    assert answer.findtext(".//A") == "mine"
    assert answer.findtext(".//Referte") == "my-reference"


def test_somebody_without_an_answer_gets_the_one_for_everybody_else(tmp_path: Path) -> None:
    answer = _ask(_folder(tmp_path, {"D/S/1/notfound.xml": "<A>all</A>"}), "S", "1", INSZ="85631441236")
    assert answer is not None
    assert answer.findtext(".//A") == "all"


def test_an_address_is_found_down_its_folders(tmp_path: Path) -> None:
    store = _folder(tmp_path, {"Vastgoed/GeefEpc/02.01.0000/9999/Kerkstraat/5.xml": "<A>house</A>"})
    answer = _ask(store, "GeefEpc", "02.01.0000", Postcode="9999", Straat="Kerkstraat", Huisnummer="5")
    assert answer is not None
    assert answer.findtext(".//A") == "house"


def test_a_key_is_never_a_way_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text("<A>secret</A>")
    store = _folder(tmp_path / "data", {"D/S/1/1.xml": "<A>one</A>"})
    assert _ask(store, "S", "1", INSZ="../../../../secret") is None


def test_an_unknown_service_or_version_has_no_answer(tmp_path: Path) -> None:
    store = _folder(tmp_path, {"D/S/1/notfound.xml": "<A/>"})
    assert _ask(store, "T", "1", INSZ="1") is None
    assert _ask(store, "S", "2", INSZ="1") is None


@pytest.mark.parametrize(("number", "kind"), [("85631441137", "mannen"), ("85631441236", "vrouwen")])
def test_a_portrait_is_of_whoever_asks(tmp_path: Path, number: str, kind: str) -> None:
    place = "Persoon/GeefPasfoto/02.00.0000"
    portraits = {
        f"{place}/{each}/0.xml": f"<Pasfoto><INSZ>98070654321</INSZ><Foto>{each}</Foto></Pasfoto>"
        for each in ("mannen", "vrouwen")
    }
    answer = _ask(
        _folder(tmp_path, {**portraits, f"{place}/notfound.xml": "<A/>"}), "GeefPasfoto", "02.00.0000", INSZ=number
    )
    assert answer is not None
    assert (answer.findtext(".//INSZ"), answer.findtext(".//Foto")) == (number, kind)


def test_the_number_of_nobody_stands_for_whoever_asks(tmp_path: Path) -> None:
    store = _folder(tmp_path, {"D/S/1/notfound.xml": "<INSZ>00000000000</INSZ>"})
    answer = _ask(store, "S", "1", INSZ="85631441236")
    assert answer is not None
    assert answer.findtext(".//INSZ") == "85631441236"
