"""What was confirmed ends when that very fact changes: not with what stands beside it, another language or day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from django.utils import translation
from django.utils.translation import get_language

from burgerprofiel.audit.events import Trace
from burgerprofiel.feedback import handling
from burgerprofiel.feedback.content import Detail, Fact
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Data
from burgerprofiel.sources.facts import Block, Card, Row, Tag, Words
from burgerprofiel.sources.service import Answers
from tests.feedback.citizens import MINE, Citizen, citizen
from tests.feedback.conftest import HOST, gtmf
from tests.feedback.test_handing_over import handed
from tests.portal import world
from tests.portal.asking.saying import hears
from tests.portal.conftest import sources, themes

__all__ = ["gtmf", "sources", "themes"]
pytestmark = pytest.mark.django_db
FAMILY = "/gegevens/family"
SAID = {"nl": "U bevestigde dit op", "fr": "Vous l’avez confirmé le", "de": "Sie haben dies am", "en": "You confirmed"}


@pytest.fixture
def noor(sources: world.Sources) -> Citizen:
    """Noor, in front of invented facts."""
    return citizen("noor")


def built(monkeypatch: pytest.MonkeyPatch, build: object) -> None:
    """Let the first section of the family be built so."""
    family = next(each for each in world.THEMES if each.key == "family")
    first = replace(family.sections[0], build=build)
    changed = replace(family, sections=(first, *family.sections[1:]))
    others = tuple(each for each in world.THEMES if each.key != "family")
    monkeypatch.setattr("burgerprofiel.portal.themes.all_themes", lambda: (changed, *others))


def in_words(answers: Answers) -> Sequence[Block]:
    """A card whose every sentence is in the reader's language, and whose tag is of today."""
    language = get_language()
    day = Tag(f"nog {(clock.today().toordinal()) % 1000} dagen", "act")
    said = answers.data(world.PERSON) or ""
    rows = (Row(f"label-{language}", Words(f"waarde-{language}-{said}")),)
    return [Card(key="name", label=f"Naam-{language}", value=Words("x"), meaning=str(language), tag=day, rows=rows)]


def test_what_changes_beside_a_fact_leaves_it_confirmed(noor: Citizen, sources: world.Sources) -> None:
    for key in ("birth", "name"):
        noor.confirm(noor.place(key))
    assert noor.text(FAMILY).count("U bevestigde dit op") == 2
    sources.answers[world.PERSON.name] = Data("Eleonora", world.AS_OF)
    assert noor.text(FAMILY).count("U bevestigde dit op") == 1
    assert "U bevestigde dit op" in noor.text(noor.place("birth"))
    assert "U bevestigde dit op" not in noor.text(noor.place("name"))


def test_an_answer_that_says_the_same_later_leaves_it_confirmed(noor: Citizen, sources: world.Sources) -> None:
    noor.confirm()
    sources.answers[world.PERSON.name] = Data("Noor", world.AS_OF + timedelta(hours=9))
    assert "U bevestigde dit op" in noor.text(FAMILY)


def test_it_is_the_same_in_every_language(noor: Citizen, monkeypatch: pytest.MonkeyPatch) -> None:
    built(monkeypatch, in_words)
    noor.confirm()
    for language, said in SAID.items():
        assert said in citizen("noor", language=language).text(FAMILY)


def test_days_that_go_by_end_nothing_and_a_change_of_it_does(
    noor: Citizen,
    sources: world.Sources,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    built(monkeypatch, in_words)
    noor.confirm()
    with clock.frozen_at(clock.now() + timedelta(days=40)):
        later = citizen("noor")
        assert "U bevestigde dit op" in later.text(FAMILY)
        sources.answers[world.PERSON.name] = Data("Eleonora", clock.now())
        assert "U bevestigde dit op" not in later.text(FAMILY)


def test_a_form_of_just_before_midnight_still_counts(noor: Citizen, monkeypatch: pytest.MonkeyPatch) -> None:
    built(monkeypatch, in_words)
    fields = noor.fields(noor.place()) | {"zeg": "klopt"}
    for days, status in ((1, 303), (2, 409)):
        with clock.frozen_at(clock.now() + timedelta(days=days)):
            assert citizen("noor").send(noor.place(), fields).status_code == status


def test_a_report_reads_in_the_language_of_who_opens_it(noor: Citizen, monkeypatch: pytest.MonkeyPatch) -> None:
    built(monkeypatch, in_words)
    hears("rijksregister", name="Rijksregister")
    noor.report()
    (row,) = noor.rows()
    for language in SAID:
        reader = citizen("noor", language=language)
        assert f"Naam-{language}" in reader.text(MINE)
        told = reader.text(f"{MINE}/{row.id}")
        for said in (f"Naam-{language}", f"label-{language}", f"waarde-{language}-Noor"):
            assert said in told


def test_the_system_of_a_source_gets_it_in_the_language_of_its_register(
    noor: Citizen,
    gtmf: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    built(monkeypatch, in_words)
    french = citizen("noor", language="fr")
    row = handed(french)
    board = httpx.get(gtmf, headers=HOST).text
    assert "x; label-nl: waarde-nl-Noor" in board
    assert "waarde-fr" not in board
    assert "Naam-fr" in french.text(f"{MINE}/{row.id}")


def test_a_report_of_before_we_kept_the_languages_reads_as_it_was_reported(noor: Citizen) -> None:
    told = {"theme": "family", "section": "a/b", "title": "T", "source": "", "source_name": "", "path": "/"}
    said = Fact(id=noor.fact(), said=Detail("L", "w"), **told)
    assert said.reading_in("fr") is said


def test_who_handles_it_reads_it_in_their_own_language_too(noor: Citizen, monkeypatch: pytest.MonkeyPatch) -> None:
    built(monkeypatch, in_words)
    hears("rijksregister", name="Rijksregister")
    citizen("noor", language="fr").report(noor.place())
    (row,) = noor.rows()
    assert row.handler_id
    with translation.override("nl"):
        (found,) = handling.waiting(handling.Handler(row.handler_id, "x", Trace(actor="test")))
    assert found.said.fact.said.label == "Naam-nl"
