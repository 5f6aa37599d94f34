"""The demo's permits are believable from the first start; after a new root key nothing needs the old one any more."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command

import burgerprofiel
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit.root_keys import root_keys
from burgerprofiel.organisations.actions import register
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.people.owners import OrganisationVault
from burgerprofiel.permits import content
from burgerprofiel.permits.models import Document, Permit
from tests.dossiers import reading
from tests.permits.telling import BAKERY, NOOR, program

pytestmark = pytest.mark.django_db
DEMO = Path(burgerprofiel.__file__).parent / "site" / "launch" / "demo"


def test_the_demo_has_one_that_ends_soon_one_that_was_revoked_and_one_of_the_bakery() -> None:
    bakery = register(TargetGroup.ENTREPRENEUR, BAKERY, {"nl": "Brood & Zo"})
    for _start in range(2):
        call_command("permits_sources", str(DEMO / "permit_sources.toml"), verbosity=0)
        call_command("permits_demo", str(DEMO / "permits.toml"), verbosity=0)
    told = reading.browser().text("/attesten/toelatingen")
    assert told.index("Hout sprokkelen") < told.index("Bestuurderspas taxi")
    assert "Eindigt over 24 dagen" in told
    assert "Ingetrokken" in told
    assert Permit.objects.filter(owner_id=bakery).count() == 1
    assert Document.objects.count() == 4
    assert AuditEvent.objects.filter(tag="permits.permit.told").count() == 5, "a second start adds nothing"


@pytest.fixture
def secrets(tmp_path: Path, settings: LazySettings) -> Iterator[Path]:
    """Secrets that this test may replace."""
    for path in settings.CONFIG.secrets.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    settings.CONFIG = dataclasses.replace(settings.CONFIG, secrets=tmp_path)
    root_keys.cache_clear()
    yield tmp_path
    root_keys.cache_clear()


def test_permits_of_organisations_and_what_was_told_open_without_the_old_root_key(secrets: Path) -> None:
    bakery = register(TargetGroup.ENTREPRENEUR, BAKERY, {"nl": "Brood & Zo"})
    natuur = program()
    natuur.tell(of=(NOOR, BAKERY))
    natuur.bring()
    before = natuur.state().json
    (secrets / "root_key_previous").write_bytes((secrets / "root_key").read_bytes())
    (secrets / "root_key").write_bytes(os.urandom(64))
    root_keys.cache_clear()
    call_command("reseal_citizen_keys", verbosity=0)
    call_command("reseal_permits", verbosity=0)
    (secrets / "root_key_previous").unlink()
    root_keys.cache_clear()
    assert natuur.state().json == before
    row, paper = Permit.objects.get(owner_id=bakery), Document.objects.get(owner_id=bakery)
    assert OrganisationVault(bakery).unseal(row.sealed, content.permit_place(row.id))
    assert OrganisationVault(bakery).unseal(paper.key, content.key_place(paper.id))
