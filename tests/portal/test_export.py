"""Taking one's facts along: open data after its schema, a document that lasts, four answers told apart in both."""

from __future__ import annotations

import json
from functools import partial

import msgspec
import pytest
from django.test import Client
from django.utils import translation

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import typesetting
from burgerprofiel.portal import document
from burgerprofiel.portal.export import Export
from burgerprofiel.sources.facts import Secret
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import all_themes
from tests.portal import world

pytestmark = pytest.mark.django_db


def _export(citizen: Client) -> Export:
    return msgspec.json.decode(citizen.get("/uitvoer.json").content, type=Export)


def test_the_open_data_fits_its_schema_and_names_all_themes(citizen: Client, sources: world.Sources) -> None:
    out = _export(citizen)
    assert [theme.key for theme in out.themes] == [*(theme.key for theme in world.THEMES), "profile"]
    assert out.language == "nl"


def test_the_four_answers_are_told_apart(citizen: Client, sources: world.Sources) -> None:
    told = {
        source.service: source.answer
        for theme in _export(citizen).themes
        for each in theme.sections
        for source in each.sources
    }
    assert (told["GeefPersoon"], told["GeefBewijs"], told["GeefKind"], told["GeefAanslag"]) == (
        "data",
        "nothing",
        "not_allowed",
        "unavailable",
    )


def test_an_export_with_a_silent_source_says_that_it_is_not_complete(citizen: Client, sources: world.Sources) -> None:
    assert not _export(citizen).complete
    sources.answers[world.TAX.name] = world.ANSWERS[world.SCHOOL.name]
    assert _export(citizen).complete


def test_values_are_for_machines_and_for_people(citizen: Client, sources: world.Sources) -> None:
    facts = {fact.key: fact for theme in _export(citizen).themes for each in theme.sections for fact in each.facts}
    assert facts["birth"].value is not None
    assert (facts["birth"].value.value, facts["birth"].value.text) == ("1985-03-14", "14 maart 1985")
    assert facts["income"].value is not None
    assert facts["income"].value.value == {"euros": "1234.56", "per": "per jaar"}
    assert facts["birth"].details[1].value is None


def test_the_schema_is_public(anonymous: Client) -> None:
    schema = json.loads(anonymous.get("/uitvoer/schema.json").content)
    assert "Export" in schema["$defs"]


@pytest.mark.parametrize("ending", ["json", "pdf"])
def test_the_file_name_tells_nothing_about_whose_it_is(citizen: Client, sources: world.Sources, ending: str) -> None:
    name = citizen.get(f"/uitvoer.{ending}").headers["Content-Disposition"]
    assert name.startswith('attachment; filename="mijn-burgerprofiel-20')
    assert "noor" not in name.lower()


def test_the_document_is_tagged_titled_and_to_be_kept(citizen: Client, sources: world.Sources) -> None:
    content = citizen.get("/uitvoer.pdf").content
    assert content.startswith(b"%PDF-1.7")
    for mark in (b"pdfuaid:part", b"pdfaid:part", b"/StructTreeRoot", b"Mijn gegevens bij de overheid", b"/Lang"):
        assert mark in content, mark


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_the_document_is_made_in_every_language(citizen: Client, sources: world.Sources, language: str) -> None:
    assert len(citizen.get(f"/uitvoer.pdf?taal={language}").content) > 20_000


def test_a_hostile_name_cannot_reach_the_typesetter(citizen: Client, sources: world.Sources) -> None:
    sources.answers[world.PERSON.name] = type(world.ANSWERS[world.PERSON.name])('#panic("x") $ @ <a> \\ *', world.AS_OF)
    assert citizen.get("/uitvoer.pdf").status_code == 200


@pytest.mark.parametrize("name", ["漢字", "😀", "\ue000", "محمد", "\ufffe", "Ԁ"])
def test_a_letter_that_no_font_of_ours_draws_costs_no_document(
    citizen: Client, sources: world.Sources, name: str
) -> None:
    sources.answers[world.PERSON.name] = type(world.ANSWERS[world.PERSON.name])(name, world.AS_OF)
    content = citizen.get("/uitvoer.pdf").content
    assert content.startswith(b"%PDF-1.7")
    assert b"pdfuaid:part" in content


def _on_paper(monkeypatch: pytest.MonkeyPatch, answers: Answers) -> str:
    """What is handed to the typesetter."""
    told: list[str] = []
    monkeypatch.setattr(typesetting, "_made", lambda _template, data, **_how: told.append(data) or b"")
    document.pdf(world.THEMES, answers, "Noor Vandenbos")
    return told[0]


@pytest.mark.usefixtures("themes")
def test_the_number_of_somebody_else_does_not_stand_on_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    about = Answers({world.PERSON.name: world.ANSWERS[world.PERSON.name]})
    assert world.SSIN in _on_paper(monkeypatch, about)
    monkeypatch.setattr(world, "Secret", partial(Secret, other=True))
    assert world.SSIN not in _on_paper(monkeypatch, about)


@pytest.mark.usefixtures("themes")
def test_a_reference_on_paper_says_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    with translation.override("nl"):
        assert "Referentie voor de helpdesk: 7F3K-2M9Q" in _on_paper(monkeypatch, Answers(world.ANSWERS))


def test_what_the_standards_refuse_becomes_a_plain_document() -> None:
    content = document.pdf(all_themes(), Answers(), "\x01")
    assert content.startswith(b"%PDF-1.7")


def test_an_export_is_in_the_trail(citizen: Client, sources: world.Sources) -> None:
    citizen.get("/uitvoer.json")
    assert "json" in AuditEvent.objects.get(tag="portal.export.made").details
