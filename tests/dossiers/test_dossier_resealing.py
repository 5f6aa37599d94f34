"""After a new root key nothing of dossiers needs the old one any more."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command

from burgerprofiel.dossiers import content
from burgerprofiel.dossiers.intake.processing import process_all
from burgerprofiel.dossiers.models import Dossier
from burgerprofiel.kit.root_keys import root_keys
from burgerprofiel.organisations.actions import register
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.people.owners import OrganisationVault
from tests.dossiers.pushing import body, program
from tests.dossiers.told import NOOR

pytestmark = pytest.mark.usefixtures("one_connection")


@pytest.fixture
def secrets(tmp_path: Path, settings: LazySettings) -> Iterator[Path]:
    """Secrets that this test may replace."""
    for path in settings.CONFIG.secrets.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    settings.CONFIG = dataclasses.replace(settings.CONFIG, secrets=tmp_path)
    root_keys.cache_clear()
    yield tmp_path
    root_keys.cache_clear()


def test_dossiers_of_organisations_and_what_was_sent_in_open_without_the_old_root_key(secrets: Path) -> None:
    bakery = register(TargetGroup.ENTREPRENEUR, "0765432146", {"nl": "Brood & Zo"})
    zonnegem, done, waiting = program(), body("1", of=(NOOR, "0765432146")), body("2", of=("0765432146",))
    zonnegem.push(done)
    process_all()
    zonnegem.push(waiting)
    (secrets / "root_key_previous").write_bytes((secrets / "root_key").read_bytes())
    (secrets / "root_key").write_bytes(os.urandom(64))
    root_keys.cache_clear()
    call_command("reseal_citizen_keys", verbosity=0)
    call_command("reseal_dossiers", verbosity=0)
    (secrets / "root_key_previous").unlink()
    root_keys.cache_clear()
    assert process_all() == 1
    assert zonnegem.result(done["UploadId"]).json["Identificatie"]["DossierNummer"] == "1"
    for row in Dossier.objects.filter(owner_id=bakery):
        assert content.read(OrganisationVault(bakery).unseal(row.sealed, content.dossier_place(row.id)))
