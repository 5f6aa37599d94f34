"""An operator writes in a file which systems tell of permits: it is right as a whole, or nothing is done."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from burgerprofiel.permits.models import Source
from burgerprofiel.permits.sources import queries

pytestmark = pytest.mark.django_db
GOOD = """
[[source]]
key = "natuur"
organisation = "0316.380.841"
name = { nl = "Natuur en Bos", fr = "Nature et Forêts" }
clients = ["natuur-toelatingen"]
kinds = { "2381" = { nl = "Visverlof", fr = "Permis de pêche" } }
"""
OTHER = GOOD.replace('"natuur"', '"elders"')


def load(folder: Path, text: str, *more: str) -> None:
    file = folder / "sources.toml"
    file.write_text(text)
    call_command("permits_sources", str(file), *more, verbosity=0)


def test_a_source_is_loaded_changed_and_ended(tmp_path: Path) -> None:
    load(tmp_path, GOOD)
    load(tmp_path, GOOD)
    found = queries.of_client("natuur-toelatingen")
    assert found is not None
    assert (found.key, found.organisation, found.name("de")) == ("natuur", "0316380841", "Natuur en Bos")
    assert found.kinds["2381"]["fr"] == "Permis de pêche"
    load(tmp_path, GOOD + "ended = true\n")
    assert not Source.objects.get().active


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD + "[[other]]\n", "“other” has no place here"),
        (GOOD + GOOD, "more than once"),
        (GOOD + OTHER, "speaks for more than one source"),
        (GOOD + 'colour = "red"\n', "colour"),
        (GOOD.replace("0316.380.841", "0316.380.842"), "enterprise number"),
        (GOOD.replace('"natuur"', '"Natuur en Bos"'), "key"),
        ("", "at least one"),
        ("[[", "cannot be read as TOML"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_done(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CommandError, match=said) as raised:
        load(tmp_path, text)
    assert "Nothing was changed" in str(raised.value)
    assert not Source.objects.exists()


def test_a_program_of_a_source_that_is_there_already_speaks_for_no_other(tmp_path: Path) -> None:
    load(tmp_path, GOOD)
    with pytest.raises(CommandError, match="speaks for natuur already"):
        load(tmp_path, OTHER)
