"""Search over one's own facts (B11): without accents, over all themes, and honest about what could not be searched."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.portal.searching import folded, search
from burgerprofiel.sources.service import Answers
from tests.portal import world
from tests.portal.reading import body, text, tree

pytestmark = pytest.mark.django_db


def _hits(citizen: Client, query: str) -> list[str]:
    return [
        text(each) for each in tree(citizen.post("/zoeken", {"q": query})).xpath("//ol[contains(@class, 'hits')]/li")
    ]


def test_a_street_leads_to_its_card(citizen: Client, sources: world.Sources) -> None:
    page = tree(citizen.post("/zoeken", {"q": "kerkstraat"}))
    assert page.xpath("//ol/li/a/@href") == ["/gegevens/family#identity-address"]


def test_a_period_is_told_with_the_name_of_its_row_once(citizen: Client, sources: world.Sources) -> None:
    [hit] = _hits(citizen, "ouderschapsverlof")
    assert "AZ Zonnegem vzw: Ouderschapsverlof: 1 februari 2023 – 31 juli 2023" in hit
    assert hit.count("AZ Zonnegem") == 1


def test_a_detail_is_told_beside_the_value_of_its_fact(citizen: Client, sources: world.Sources) -> None:
    [hit] = _hits(citizen, "gent")
    assert hit.endswith("Geboren 14 maart 1985 · Plaats: Gent")


def test_accents_and_capitals_make_no_difference(citizen: Client, sources: world.Sources) -> None:
    assert _hits(citizen, "OFFICIELE") == _hits(citizen, "officiële") != []


def test_every_word_must_occur(citizen: Client, sources: world.Sources) -> None:
    assert len(_hits(citizen, "noor")) > len(_hits(citizen, "noor naam")) == 1


def test_a_number_is_found_in_any_spelling_but_stays_hidden(citizen: Client, sources: world.Sources) -> None:
    for spelling in (world.SSIN, "85631441236"):
        [hit] = _hits(citizen, spelling)
        assert "Rijksregisternummer" in hit
        assert world.SSIN not in hit


def test_nothing_found_names_the_sources_that_were_silent(citizen: Client, sources: world.Sources) -> None:
    page = text(tree(citizen.post("/zoeken", {"q": "belastingbrief"})))
    assert "Niets gevonden in de bronnen die antwoordden" in page
    assert "FOD Financiën" in page


def test_an_empty_question_gets_a_hint(citizen: Client, sources: world.Sources) -> None:
    assert "Typ minstens één woord." in body(citizen.post("/zoeken", {"q": "  "}))


def test_the_words_stand_in_no_address_and_not_in_the_trail(citizen: Client, sources: world.Sources) -> None:
    page = tree(citizen.post("/zoeken", {"q": "kerkstraat"}))
    assert not [each for each in page.xpath("//@href | //@action") if "kerkstraat" in each]
    assert AuditEvent.objects.get(tag="portal.search.done").details == "{}"


def test_a_hostile_question_is_only_shown(citizen: Client, sources: world.Sources) -> None:
    assert "<script>alert" not in body(citizen.post("/zoeken", {"q": '"><script>alert(1)</script>'}))


@pytest.mark.usefixtures("themes")
@pytest.mark.parametrize("query", ["", "•", "....", "a" * 5000])
def test_odd_questions_find_nothing(query: str) -> None:
    assert search(query, world.THEMES, Answers(world.ANSWERS)) == []


@given(st.text())
def test_folding_twice_is_folding_once(words: str) -> None:
    assert folded(folded(words)) == folded(words)
