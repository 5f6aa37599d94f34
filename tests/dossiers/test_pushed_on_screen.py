"""What a body pushes through DOSIS, or MAGDA answers, is what people read: every code and phase, every silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation

from burgerprofiel.dossiers import words
from burgerprofiel.dossiers.intake.processing import process_all
from burgerprofiel.dossiers.own.listing import SIZE
from burgerprofiel.dossiers.own.wanted import PAGE
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Data, Nothing
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda import envelope, outcome
from burgerprofiel.sources.connectors.magda.services import geef_dossiers
from tests.dossiers import reading
from tests.dossiers.pushing import body, program
from tests.dossiers.reading import Magda, bell, titles
from tests.dossiers.told import SOURCE, id_of

pytestmark = pytest.mark.usefixtures("one_connection")
CODES = [code for code in words._STATES if code != "DOSSIER_ONVOLLEDIG"]
PHASES = [*words.PHASES, words.APPEAL]
PARTIAL = {"41610199767": "99986", "41630199781": "60011"}


@pytest.fixture
def magda(monkeypatch: pytest.MonkeyPatch) -> Magda:
    return reading.magda(monkeypatch)


def test_every_code_and_phase_of_the_contract_is_read_as_it_was_pushed(magda: Magda) -> None:
    zonnegem = program()
    pairs = [(code, PHASES[place % len(PHASES)]) for place, code in enumerate(CODES)]
    pairs += [("InBehandeling", phase) for phase in PHASES]
    for place, (code, phase) in enumerate(pairs):
        told = body(f"D-{place}", Naam=f"Dossier {place}", Status={"VlaamsCode": code, "VlaamsFase": phase})
        assert zonnegem.push(told).status == 200
    assert process_all() == len(pairs)
    noor = reading.browser()
    assert f"{len(pairs)} dossiers" in noor.html(PAGE)
    assert bell(noor.html(PAGE)) == len(pairs)
    for place, (code, phase) in enumerate(pairs):
        page = noor.html(f"{PAGE}/{id_of(f'D-{place}', SOURCE)}")
        told = reading.plain(page)
        with translation.override("nl"):
            assert f"Dossier {place}" in told
            assert words.state(code) in told
            here = page.partition('aria-current="step"')[2].partition("<b>")[2].partition("</b>")[0]
            assert here == words.phase(phase), (code, phase)
    assert bell(noor.html(PAGE)) == 0


def test_the_example_of_the_contract_asks_what_it_asks(magda: Magda) -> None:
    program().push(body())
    process_all()
    noor = reading.browser()
    told = noor.text(f"{PAGE}/{id_of('RP-2025-004512', SOURCE)}")
    for words_ in (
        "Laad de ontbrekende facturen op",
        "Renovatiepremie Kerkstraat 5",
        "Wij wachten op uw facturen",
        "Dienst Wonen",
        "Marktplein 1",
        "Er ontbreekt iets",
    ):
        assert words_ in told
    home = noor.text("/")
    assert "Laad de ontbrekende facturen op" in home


def test_what_its_body_removed_is_gone_from_every_page(magda: Magda) -> None:
    zonnegem = program()
    zonnegem.push(body())
    process_all()
    noor, page = reading.browser(), f"{PAGE}/{id_of('RP-2025-004512', SOURCE)}"
    assert noor.get(page).status_code == 200
    path = "/api/v1/dosis/dossiers?" + f"bron={SOURCE}&dossierNummer=RP-2025-004512"
    assert zonnegem.ask("DELETE", path).status == 200
    process_all()
    assert noor.get(page).status_code == 404
    assert titles(noor.html(PAGE)) == []
    assert "Renovatiepremie" not in noor.html("/")


def _answers(folder: Path) -> list[Path]:
    return sorted((folder / "Dossier/GeefDossiers/02.00.0000").glob("*.xml"))


@pytest.mark.shared
def test_every_shared_answer_is_shown_with_all_its_dossiers_and_who_was_silent(magda: Magda, magda_mock: Path) -> None:
    files = _answers(magda_mock)
    assert len(files) >= 24
    with_data, silent = 0, 0
    for file in files:
        reply = envelope.answer(file.read_bytes())
        digits = file.stem if file.stem.isdigit() else "31612199733"
        magda.answer = outcome.conclude(geef_dossiers.SERVICE, Ssin(digits), reply, clock.now(), "7F3K-2M9Q")
        person = reading.browser(digits)
        page = person.html(PAGE)
        if isinstance(magda.answer, Data):
            with_data += 1
            _shows_all(person, page, magda.answer)
            behind = PARTIAL.get(file.stem)
            assert (behind is not None) == ("geeft nu geen antwoord" in page), file.stem
            if behind:
                assert f"Code {behind}" in reading.plain(page)
        elif isinstance(magda.answer, Nothing):
            assert "Geen enkele aangesloten dienst heeft een dossier van u." in page
        else:
            silent += 1
            told = reading.plain(page)
            assert "is nu niet bereikbaar" in told or "We mogen dit niet opvragen" in told, file.stem
            assert "7F3K-2M9Q" in told
    assert with_data >= 12
    assert silent >= 8


def _shows_all(person: reading.Browser, page: str, answer: Data[tuple[geef_dossiers.Dossier, ...]]) -> None:
    shown = [each for each in answer.value if not each.now.hidden]
    assert len(titles(page)) == min(len(shown), SIZE)
    hrefs = set(reading.links(page))
    assert len(hrefs) == len(titles(page))
    for href in hrefs:
        assert person.text(href)
    told = reading.plain(page)
    with translation.override("nl"):
        for each in shown:
            assert (words.state(each.now.code) or words.phase(each.now.phase)) in told
