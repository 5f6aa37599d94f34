"""An operator writes in a file which systems tell of dossiers: it is right as a whole, or nothing is done."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from burgerprofiel.dossiers.models import Source
from burgerprofiel.dossiers.sources import queries

pytestmark = pytest.mark.django_db
GOOD = """
[[source]]
uri = "urn://zonnegem/vergunningen"
organisation = "0812.345.603"
name = { nl = "Gemeente Zonnegem", fr = "Commune de Zonnegem" }
clients = ["zonnegem-dossiers"]
"""


def load(folder: Path, text: str, *more: str) -> None:
    file = folder / "sources.toml"
    file.write_text(text)
    call_command("dossiers_sources", str(file), *more, verbosity=0)


def test_a_source_is_loaded_changed_and_ended(tmp_path: Path) -> None:
    load(tmp_path, GOOD)
    load(tmp_path, GOOD)
    row = Source.objects.get()
    assert (row.organisation, row.clients, row.active) == ("0812345603", ["zonnegem-dossiers"], True)
    assert queries.sources([row.uri])[row.uri].name("de") == "Gemeente Zonnegem"
    load(tmp_path, GOOD + 'feed = "https://zaken.example/"\nended = true\n')
    row.refresh_from_db()
    assert (row.poll_url, row.active) == ("https://zaken.example", False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD + "[[other]]\n", "“other” has no place here"),
        (GOOD + GOOD, "more than once"),
        (GOOD + 'colour = "red"\n', "colour"),
        (GOOD.replace("0812.345.603", "0812.345.604"), "enterprise number"),
        (GOOD.replace("urn://zonnegem/vergunningen", "geen adres"), "uri"),
        (GOOD.replace("nl = ", "en = "), "nl"),
        (GOOD + 'feed = "ftp://zaken.example"\n', "feed"),
        ("", "at least one"),
        ("[[", "cannot be read as TOML"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_done(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CommandError, match=said) as raised:
        load(tmp_path, text)
    assert "Nothing was changed" in str(raised.value)
    assert not Source.objects.exists()


def test_a_file_can_be_checked_alone(tmp_path: Path) -> None:
    load(tmp_path, GOOD, "--check")
    assert not Source.objects.exists()
