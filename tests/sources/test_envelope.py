"""MAGDA's envelope: what we send is what the contract shows; what comes back is read on all three levels."""

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from burgerprofiel.sources.connectors.magda import envelope
from burgerprofiel.sources.connectors.magda.codes import Meaning, meaning

_U = (
    "<Uitzonderingen><Uitzondering><Identificatie>{}</Identificatie><Type>FOUT</Type><Diagnose>d</Diagnose>"
    "</Uitzondering></Uitzonderingen>"
)


def _question() -> etree._Element:
    message = envelope.question(
        "GeefPersoon",
        "02.02.0000",
        "http://magda.vlaanderen.be/persoon/soap/geefpersoon/v02_02",
        [("Criteria", [("INSZ", "85631441236")])],
        sender=envelope.Sender("voorbeeld.be/burgerportaal", "1300"),
        reference="r-1",
        moment=datetime(2026, 3, 14, 8, 30, tzinfo=UTC),
    )
    return etree.fromstring(message)


def test_a_question_carries_name_version_sender_reference_and_criteria() -> None:
    question = _question()
    for path, text in {
        "Naam": "GeefPersoon",
        "Versie": "02.02.0000",
        "Type": "VRAAG",
        "Identificatie": "voorbeeld.be/burgerportaal",
        "Hoedanigheid": "1300",
        "INSZ": "85631441236",
    }.items():
        assert question.findtext(f".//{path}") == text
    assert {found.text for found in question.iter("Referte")} == {"r-1"}


def test_the_time_of_a_question_is_brussels_time() -> None:
    assert _question().findtext(".//Tijd") == "09:30:00"


def test_exceptions_are_found_on_all_three_levels() -> None:
    reply = envelope.answer(
        f"<R>{_U.format('1')}<Repliek>{_U.format('2')}<Antwoorden><Antwoord>{_U.format('3')}</Antwoord></Antwoorden>"
        "</Repliek></R>".encode()
    )
    assert [exception.code for exception in reply.exceptions] == ["1", "2", "3"]


def test_data_and_a_warning_come_together() -> None:
    reply = envelope.answer(
        f"<R><Repliek><Antwoorden><Antwoord><Inhoud><A>1</A></Inhoud>{_U.format('30042')}</Antwoord></Antwoorden>"
        "</Repliek></R>".encode()
    )
    assert reply.content is not None
    assert reply.exceptions[0].code == "30042"


@pytest.mark.parametrize(
    "content",
    [b"", b"no xml", b"<html></html>", b"<R/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"\xff\xfe\x00"],
)
def test_what_is_no_answer_is_refused(content: bytes) -> None:
    with pytest.raises(envelope.NotUnderstoodError):
        envelope.answer(content)


@given(st.binary(max_size=300))
def test_no_bytes_at_all_break_the_reader(content: bytes) -> None:
    with contextlib.suppress(envelope.NotUnderstoodError):
        envelope.answer(content)


def test_code_40000_is_no_data_only_when_its_diagnosis_says_so() -> None:
    assert meaning("40000", "FOUT", "Geen gegevens gevonden.") is Meaning.NO_DATA
    assert meaning("40000", "FOUT", "Adres: Ongeldige straatcode") is Meaning.UNAVAILABLE


def test_a_person_without_learning_credit_is_no_data() -> None:
    assert meaning("60000", "FOUT", "Fout tegen bedrijfsregel.", "BR_LKA0001") is Meaning.NO_DATA
    assert meaning("60000", "FOUT", "Fout tegen bedrijfsregel.", "BR_LKA0006") is Meaning.UNAVAILABLE


def test_an_unknown_code_is_read_by_its_type() -> None:
    assert meaning("77777", "FOUT", "?") is Meaning.UNAVAILABLE
    assert meaning("77777", "WAARSCHUWING", "?") is Meaning.REMARK
