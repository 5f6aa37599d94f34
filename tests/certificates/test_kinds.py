"""The catalogue of certificates that we make ourselves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from burgerprofiel.certificates.kinds import KINDS, LANGUAGES, Kind
from burgerprofiel.certificates.purposes import PURPOSES
from burgerprofiel.people.mandates import scopes
from burgerprofiel.sources.themes import all_themes
from tests.certificates import contents

EACH = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.key)


@EACH
def test_a_kind_has_a_key_a_product_a_theme_and_a_title_in_four_languages(kind: Kind) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", kind.key)
    assert kind.product.isdigit()
    assert kind.theme in scopes.SCOPES
    assert set(kind.titles) == set(LANGUAGES)
    assert len(set(kind.titles.values())) == 4
    assert all(len(text()) > 20 for text in (kind.explanation, kind.statement, kind.nothing))


def test_no_two_kinds_share_a_title_or_a_product() -> None:
    for language in LANGUAGES:
        assert len({kind.titles[language] for kind in KINDS.values()}) == len(KINDS)
    assert len({kind.product for kind in KINDS.values()}) == len(KINDS)


@EACH
def test_what_a_kind_is_made_of_is_asked_for_its_theme_too(kind: Kind) -> None:
    """So a mandate for the theme gives the certificate, and no other does (`sources.queries`)."""
    theme = next(theme for theme in all_themes() if theme.key == kind.theme)
    assert set(kind.services) <= {*theme.services, *theme.tile_services}


@EACH
def test_somebody_of_the_demo_can_have_it(kind: Kind) -> None:
    assert any(found is kind for _slug, found, _content in contents.of_the_cast("nl"))


def test_a_certificate_holds_no_national_number_but_its_holders() -> None:
    number = re.compile(r"\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}")
    for _slug, _kind, content in contents.of_the_cast("nl"):
        assert not number.search(str(content.parts))


@pytest.mark.shared
@EACH
def test_every_shared_answer_gives_a_certificate_or_says_that_there_is_nothing(kind: Kind, magda_mock: Path) -> None:
    for language in LANGUAGES:
        for name, content in contents.of_the_shared(magda_mock, kind, language):
            assert all(part.title for part in content.parts), name


def test_a_purpose_is_one_of_a_list() -> None:
    assert len({told() for told in PURPOSES.values()}) == len(PURPOSES) == 8
