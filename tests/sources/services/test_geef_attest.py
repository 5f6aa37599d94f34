"""Certificates of the National Register: asked for one at a time, given as they came, of nobody else."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Answer, Cause, Data, NotAllowed, Nothing, Unavailable
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.simulators.magda.cast import BY_SLUG
from burgerprofiel.simulators.magda.faults import Mode
from burgerprofiel.simulators.magda.store import Store
from burgerprofiel.sources.connectors.magda import envelope, outcome
from burgerprofiel.sources.connectors.magda.envelope import Sender
from burgerprofiel.sources.connectors.magda.services.geef_attest import (
    LANGUAGES,
    NAMES,
    SERVICE,
    SERVICES,
    Paper,
    parse,
)
from burgerprofiel.sources.connectors.magda.services.geef_persoon import SERVICE as PERSON
from burgerprofiel.sources.node import UnreadableError
from burgerprofiel.sources.service import Answers, Service
from tests.sources.conftest import RunningMagda
from tests.sources.family_cases import NOOR, inhoud

PDF = b"%PDF-1.7 rest"


def ask(magda: RunningMagda, service: Service[Any], number: str = NOOR) -> Answer[Any]:
    """What the simulated MAGDA answers."""

    async def fetched() -> Answer[Any]:
        connector = magda.connector()
        try:
            return (await connector.fetch(service, Ssin(number), Answers())).answer
        finally:
            await connector.close()

    return asyncio.run(fetched())


def real(magda_mock: Path, number: str, name: str = "life", language: str = "nl") -> Answer[Paper]:
    """What the shared answers say when they are asked as we ask."""
    service, ssin = SERVICES[name, language], Ssin(number)
    body = service.question(ssin, Answers())
    assert body is not None
    sender, moment = Sender("test.example/portaal", "1300"), clock.now()
    question = envelope.question(
        service.name, service.version, service.namespace, body, sender=sender, reference="r", moment=moment
    )
    content = Store(magda_mock).answer(etree.fromstring(question), "r")
    assert content is not None
    return outcome.conclude(service, ssin, envelope.answer(content), moment, "r")


def attest(document: str) -> str:
    return f"<Attest><INSZ>{NOOR}</INSZ><Document>{document}</Document></Attest>"


def test_a_document_is_given_as_it_came() -> None:
    text = b64encode(PDF).decode()
    found = parse(inhoud(attest(f"\n {text[:6]}\n {text[6:]} ")))
    assert found is not None
    assert found.content == PDF


def test_no_document_is_no_data() -> None:
    assert parse(inhoud()) is None
    assert parse(inhoud(attest(""))) is None


@pytest.mark.parametrize("document", ["%%%", "YQ", b64encode(b"<html>").decode()])
def test_what_is_no_pdf_is_refused(document: str) -> None:
    with pytest.raises(UnreadableError):
        parse(inhoud(attest(document)))


def test_the_certificate_is_of_the_person_it_names() -> None:
    assert list(SERVICE.subjects(inhoud(attest("")))) == [NOOR]


def test_each_name_in_each_language_is_kept_by_itself() -> None:
    assert len({service.key for service in SERVICES.values()}) == len(NAMES) * len(LANGUAGES) == 30
    assert len(set(SERVICES.values())) == 30


def test_the_question_names_the_certificate_its_language_and_the_municipality(magda: RunningMagda) -> None:
    person = ask(magda, PERSON)
    service = SERVICES["last-wishes", "de"]
    question = service.question(Ssin(NOOR), Answers({PERSON.key: person}))
    asked = [("Naam", "Wijze teraardebestelling & rituelen"), ("Taal", "de"), ("GemeenteVanAfgifte", "41999")]
    assert question == [("Criteria", [("INSZ", NOOR), ("Attest", asked)])]


def test_of_whom_the_address_is_not_known_no_municipality_is_named() -> None:
    question = SERVICES["life", "fr"].question(Ssin(NOOR), Answers())
    assert question == [("Criteria", [("INSZ", NOOR), ("Attest", [("Naam", "Leven"), ("Taal", "fr")])])]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_demos_register_answers_for_every_name_and_language(magda: RunningMagda, name: str, language: str) -> None:
    answer = ask(magda, SERVICES[name, language])
    if name in ("cohabitation", "last-wishes"):
        assert isinstance(answer, Nothing)
    else:
        assert isinstance(answer, Data)
        assert answer.value.content.startswith(b"%PDF-")


def test_who_is_no_belgian_has_no_certificate_of_it(magda: RunningMagda) -> None:
    assert isinstance(ask(magda, SERVICES["nationality", "nl"], BY_SLUG["oksana"].ssin), Nothing | NotAllowed)


def test_a_name_that_the_register_does_not_know_is_no_answer_about_the_citizen(magda: RunningMagda) -> None:
    body = [("Criteria", [("INSZ", NOOR), ("Attest", [("Naam", "Goed gedrag"), ("Taal", "nl")])])]
    answer = ask(magda, replace(SERVICE, question=lambda _ssin, _given: body))
    assert isinstance(answer, Unavailable)


def test_a_certificate_of_somebody_else_is_refused(magda: RunningMagda) -> None:
    magda.behave("GeefAttest", Mode.FOREIGN)
    answer = ask(magda, SERVICE)
    assert isinstance(answer, Unavailable)
    assert answer.cause is Cause.FOREIGN


@pytest.mark.shared
@pytest.mark.parametrize("name", NAMES)
def test_real_certificates_of_every_name_are_understood(magda_mock: Path, name: str) -> None:
    answer = real(magda_mock, "02051615157", name)
    assert isinstance(answer, Data)
    assert answer.value.content.startswith(b"%PDF-1.")
    assert len(answer.value.content) > 200_000


@pytest.mark.shared
def test_real_trouble_is_told_apart(magda_mock: Path) -> None:
    assert isinstance(real(magda_mock, "86710100141"), Data)
    assert isinstance(real(magda_mock, "86700400636"), Nothing)
    for number in ("01610100158", "86700410336"):
        assert isinstance(real(magda_mock, number), Unavailable)
    with pytest.raises(UnreadableError):
        real(magda_mock, "14621699855")
    with pytest.raises(outcome.ForeignAnswerError):
        real(magda_mock, "91610100374")
    assert isinstance(real(magda_mock, "02051615157", "life", "de"), Unavailable)
