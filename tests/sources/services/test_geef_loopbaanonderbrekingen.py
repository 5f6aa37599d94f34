"""Career breaks, paid by Flanders or by the national employment office."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from burgerprofiel.kit.money import Money
from burgerprofiel.sources.connectors.magda.services.geef_loopbaanonderbrekingen import SERVICE, parse
from tests.sources.work_cases import inhoud, shared


def pause(xml: str) -> str:
    return f"<Loopbaanonderbrekingen><Loopbaanonderbreking>{xml}</Loopbaanonderbreking></Loopbaanonderbrekingen>"


def test_an_answer_without_breaks_is_no_data() -> None:
    assert parse(inhoud("<Loopbaanonderbrekingen/>")) is None


def test_the_monthly_allowance_is_in_cents_and_may_be_missing() -> None:
    paid = parse(inhoud(pause("<BedragMaandelijkseUitkering>15808</BedragMaandelijkseUitkering>")))
    unpaid = parse(inhoud(pause("<Bron>Vlaanderen</Bron>")))
    assert paid is not None
    assert unpaid is not None
    assert (paid.breaks[0].monthly, unpaid.breaks[0].monthly) == (Money(15808), None)


def test_a_reason_over_several_lines_becomes_one_sentence() -> None:
    found = parse(inhoud(pause("<Reden><Omschrijving>zorg voor een\n   ziek persoon\n</Omschrijving></Reden>")))
    assert found is not None
    assert found.breaks[0].reason == "zorg voor een ziek persoon"


def test_hours_are_hundredths() -> None:
    hours = "<GemiddeldAantalUrenPerWeek><Werknemer>3040</Werknemer></GemiddeldAantalUrenPerWeek>"
    found = parse(inhoud(pause(hours)))
    assert found is not None
    assert (found.breaks[0].hours, found.breaks[0].full_hours) == (Decimal("30.4"), None)


@pytest.mark.shared
def test_every_shared_answer_is_read_and_is_about_the_person_it_is_filed_under(magda_mock: Path) -> None:
    read = [(ssin, SERVICE.subjects(node), parse(node)) for ssin, node in shared(magda_mock, SERVICE)]
    assert len(read) >= 7
    assert all(value is not None and set(subjects) == {ssin} for ssin, subjects, value in read)
