"""What the register said before, in the shape of version 02.02 and of 02.00."""

from __future__ import annotations

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services.geef_historiek_persoon import SERVICE, PersonHistory, parse
from burgerprofiel.sources.service import Answers, element
from tests.sources.family_cases import NOOR, inhoud


def read(below: str) -> PersonHistory:
    found = parse(inhoud(f"<HistoriekPersoon><INSZ>{NOOR}</INSZ>{below}</HistoriekPersoon>"))
    assert found is not None
    return found


def test_an_answer_without_history_is_no_data() -> None:
    assert parse(inhoud()) is None


def test_earlier_addresses_are_found_in_both_shapes() -> None:
    newer = (
        "<HistoriekAdressen><HistoriekHoofdverblijfplaats><Hoofdverblijfplaats><Straatnaam><String>Kerkplein</String>"
        "</Straatnaam></Hoofdverblijfplaats></HistoriekHoofdverblijfplaats></HistoriekAdressen>"
    )
    older = (
        "<Adressen><HistoriekHoofdverblijfplaats><Hoofdverblijfplaats><Straat><Naam>Kerkplein</Naam></Straat>"
        "<Gemeente><PostCode>1082</PostCode></Gemeente></Hoofdverblijfplaats></HistoriekHoofdverblijfplaats></Adressen>"
    )
    assert [home.street for home in read(newer).addresses.main] == ["Kerkplein"]
    assert [(home.street, home.postcode) for home in read(older).addresses.main] == [("Kerkplein", "1082")]


def test_a_document_of_the_older_shape_has_its_period_inside() -> None:
    period = "<Periode><Begin>2007-06-13</Begin><Einde>2009-06-12</Einde></Periode>"
    (document,) = read(
        f"<HistoriekIdentiteitsbewijs><Identiteitsbewijs>{period}</Identiteitsbewijs></HistoriekIdentiteitsbewijs>"
    ).documents
    assert (document.since, document.until) == (PartialDate(2007, 6, 13), PartialDate(2009, 6, 12))


def test_the_history_is_about_the_person_it_names() -> None:
    assert list(SERVICE.subjects(inhoud(f"<HistoriekPersoon><INSZ>{NOOR}</INSZ></HistoriekPersoon>"))) == [NOOR]


def test_everything_since_1900_is_asked_not_the_state_on_a_day() -> None:
    asked = element("Inhoud", SERVICE.question(Ssin(NOOR), Answers()) or ())
    day = asked.find("Criteria/Datum")
    assert day is not None
    assert (day.text, day.get("Op")) == ("1900-01-01", "0")
    assert asked.findtext("Criteria/INSZ") == NOOR
