"""Quarterly declarations: versions, hundredths, cents."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from burgerprofiel.kit import clock
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services.geef_dmfa_voor_werknemer import SERVICE, parse, quarter_of
from burgerprofiel.sources.service import Answers
from tests.sources.work_cases import inhoud, shared


def attest(xml: str, before: str = "") -> str:
    return f"<Attesten><Attest>{before}<AangifteWerkgever>{xml}</AangifteWerkgever></Attest></Attesten>"


def test_an_empty_answer_is_no_data() -> None:
    assert parse(inhoud("  ")) is None


def test_amounts_are_cents_and_days_and_hours_are_hundredths() -> None:
    job = (
        "<AantalWerkdagenPerWeek>450</AantalWerkdagenPerWeek><GemiddeldAantalUrenPerWeek><Werknemer>3040</Werknemer>"
        "</GemiddeldAantalUrenPerWeek><Informatie><BrutoLoonZiekte>24103</BrutoLoonZiekte></Informatie>"
        "<Prestaties><Prestatie><Code>1</Code><Dagen>6500</Dagen></Prestatie></Prestaties>"
    )
    line = (
        f"<Werknemerslijn><Tewerkstellingen><Tewerkstelling>{job}</Tewerkstelling></Tewerkstellingen></Werknemerslijn>"
    )
    found = parse(inhoud(attest(f"<Werknemer>{line}</Werknemer>")))
    assert found is not None
    read = found.declarations[0].lines[0].jobs[0]
    assert (read.days_per_week, read.hours, read.full_hours) == (Decimal("4.5"), Decimal("30.4"), None)
    assert read.sick_pay == Money(24103)
    assert read.worked[0].days == 65


def test_a_declaration_with_a_next_version_is_replaced() -> None:
    found = parse(inhoud(attest("", "<Versie><Volgende>2</Volgende></Versie>")))
    assert found is not None
    assert (found.declarations[0].replaced, found.declarations[0].replaces) == (True, False)


def test_an_unreadable_amount_is_not_known_and_the_rest_stays() -> None:
    found = parse(inhoud(attest("<Kwartaal>20241</Kwartaal><VerschuldigdNettoBedrag>veel</VerschuldigdNettoBedrag>")))
    assert found is not None
    assert (found.declarations[0].quarter, found.declarations[0].net_due) == ("20241", None)


@pytest.mark.parametrize(("text", "quarter"), [("20241", (2024, 1)), ("20245", None), ("2024", None), ("", None)])
def test_a_quarter_is_a_year_and_a_number_up_to_four(text: str, quarter: tuple[int, int] | None) -> None:
    assert quarter_of(text) == quarter


def test_we_ask_for_five_years_of_quarters() -> None:
    with clock.frozen_at(datetime(2026, 11, 21, 12, tzinfo=UTC)):
        asked = dict(SERVICE.question(Ssin("85631441236"), Answers()) or ())
    begin = [("Jaar", "2021"), ("Kwartaalcijfer", "4")]
    end = [("Jaar", "2026"), ("Kwartaalcijfer", "4")]
    assert asked["Criteria"] == [("INSZ", "85631441236"), ("Kwartaal", [("Begin", begin), ("Einde", end)])]


@pytest.mark.shared
def test_every_shared_answer_is_read_and_is_about_the_person_it_is_filed_under(magda_mock: Path) -> None:
    read = [(ssin, SERVICE.subjects(node), parse(node)) for ssin, node in shared(magda_mock, SERVICE)]
    with_data = [(ssin, subjects) for ssin, subjects, value in read if value is not None]
    assert len(with_data) >= 3
    assert all(set(subjects) == {ssin} for ssin, subjects in with_data)
