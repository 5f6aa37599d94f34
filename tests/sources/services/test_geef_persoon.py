"""The National Register's file of a person, with all that real files leave out or write oddly."""

from __future__ import annotations

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services.geef_persoon import SERVICE, Person, parse
from burgerprofiel.sources.connectors.magda.services.person_parts import Coded
from burgerprofiel.sources.service import Answers
from tests.sources.family_cases import NOOR, inhoud, person_xml


def read(below: str, attributes: str = "") -> Person:
    found = parse(inhoud(person_xml(below, attributes)))
    assert found is not None
    return found


def test_an_answer_without_a_person_is_no_data() -> None:
    assert parse(inhoud()) is None


def test_a_person_of_whom_only_number_and_name_are_told_is_a_person() -> None:
    found = read("")
    assert (found.ssin, found.name.family, found.births, found.addresses.main) == (NOOR, ("Vandenbos",), (), ())


def test_a_birth_of_which_only_the_year_is_known_keeps_its_year() -> None:
    (birth,) = read("<Geboorte><Datum>1992-00-00</Datum></Geboorte>").births
    assert (birth.date, birth.place, birth.deed) == (PartialDate(1992), None, "")


def test_the_given_name_that_is_marked_is_the_call_name() -> None:
    xml = (
        "<Persoon><Naam><Achternamen/><Voornamen><Voornaam>Maria</Voornaam>"
        '<Voornaam GebruikelijkeVoornaam="1">Mieke</Voornaam></Voornamen></Naam></Persoon>'
    )
    found = parse(inhoud(xml))
    assert found is not None
    assert (found.name.call, found.name.given) == ("Mieke", ("Maria", "Mieke"))


def test_several_nationalities_are_all_kept() -> None:
    held = "".join(f"<Nationaliteit><Code>{code}</Code></Nationaliteit>" for code in (150, 354))
    found = read(f"<Nationaliteiten>{held}</Nationaliteiten>")
    assert [one.value.code for one in found.nationalities] == ["150", "354"]


def test_a_household_member_without_a_number_is_the_person_who_asked() -> None:
    found = read("<Gezinsleden><Gezinslid><Positie><Code>01</Code></Positie></Gezinslid></Gezinsleden>")
    assert [(one.person, one.position) for one in found.household] == [(None, Coded("01"))]


def test_an_address_that_is_not_standardised_is_read_all_the_same() -> None:
    home = (
        '<Hoofdverblijfplaats DatumBegin="1990-05-00"><NietGestandaardiseerdeStraatnaam><String>Ezelsstraat</String>'
        "</NietGestandaardiseerdeStraatnaam><Huisnummer>7</Huisnummer><NietGestandaardiseerdeGemeentenaam>"
        "<String>Brugge</String></NietGestandaardiseerdeGemeentenaam></Hoofdverblijfplaats>"
    )
    (main,) = read(f"<Adressen>{home}</Adressen>").addresses.main
    assert (main.street, main.municipality, main.since) == ("Ezelsstraat", "Brugge", PartialDate(1990, 5))


def test_an_address_abroad_keeps_its_lines_its_country_and_the_embassy() -> None:
    home = (
        "<VerblijfplaatsBuitenland><Teksten><Tekst>Vegen 54</Tekst><Tekst>9104 Kvaløya</Tekst></Teksten>"
        "<Land><Naam>Noorwegen</Naam></Land><DiplomatiekePost><Omschrijving>Oslo</Omschrijving></DiplomatiekePost>"
        "</VerblijfplaatsBuitenland>"
    )
    (abroad,) = read(f"<Adressen>{home}</Adressen>").addresses.abroad
    assert (abroad.lines, abroad.country, abroad.post) == (("Vegen 54", "9104 Kvaløya"), "Noorwegen", "Oslo")


def test_a_legal_cohabitation_that_ended_says_why() -> None:
    end = "<Beeindiging><Reden><Code>01</Code><Omschrijving>Huwelijk</Omschrijving></Reden></Beeindiging>"
    found = read(f'<WettelijkeSamenwoning DatumBegin="2010-02-02">{end}</WettelijkeSamenwoning>')
    (cohabitation,) = found.cohabitations
    assert cohabitation.ended == Coded("01", "Huwelijk")
    assert cohabitation.since == PartialDate(2010, 2, 2)


def test_the_newer_list_of_last_wishes_goes_before_the_older() -> None:
    manner = "<WijzeVanLijkbezorging><Code>{}</Code></WijzeVanLijkbezorging>"
    older = f"<Begraving>{manner.format(1)}</Begraving>"
    newer = f"<LijkbezorgingEnRitueel>{manner.format('04')}</LijkbezorgingEnRitueel>"
    assert [wish.manner for wish in read(older + newer).wishes] == [Coded("04")]
    assert [wish.manner for wish in read(older).wishes] == [Coded("1")]


def test_the_answer_is_about_the_person_it_names() -> None:
    assert list(SERVICE.subjects(inhoud(person_xml()))) == [NOOR]


def test_a_bis_number_is_asked_at_the_crossroads_bank() -> None:
    assert ("Bron", "KSZ") in (SERVICE.question(Ssin("92400006909"), Answers()) or ())
    assert ("Bron", "RR") in (SERVICE.question(Ssin(NOOR), Answers()) or ())
