"""The letter from the counter: in the citizen's language, with the code, for screen readers too (A4)."""

from __future__ import annotations

import dataclasses

import pytest

from burgerprofiel.access.activation import counter, letter
from burgerprofiel.access.activation.counter import Issued
from burgerprofiel.kit import typesetting
from burgerprofiel.people.actions import meet
from burgerprofiel.people.queries import ssin_of
from tests.access.activating import AMIRA, TRACE, at_zonnegem, catch


def of(monkeypatch: pytest.MonkeyPatch, language: str = "nl", **typed: str) -> Issued:
    """A letter about to be printed."""
    catch(monkeypatch)
    return counter.register(at_zonnegem(), dataclasses.replace(AMIRA, language=language, **typed), TRACE)


def words(monkeypatch: pytest.MonkeyPatch, issued: Issued) -> str:
    """What stands on it."""
    told: list[object] = []
    monkeypatch.setattr(typesetting, "pdf", lambda _template, content: told.append(content) or b"")
    letter.pdf(issued)
    return str(told[0])


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("nl", "Uw activatiecode"),
        ("fr", "Votre code d’activation"),
        ("de", "Ihr Aktivierungscode"),
        ("en", "Your activation code"),
    ],
)
def test_it_is_in_the_language_chosen_at_the_counter(
    db: None, monkeypatch: pytest.MonkeyPatch, language: str, says: str
) -> None:
    text = words(monkeypatch, of(monkeypatch, language))
    assert says in text
    assert f"'language': '{language}'" in text


def test_it_says_the_code_the_person_and_where_the_link_went_and_nothing_that_a_finder_could_use(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued = of(monkeypatch)
    text = words(monkeypatch, issued)
    for told in (issued.code, "Amira Fatima Haddad", "Gemeente Zonnegem", "a•••@example.org"):
        assert told in text
    number = ssin_of(meet(AMIRA.ssin))
    for secret in (number.digits, number.formatted, "amira@", AMIRA.document_number, "link="):
        assert secret not in text


def test_it_is_a_document_for_screen_readers_that_lasts(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    made = letter.pdf(of(monkeypatch))
    assert made.startswith(b"%PDF-")
    for mark in (b"pdfuaid:part", b"pdfaid:part", b"/StructTreeRoot", b"/Lang"):
        assert mark in made


@pytest.mark.parametrize(
    "name", ["Nguyễn Thị", "محمد", "李", "Ōkubo-O’Neil", "#panic()", "$x$ [a] \\ _b_ *c*", "\\u{202e}"]
)
def test_every_name_gives_a_letter(db: None, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert letter.pdf(of(monkeypatch, given_name=name)).startswith(b"%PDF-")
