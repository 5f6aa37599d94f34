"""Theme pages: every kind of block and of answer, drawn safely, each fact with source, date and meaning."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit.answers import Cause, Data, Nothing, Unavailable
from burgerprofiel.portal import values
from burgerprofiel.sources.facts import Secret
from tests.portal import world
from tests.portal.reading import body, one, text, tree

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>\"'&"


def test_a_fact_says_what_it_is_its_value_its_meaning_source_and_date(citizen: Client, sources: world.Sources) -> None:
    fact = one(tree(citizen.get("/gegevens/family")), "identity-birth")
    for part in (
        "Geboren",
        "14 maart 1985",
        "Uw leeftijd bepaalt",
        "Plaats Gent",
        "Rijksregister",
        "9.41 uur",
        "Klopt dit?",
    ):
        assert part in fact


def test_what_the_source_does_not_know_is_said(citizen: Client, sources: world.Sources) -> None:
    assert "Land Niet bekend bij deze bron" in one(tree(citizen.get("/gegevens/family")), "identity-birth")


def test_a_number_of_the_state_is_hidden_until_asked_without_javascript(
    citizen: Client, sources: world.Sources
) -> None:
    page = tree(citizen.get("/gegevens/family"))
    fold = page.xpath("//article[@id='identity-number']//details")[0]
    assert fold.get("open") is None
    assert "•••••" in text(fold.find("summary"))
    assert world.SSIN not in text(fold.find("summary"))
    assert world.SSIN in text(fold)


def test_the_national_number_is_in_no_title_and_no_address(citizen: Client, sources: world.Sources) -> None:
    page = tree(citizen.get("/gegevens/family"))
    bare = world.SSIN.translate(str.maketrans("", "", ".-"))
    told = [text(page.find(".//title")), *page.xpath("//@href | //@src | //@action | //@title | //@aria-label")]
    assert not [each for each in told if world.SSIN in each or bare in each]


def test_a_hostile_street_name_stays_text(citizen: Client, sources: world.Sources) -> None:
    sources.answers[world.HOUSEHOLD.name] = Data(HOSTILE, world.AS_OF)
    sources.answers[world.PERSON.name] = Data(HOSTILE, world.AS_OF)
    for path in ("/", "/gegevens/family"):
        page = body(citizen.get(path))
        assert "alert(1)" in page
        assert "<script>alert" not in page


def test_a_timeline_has_bars_words_and_a_table(citizen: Client, sources: world.Sources) -> None:
    page = tree(citizen.get("/gegevens/work"))
    block = page.get_element_by_id("jobs-career")
    assert len(block.xpath(".//rect")) == 3
    assert block.xpath(".//svg[@role='img']/@aria-label") == ["Uw loopbaan"]
    assert "sinds 1 september 2007" in text(block.find(".//table"))


def test_a_scale_says_in_words_where_everybody_stands(citizen: Client, sources: world.Sources) -> None:
    block = tree(citizen.get("/gegevens/home")).get_element_by_id("energy-label")
    told = block.xpath(".//svg/@aria-label")[0]
    assert "u 168, Zonnegem 312, Oost-Vlaanderen 335, Vlaanderen 341" in told
    assert "verzonnen" in text(block)


def test_a_tree_lists_the_household_by_generation(citizen: Client, sources: world.Sources) -> None:
    rows = tree(citizen.get("/gegevens/family")).xpath("//article[@id='household-tree']//ul")
    assert ["Noor" in text(row) for row in rows] == [False, True, False]


def _long(monkeypatch: pytest.MonkeyPatch, shown: int) -> None:
    """The first theme, with only some of its facts in sight."""
    first, *others = world.THEMES
    short = replace(first, sections=(replace(first.sections[0], shown=shown), *first.sections[1:]))
    for module in ("portal.themes", "sources.themes"):
        monkeypatch.setattr(f"burgerprofiel.{module}.all_themes", lambda: (short, *others))


def test_a_long_section_waits_in_a_fold_that_search_opens_without_javascript(
    citizen: Client, sources: world.Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    _long(monkeypatch, shown=2)
    fold = tree(citizen.get("/gegevens/family")).xpath("//details[@class='more']")[0]
    assert fold.get("open") is None
    assert text(fold.find("summary")) == "Nog 4 gegevens tonen : Wie u bent"
    assert fold.xpath(".//article/@id")[0] == "identity-birth"
    found = tree(citizen.post("/zoeken", {"q": "kerkstraat"})).xpath("//ol/li/a/@href")
    assert found == ["/gegevens/family?toon=identity#identity-address"]
    opened = tree(citizen.get("/gegevens/family?toon=identity")).xpath("//details[@class='more']/@open")
    assert opened == [""]


def test_nobody_opens_a_fold_for_one_fact_more(
    citizen: Client, sources: world.Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    _long(monkeypatch, shown=5)
    assert not tree(citizen.get("/gegevens/family")).xpath("//details[@class='more']")


def test_a_photo_is_shown_with_its_description(citizen: Client, sources: world.Sources) -> None:
    image = tree(citizen.get("/gegevens/family")).xpath("//article[@id='identity-photo']//img")[0]
    assert image.get("alt") == "Uw pasfoto"
    assert image.get("src").startswith("data:image/png;base64,")


def test_data_with_a_remark_shows_both(citizen: Client, sources: world.Sources) -> None:
    section = one(tree(citizen.get("/gegevens/family")), "section-household")
    assert "Er zijn meer gegevens dan hier getoond." in section
    assert "Wouter Claes" in section


def test_nothing_there_means_what_the_theme_says(citizen: Client, sources: world.Sources) -> None:
    assert "Die van vóór 2001" in one(tree(citizen.get("/gegevens/education")), "section-proofs")


def test_unavailable_gives_a_retry_and_a_reference(citizen: Client, sources: world.Sources) -> None:
    section = tree(citizen.get("/gegevens/benefits")).get_element_by_id("section-tax")
    assert "zegt niets over uw gegevens" in text(section)
    assert "7F3K-2M9Q" in text(section)
    retry = section.xpath(".//a[@data-again]/@href")[0]
    assert "FOD Financiën is nu niet bereikbaar" not in body(citizen.get(retry.partition("#")[0]))


def test_not_allowed_offers_no_retry(citizen: Client, sources: world.Sources) -> None:
    section = tree(citizen.get("/gegevens/benefits")).get_element_by_id("section-child")
    assert "We mogen dit niet opvragen" in text(section)
    assert not section.xpath(".//a[@data-again]")


def test_the_same_page_with_nothing_at_all(citizen: Client, sources: world.Sources) -> None:
    sources.answers = {name: Nothing(world.AS_OF) for name in sources.answers}
    assert "U bezit geen grond of gebouwen in België." in body(citizen.get("/gegevens/home"))


def test_reading_a_theme_is_in_the_trail(citizen: Client, sources: world.Sources) -> None:
    citizen.get("/gegevens/home")
    assert "home" in AuditEvent.objects.get(tag="portal.theme.read").details


def test_a_theme_that_does_not_exist_is_not_found(citizen: Client, sources: world.Sources) -> None:
    assert citizen.get("/gegevens/toverkunst").status_code == 404


@pytest.mark.parametrize(
    "path", ["/gegevens", "/gegevens/family", "/tegels/family", "/zoeken", "/uitvoer.json", "/uitvoer.pdf"]
)
def test_who_is_not_signed_in_goes_to_sign_in(anonymous: Client, themes: None, path: str) -> None:
    response = anonymous.get(path)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/aanmelden")


def test_a_refused_answer_is_not_called_a_silence(citizen: Client, sources: world.Sources) -> None:
    sources.answers[world.TAX.name] = Unavailable(world.AS_OF, Cause.FOREIGN, "7F3K-2M9Q")
    tax = one(tree(citizen.get("/gegevens/benefits")), "section-tax")
    assert "We weigerden het antwoord van FOD Financiën" in tax
    assert "niet bereikbaar" not in tax


def test_the_number_of_somebody_else_is_marked_to_stay_hidden_on_paper() -> None:
    assert 'class="secret other"' in values.html(Secret(world.SSIN, other=True))
    assert 'class="secret"' in values.html(Secret(world.SSIN))
