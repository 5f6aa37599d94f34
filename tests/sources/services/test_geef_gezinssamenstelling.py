"""Households of today, in the shape of version 02.02 and of 02.00."""

from __future__ import annotations

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_gezinssamenstelling import SERVICE, parse
from burgerprofiel.sources.connectors.magda.services.person_parts import Coded
from tests.sources.family_cases import LOTTE, NAME, NOOR, inhoud

NEWER = (
    f"<Gezinslid><INSZ>{NOOR}</INSZ>{NAME}<Geboortedatum>1985-03-14</Geboortedatum>"
    "<Positie><Code>01</Code><Omschrijving>gezinshoofd</Omschrijving></Positie></Gezinslid>"
)
OLDER = (
    f"<Gezinslid><Persoon><INSZ>{LOTTE}</INSZ>{NAME}<Geslacht><Code Beschrijving='Vrouwelijk'>2</Code></Geslacht>"
    "<Geboorte><Datum>2013-04-21</Datum></Geboorte><Adressen><Hoofdverblijfplaats><Straat><Naam>Dorpsstraat</Naam>"
    "</Straat></Hoofdverblijfplaats></Adressen></Persoon><Positie><Code>03</Code></Positie></Gezinslid>"
)


def test_an_answer_without_members_is_no_data() -> None:
    assert parse(inhoud("<Gezinsleden/>")) is None


def test_both_versions_tell_who_lives_there() -> None:
    found = parse(inhoud(f"<Gezinsleden>{NEWER}{OLDER}</Gezinsleden>"))
    assert found is not None
    first, second = found.members
    assert (first.person.ssin, first.person.born) == (NOOR, PartialDate(1985, 3, 14))
    assert (second.person.ssin, second.person.born) == (LOTTE, PartialDate(2013, 4, 21))
    assert second.person.sex == Coded("2", "Vrouwelijk")
    assert second.home is not None
    assert second.home.street == "Dorpsstraat"


def test_everybody_in_the_household_may_be_the_one_who_asked() -> None:
    assert set(SERVICE.subjects(inhoud(f"<Gezinsleden>{NEWER}{OLDER}</Gezinsleden>"))) == {NOOR, LOTTE}
