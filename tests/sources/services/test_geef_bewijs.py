"""The LED: unknown dates, words that say nothing, proofs under an earlier number."""

from __future__ import annotations

from pathlib import Path

import pytest

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services.geef_bewijs import SERVICE, Proof, parse, question, subjects
from burgerprofiel.sources.service import Answers
from tests.sources.cases import inhoud, shared


def proof(basis: str, beside: str = "") -> Proof:
    found = parse(inhoud(f"<Bewijzen><Bewijs>{beside}<Basis>{basis}</Basis></Bewijs></Bewijzen>"))
    assert found is not None
    return found[0]


def test_the_number_stands_outside_criteria() -> None:
    assert question(Ssin("85631441236"), Answers()) == [("INSZ", "85631441236")]


def test_no_proofs_is_no_data() -> None:
    assert parse(inhoud("<Bewijzen/>")) is None


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("<Jaar>2015</Jaar><Maand>06</Maand><Dag>16</Dag>", PartialDate(2015, 6, 16)),
        ("<Jaar>2014</Jaar>", PartialDate(2014)),
        ("<Jaar>1800</Jaar><Maand>01</Maand><Dag>01</Dag>", None),
        ("<Jaar>2015</Jaar><Maand>02</Maand><Dag>30</Dag>", PartialDate(2015, 2)),
        ("", None),
    ],
)
def test_the_day_of_issue_may_be_partly_or_wholly_unknown(given: str, day: PartialDate | None) -> None:
    assert proof(f"<Uitreikingsdatum>{given}</Uitreikingsdatum>").issued == day


def test_words_that_say_nothing_are_empty() -> None:
    found = proof(
        "<VolledigeNaam>Niet beschikbaar</VolledigeNaam><Graad><Naam>Niet van toepassing</Naam></Graad>"
        "<BijkomendeInformaties><BijkomendeInformatie><Naam>Bewijs omschrijving</Naam>"
        "<Inhoud>Diploma Sociologie</Inhoud>"
        "</BijkomendeInformatie></BijkomendeInformaties>"
    )
    assert (found.name, found.degree) == ("", "")
    assert found.extra == (("Bewijs omschrijving", "Diploma Sociologie"),)


def test_the_dotted_date_of_the_led_is_read() -> None:
    beside = "<BewijsstatusLed><DatumModificatie><Datum>20.09.2014</Datum></DatumModificatie></BewijsstatusLed>"
    assert proof("", beside).registered == PartialDate(2014, 9, 20)


def test_the_answer_names_everybody_it_is_about() -> None:
    people = "".join(f"<Bewijs><PersoonUitgereikt><INSZ>{n}</INSZ></PersoonUitgereikt></Bewijs>" for n in (1, 2))
    assert subjects(inhoud(f"<Bewijzen>{people}</Bewijzen>")) == ("1", "2")


@pytest.mark.shared
def test_every_shared_answer_is_read_and_is_about_the_person_it_is_filed_under(magda_mock: Path) -> None:
    count = 0
    for file, node in shared(magda_mock, SERVICE):
        found = parse(node)
        count += len(found or ())
        assert found is None or file.stem in subjects(node)
    assert count >= 114
