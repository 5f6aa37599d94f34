"""An operator writes in a file which systems send notices: it is right as a whole, or nothing is done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from burgerprofiel.kit import remembered
from burgerprofiel.notices.models import Source
from burgerprofiel.notices.senders import queries
from burgerprofiel.site.launch import prepare_check

pytestmark = pytest.mark.django_db
URI = "urn://voorbeeld/premies"
GOOD = f"""
[[source]]
uri = "{URI}"
organisation = "0316.380.841"
name = {{ nl = "Agentschap Voorbeeld" }}
clients = ["premies"]
products = ["697"]
"""
BRAND = """
[source.brands.VOORBEELD]
name = { nl = "Voorbeeld", fr = "Exemple" }
colour = "#0a5d6b"
"""


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Ask the tables."""
    remembered.forget()
    yield
    remembered.forget()


def load(folder: Path, text: str, *more: str) -> None:
    """Load a file; what was remembered is forgotten, as after the commit."""
    file = folder / "sources.toml"
    file.write_text(text)
    call_command("notices_sources", str(file), *more, verbosity=0)
    remembered.forget()


def test_a_source_is_loaded_changed_and_ended(tmp_path: Path) -> None:
    load(tmp_path, GOOD + BRAND)
    load(tmp_path, GOOD + BRAND)
    found = queries.for_program(URI, "premies")
    assert found is not None
    assert (found.organisation, found.products, found.brands["VOORBEELD"].name("fr")) == (
        "0316380841",
        {"697"},
        "Exemple",
    )
    load(tmp_path, GOOD.replace('["premies"]', '["andere"]') + BRAND)
    assert queries.for_program(URI, "premies") is None
    load(tmp_path, GOOD + "ended = true\n" + BRAND)
    assert queries.for_program(URI, "premies") is None
    assert queries.brand(URI, "VOORBEELD") is not None, "what was told keeps its look"


def test_checking_changes_nothing(tmp_path: Path) -> None:
    load(tmp_path, GOOD + BRAND, "--check")
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD, "brands"),
        (GOOD + BRAND + GOOD + BRAND, "more than once"),
        (GOOD + BRAND.replace("#0a5d6b", "blauw"), "brands"),
        (GOOD.replace("0316.380.841", "0316.380.842") + BRAND, "enterprise number"),
        (GOOD.replace(URI, "geen adres") + BRAND, "uri"),
        (GOOD + 'gewicht = "zwaar"\n' + BRAND, "gewicht"),
        ("[[", "cannot be read as TOML"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_done(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CommandError, match=said) as raised:
        load(tmp_path, text)
    assert "Nothing was changed" in str(raised.value)
    assert not Source.objects.exists()


def test_the_demos_sources_can_be_loaded() -> None:
    call_command("notices_sources", str(prepare_check.DEMO / "notice_sources.toml"), verbosity=0)
    assert Source.objects.filter(active=True).exists()
