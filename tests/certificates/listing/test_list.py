"""The list of certificates is searched by name and narrowed by giver and theme; under a mandate it holds its themes."""

from __future__ import annotations

import pytest

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.certificates.kinds import KINDS
from burgerprofiel.certificates.listing import wanted
from burgerprofiel.certificates.listing.offers import OFFERS, Giver
from burgerprofiel.certificates.register.kinds import REGISTER
from burgerprofiel.sources import queries as sources
from burgerprofiel.sources.connectors.magda.services.geef_attest import NAMES
from tests.certificates.listing.conftest import acting
from tests.mailbox.owning import Owner

pytestmark = pytest.mark.django_db


def test_it_offers_ours_and_all_of_the_national_register_each_with_its_own_page(noor: Owner) -> None:
    told = noor.get("/attesten").content.decode()
    assert len(OFFERS) == len(KINDS) + len(NAMES)
    assert set(REGISTER) == set(NAMES)
    assert all(f'href="{offer.page}"' in told for offer in OFFERS)
    assert "Gezinssamenstelling" in told


def test_a_search_finds_words_of_the_name_whatever_their_accents_and_order(noor: Owner) -> None:
    answer = noor.send("/attesten/zoeken", q="HISTORIEK hoofdverblijf")
    told = answer.content.decode()
    assert "1 attest gevonden" in told
    assert "Hoofdverblijfplaats met historiek" in told
    assert "Attest van behaalde diploma" not in told


def test_a_search_that_finds_nothing_says_so_and_is_no_error(noor: Owner) -> None:
    answer = noor.send("/attesten/zoeken", q="visverlof")
    assert answer.status_code == 200
    assert "Geen attest heeft zo’n naam" in answer.content.decode()


def test_the_words_of_a_search_stand_in_no_address(noor: Owner) -> None:
    assert noor.get("/attesten/zoeken")["Location"] == "/attesten"
    assert "gevonden" not in noor.text("/attesten?q=leven")


def test_it_is_narrowed_by_who_gives_them_and_by_theme(noor: Owner) -> None:
    register = noor.text("/attesten?van=rijksregister")
    assert f"{len(NAMES)} attesten gevonden" in register
    assert "diploma" not in register
    education = noor.text("/attesten?thema=education")
    assert "Attest van behaalde diploma’s" in education
    assert "Gezinssamenstelling" not in education
    assert "Geen attest heeft zo’n naam" in noor.text("/attesten?van=rijksregister&thema=education")


def test_a_filter_that_cannot_be_is_left_out() -> None:
    asked = wanted.read({"van": "nergens", "thema": "alles", "q": "  a   b "})
    assert (asked.giver, asked.theme, asked.words) == (None, "", "a b")
    assert wanted.read({"van": "hier"}).giver is Giver.OURS


def test_where_a_source_said_that_it_has_nothing_the_list_says_so_and_elsewhere_not(emma: Owner) -> None:
    before = emma.text("/attesten")
    assert "Niets bekend over u" not in before
    assert "Antwoordt nu niet" not in before
    emma.client.get("/gegevens/benefits").getvalue()
    after = emma.text("/attesten")
    assert "Niets bekend over u" in after


def test_the_list_asks_no_source_and_stands_in_the_trail(noor: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_given: object, **_more: object) -> None:
        raise AssertionError("a source was asked")

    monkeypatch.setattr(sources, "gather", never)
    noor.get("/attesten")
    last = AuditEvent.objects.filter(citizen_id=noor.citizen_id).order_by("-seq")[0]
    assert last.tag == "certificates.list.seen"


def test_a_mandate_shows_the_certificates_of_its_themes_and_no_others(noor: Owner) -> None:
    page = acting("noor", "education").text("/attesten")
    assert "Attest van behaalde diploma’s" in page
    assert "Gezinssamenstelling" not in page
    assert "gemeentehuis" not in page
    family = acting("noor", "family").text("/attesten")
    assert "Gezinssamenstelling" in family
    assert "diploma" not in family


def test_a_mandate_for_dossiers_has_no_certificates(noor: Owner) -> None:
    for path in ("/attesten", "/attesten/gemeente", "/attesten/rijksregister/leven"):
        assert acting("noor", "dossiers").get(path).status_code == 403


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("Rijksregister", "Alleen via uw gemeentehuis")),
        ("fr", ("Registre national", "Uniquement par votre commune")),
        ("de", ("Nationalregister", "Nur von Ihrer Gemeinde")),
        ("en", ("National Register", "From your town hall only")),
    ],
)
def test_it_speaks_the_readers_language(noor: Owner, language: str, words: tuple[str, ...]) -> None:
    noor.client.post("/taal", {"taal": language, "terug": "/attesten"})
    noor.client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    told = noor.text("/attesten")
    assert all(each in told for each in words)
