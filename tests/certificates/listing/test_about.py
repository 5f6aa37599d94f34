"""What stands with every certificate: the file alone counts, how it is checked, what to do abroad, more to read."""

from __future__ import annotations

import dataclasses

import pytest
from django.conf import settings

from burgerprofiel.certificates.kinds import KINDS
from tests.mailbox.owning import Owner

pytestmark = pytest.mark.django_db
PAGES = ("/attesten/aanvragen/diplomas", "/attesten/rijksregister/residence")


@pytest.mark.parametrize("path", PAGES)
def test_it_says_that_a_print_has_no_legal_force_and_where_a_file_is_checked(noor: Owner, path: str) -> None:
    page = noor.get(path).content.decode()
    assert "Een afdruk ervan heeft geen rechtskracht" in page
    assert 'href="/controleren"' in page


@pytest.mark.parametrize("path", PAGES)
def test_it_explains_what_to_do_in_another_country_and_leads_to_e_legalisation(noor: Owner, path: str) -> None:
    page = noor.get(path).content.decode()
    assert "Hebt u het nodig in een ander land?" in page
    assert "apostille" in page
    assert 'href="https://elegalisation.diplomatie.be" rel="noreferrer"' in page


def test_the_page_of_its_product_is_linked_where_an_operator_says_how(
    noor: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, words = "/attesten/aanvragen/diplomas", "Meer over dit attest op vlaanderen.be"
    assert words not in noor.text(path)
    pattern = "https://www.vlaanderen.be/product/{number}"
    monkeypatch.setattr(settings, "CONFIG", dataclasses.replace(settings.CONFIG, product_pages=pattern))
    page = noor.get(path).content.decode()
    assert words in page
    assert f'href="https://www.vlaanderen.be/product/{KINDS["diplomas"].product}"' in page
