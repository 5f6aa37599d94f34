"""Nothing that a source says is overlooked: every element is shown, or left out with a reason."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from burgerprofiel.sources.connectors.magda import coverage
from burgerprofiel.sources.connectors.magda.catalogue import catalogue

SERVICES = {
    "GeefPersoon", "GeefGezinssamenstelling", "GeefHistoriekPersoon", "GeefHistoriekGezinssamenstelling", "GeefPasfoto",
    "ZoekEigendomstoestanden", "GeefEpc", "GeefWerkrelaties", "GeefLoopbaanARZA", "GeefDmfaVoorWerknemer",
    "GeefFuncties", "GeefLoopbaanonderbrekingen", "GeefKindVoordelen", "GeefStatusRechtOndersteuningen",
    "GeefDossierHandicap", "GeefVolledigDossierHandicap", "GeefBetalingenHandicap", "GeefLeefloonbedragen",
    "GeefSociaalStatuut", "GeefAanslagbiljetPersonenbelasting", "GeefBewijs", "GeefHistoriekInschrijving",
    "RaadpleegLeerkredietsaldo", "GeefDossiers", "GeefAttest",
}  # fmt: skip

NO_PDF = {
    f"Persoon/GeefAttest/02.00.0000/{name}.xml" for name in ("14621699855", "91610100374", "template")
}  # fmt: skip
"""Those that hold something else where the document should be: refused, as they must be."""


def test_every_service_that_says_something_about_a_person_is_asked() -> None:
    assert set(catalogue()) == SERVICES


@pytest.mark.shared
def test_in_real_answers_nothing_fails_and_nothing_is_unknown(magda_mock: Path) -> None:
    found = coverage.cover(magda_mock)
    failures = [failure for covered in found.values() for failure in covered.failures]
    assert {failure.partition(": ")[0] for failure in failures} == NO_PDF
    assert all("UnreadableError" in failure for failure in failures)
    assert {name: covered.unknown for name, covered in found.items() if covered.unknown} == {}
    assert all(covered.files for covered in found.values())


def test_everything_left_out_has_a_reason() -> None:
    for service in catalogue():
        assert all(len(why) > 10 for why in coverage._reasons().get(service, {}).values())


def test_nothing_is_left_out_of_a_service_that_we_do_not_ask() -> None:
    assert set(coverage._reasons()) <= SERVICES


def _write(folder: Path, content: str) -> Path:
    home = folder / "Persoon" / "RaadpleegLeerkredietsaldo" / "01.00.0000"
    home.mkdir(parents=True)
    (home / "1.xml").write_text(content)
    return folder


def test_an_element_that_no_parser_looks_at_is_named(tmp_path: Path) -> None:
    content = "<Nieuw><Deel>1</Deel></Nieuw>"
    answer = f"<R><Repliek><Antwoorden><Antwoord><Inhoud>{content}</Inhoud></Antwoord></Antwoorden></Repliek></R>"
    output = io.StringIO()
    with pytest.raises(CommandError, match="1 unknown"):
        call_command("magda_coverage", str(_write(tmp_path, answer)), stdout=output)
    assert "unknown: Nieuw/Deel" in output.getvalue()


def test_an_answer_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    output = io.StringIO()
    with pytest.raises(CommandError, match="1 failures"):
        call_command("magda_coverage", str(_write(tmp_path, "<half")), stdout=output)
    assert "1.xml: NotUnderstoodError" in output.getvalue()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("magda_coverage", str(tmp_path / "nowhere"))
