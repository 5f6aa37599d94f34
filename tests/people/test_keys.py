"""The root key: what it wraps opens only at its place, and it can be replaced while the product runs."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command

from burgerprofiel.kit import sealing
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people import actions, keys, queries
from burgerprofiel.people.models import CitizenKey

NOOR, WOUTER = Ssin("85631441236"), Ssin("83710237757")
OLD, NEW = b"o" * 32, b"n" * 32


def test_a_wrapped_key_opens_only_at_its_place() -> None:
    keeper = keys.FileRootKeys([OLD])
    wrapped = keeper.wrap(b"data key", b"here")
    assert keeper.unwrap(wrapped, b"here") == b"data key"
    with pytest.raises(sealing.NotSealedForThisError):
        keeper.unwrap(wrapped, b"there")


def test_a_key_under_a_root_key_that_is_gone_says_so() -> None:
    wrapped = keys.FileRootKeys([OLD]).wrap(b"data key", b"here")
    with pytest.raises(keys.UnknownRootKeyError, match=wrapped.root_key_id):
        keys.FileRootKeys([NEW]).unwrap(wrapped, b"here")


@pytest.fixture
def secrets(tmp_path: Path, settings: LazySettings) -> Iterator[Path]:
    """Secrets that this test may replace."""
    for path in settings.CONFIG.secrets.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    settings.CONFIG = dataclasses.replace(settings.CONFIG, secrets=tmp_path)
    keys.root_keys.cache_clear()
    yield tmp_path
    keys.root_keys.cache_clear()


def replace_root_key(secrets: Path) -> None:
    """What docs/operate.md tells an operator to do."""
    (secrets / "root_key_previous").write_bytes((secrets / "root_key").read_bytes())
    (secrets / "root_key").write_bytes(NEW)
    keys.root_keys.cache_clear()


@pytest.mark.django_db
def test_a_new_root_key_takes_over_while_the_old_one_still_opens(secrets: Path) -> None:
    noor = actions.meet(NOOR)
    replace_root_key(secrets)
    wouter = actions.meet(WOUTER)
    assert (queries.ssin_of(noor), queries.ssin_of(wouter)) == (NOOR, WOUTER)

    call_command("rewrap_citizen_keys")
    (secrets / "root_key_previous").unlink()
    keys.root_keys.cache_clear()
    assert (queries.ssin_of(noor), queries.ssin_of(wouter)) == (NOOR, WOUTER)
    assert CitizenKey.objects.values("root_key_id").distinct().count() == 1


@pytest.mark.django_db
def test_rewrapping_goes_on_where_it_stopped(secrets: Path) -> None:
    actions.meet(NOOR), actions.meet(WOUTER)
    replace_root_key(secrets)
    assert [actions.rewrap(at_most=1) for _ in range(3)] == [1, 1, 0]
