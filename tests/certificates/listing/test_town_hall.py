"""What only the town hall gives: links of one's own municipality, else its site, else where to look for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from burgerprofiel.certificates.town_halls import links as of_links
from burgerprofiel.certificates.town_halls.kinds import KINDS
from burgerprofiel.certificates.town_halls.links import LinksError, joined, links
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Answer, Cause, NotAllowed, Nothing, Unavailable
from burgerprofiel.sources import cache
from burgerprofiel.sources.connectors.magda.services.geef_persoon import SERVICE as PERSON
from burgerprofiel.sources.connectors.magda.services.geef_persoon import Person
from tests.certificates.listing.conftest import acting, viewer_of
from tests.mailbox.owning import Owner

pytestmark = pytest.mark.django_db
PAGE = "/attesten/gemeente"
Write = Callable[[str], Path]


@pytest.fixture
def file(tmp_path: Path) -> Write:
    """A table of an operator."""

    def write(text: str) -> Path:
        path = tmp_path / "links.toml"
        path.write_text(text)
        return path

    return write


def test_who_lives_in_a_municipality_of_the_table_is_led_to_its_pages(noor: Owner) -> None:
    page = noor.get(PAGE).content.decode()
    assert "woont u in Zonnegem" in page
    for kind in KINDS:
        assert links().is_exact("41999", kind)
        assert f'href="{links().of("41999", kind)}"' in page


def test_who_lives_elsewhere_is_led_to_the_site_of_that_municipality(emma: Owner) -> None:
    page = emma.get(PAGE).content.decode()
    assert "woont u in Leuven" in page
    assert page.count('href="https://www.leuven.be"') == len(KINDS)
    assert "Zoek het op de website van uw gemeente" in page
    assert "zonnegem.example" not in page


def test_of_a_municipality_that_nobody_wrote_down_one_looks_for_the_site() -> None:
    known = links()
    assert known.of("99999", "signature") == ""
    assert known.elsewhere.startswith("https://www.vlaanderen.be")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Nothing(clock.now()), "geen adres van u in België"),
        (NotAllowed(clock.now(), "AB-12"), "We mogen dit niet opvragen bij Rijksregister"),
        (Unavailable(clock.now(), Cause.TIMEOUT, "AB-12"), "Rijksregister antwoordt nu niet"),
    ],
)
def test_that_the_address_is_not_known_is_said_with_its_reason(noor: Owner, answer: Answer[Person], words: str) -> None:
    cache.write(viewer_of(noor), [(PERSON, answer)])
    told = noor.text(PAGE)
    assert words in told
    assert "Zoek uw gemeente" in told
    assert ("Opnieuw proberen" in told) is isinstance(answer, Unavailable)
    assert "Zonnegem" in noor.text(f"{PAGE}?opnieuw=1")


def test_a_mandate_that_is_not_for_the_family_does_not_tell_where_somebody_lives(noor: Owner) -> None:
    answer = acting("noor", "education").get(PAGE)
    assert answer.status_code == 403
    assert "Kerkstraat" not in answer.content.decode()


def test_an_operators_table_counts_over_the_shipped_one(file: Write) -> None:
    own = file('[24062]\nname = "Leuven"\nsite = "https://leuven.example"\nsignature = "https://leuven.example/x"\n')
    known = joined(of_links._SHIPPED, own)
    assert known.of("24062", "signature") == "https://leuven.example/x"
    assert known.of("24062", "criminal-record") == "https://leuven.example"
    assert known.site("44021") == "https://stad.gent"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[", "links.toml"),
        ('[2406]\nname = "x"\nsite = "https://x.example"\n', "A NIS code has 5 digits"),
        ('[24062]\nname = "x"\n', "name and site are needed"),
        ('[24062]\nname = "x"\nsite = "http://x.example"\n', "begins with https"),
        ('[24062]\nname = "x"\nsite = "javascript:alert(1)"\n', "begins with https"),
        ('[24062]\nname = "x"\nsite = "https://x.example"\npassport = "https://x.example"\n', "there is no passport"),
        ('elsewhere = "ftp://x.example"\n', "begins with https"),
        ('unknown = "x"\n', "A NIS code has 5 digits"),
    ],
)
def test_a_table_that_is_none_is_refused_with_its_place(file: Write, text: str, why: str) -> None:
    with pytest.raises(LinksError, match=why):
        joined(of_links._SHIPPED, file(text))
