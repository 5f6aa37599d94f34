"""Replacing the root key while the product runs, as docs/decisions/0001 tells an operator to do."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command

from burgerprofiel.kit.root_keys import root_keys
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people import actions, queries
from burgerprofiel.people.models import CitizenKey

NOOR, WOUTER = Ssin("85631441236"), Ssin("83710237757")


@pytest.fixture
def secrets(tmp_path: Path, settings: LazySettings) -> Iterator[Path]:
    """Secrets that this test may replace."""
    for path in settings.CONFIG.secrets.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    settings.CONFIG = dataclasses.replace(settings.CONFIG, secrets=tmp_path)
    root_keys.cache_clear()
    yield tmp_path
    root_keys.cache_clear()


def replace_root_key(secrets: Path) -> None:
    """Put the new one in its place and the old one beside it."""
    (secrets / "root_key_previous").write_bytes((secrets / "root_key").read_bytes())
    (secrets / "root_key").write_bytes(b"n" * 32)
    root_keys.cache_clear()


@pytest.mark.django_db
def test_a_new_root_key_takes_over_while_the_old_one_still_opens(secrets: Path) -> None:
    noor = actions.meet(NOOR)
    replace_root_key(secrets)
    wouter = actions.meet(WOUTER)
    assert (queries.ssin_of(noor), queries.ssin_of(wouter)) == (NOOR, WOUTER)

    call_command("reseal_citizen_keys")
    (secrets / "root_key_previous").unlink()
    root_keys.cache_clear()
    assert (queries.ssin_of(noor), queries.ssin_of(wouter)) == (NOOR, WOUTER)
    assert CitizenKey.objects.values("root_key_id").distinct().count() == 1


@pytest.mark.django_db
def test_resealing_goes_on_where_it_stopped(secrets: Path) -> None:
    actions.meet(NOOR), actions.meet(WOUTER)
    replace_root_key(secrets)
    assert [actions.reseal(at_most=1) for _ in range(3)] == [1, 1, 0]
