"""Child benefit: who it is for, who gets it, and answers about a whole family."""

from __future__ import annotations

from pathlib import Path

import pytest

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_kind_voordelen import SERVICE, BenefitFile, parse, subjects
from tests.sources.cases import inhoud, shared

PAYMENT = (
    "<Betalingsperiodes><Betalingsperiode><Periode><BeginMaand>2019-10</BeginMaand><EindeMaand>2020-09</EindeMaand>"
    "</Periode><Categorie><Code>SOCIAAL</Code><Omschrijving>Sociale toeslag</Omschrijving></Categorie>"
    "<Begunstigden><Begunstigde>2</Begunstigde><Begunstigde>3</Begunstigde></Begunstigden>"
    "</Betalingsperiode></Betalingsperiodes>"
)


def wrapped(xml: str) -> str:
    return f"<KindVoordelen><KindVoordeel>{xml}</KindVoordeel></KindVoordelen>"


def file(xml: str) -> BenefitFile:
    found = parse(inhoud(wrapped(xml)))
    assert found is not None
    return found.files[0]


def test_no_file_is_no_data() -> None:
    assert parse(inhoud("<KindVoordelen/>")) is None
    assert parse(inhoud()) is None


def test_a_supplement_runs_from_a_month_to_a_month_and_names_both_parents() -> None:
    payment = file(f"<Kinderen><Kind><INSZ>1</INSZ>{PAYMENT}</Kind></Kinderen>").children[0].payments[0]
    assert (payment.code, payment.begin, payment.end) == ("SOCIAAL", PartialDate(2019, 10), PartialDate(2020, 9))
    assert payment.recipients == ("2", "3")


def test_a_file_may_hold_no_children_and_only_an_amount_paid_once() -> None:
    bonus = "<Bonus><Betalingsdatum>2020-02-05</Betalingsdatum><Categorie><Code>X</Code></Categorie></Bonus>"
    found = file(f"<Begunstigden><Begunstigde><INSZ>2</INSZ><Bonussen>{bonus}</Bonussen></Begunstigde></Begunstigden>")
    assert found.children == ()
    assert [(each.code, each.name, each.paid_on) for each in found.recipients[0].bonuses] == [
        ("X", "", PartialDate(2020, 2, 5))
    ]


def test_an_empty_file_is_read() -> None:
    assert file("") == BenefitFile("", "", "", (), ())


def test_the_answer_is_about_parents_and_children() -> None:
    xml = (
        "<INSZ>1</INSZ><Begunstigden><Begunstigde><INSZ>2</INSZ></Begunstigde></Begunstigden>"
        "<Kinderen><Kind><INSZ>3</INSZ></Kind></Kinderen>"
    )
    assert list(subjects(inhoud(wrapped(xml)))) == ["1", "2", "3"]


@pytest.mark.shared
def test_every_shared_answer_is_read_and_is_about_the_person_it_is_filed_under(magda_mock: Path) -> None:
    found = [(path.stem, parse(node), subjects(node)) for path, node in shared(magda_mock, SERVICE)]
    assert len(found) >= 13
    assert all(value is not None and stem in about for stem, value, about in found)
