"""The demo's dossiers are believable from the first start, and a second start adds nothing."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command

import burgerprofiel
from burgerprofiel.access.provider.registration import fields
from burgerprofiel.dossiers.models import Dossier, Mutation
from burgerprofiel.kit import clock
from burgerprofiel.site.launch import signing_keys
from tests.dossiers.told import NOOR, citizen

pytestmark = pytest.mark.django_db
DEMO = Path(burgerprofiel.__file__).parent / "site" / "launch" / "demo"


@pytest.fixture
def filled(tmp_path: Path) -> None:
    sources = tmp_path / "sources.toml"
    sources.write_text((DEMO / "dossier_sources.toml").read_text().replace("{cases}", "http://zaken.localhost"))
    for _start in range(2):
        call_command("dossiers_sources", str(sources), verbosity=0)
        call_command("dossiers_demo", str(DEMO / "dossiers.toml"), verbosity=0)


def test_noor_has_dossiers_of_several_bodies_and_some_need_her(filled: None) -> None:
    mine = Dossier.objects.filter(owner_id=citizen(NOOR))
    assert len(set(mine.values_list("source", flat=True))) == 3
    assert mine.filter(action_needed=True, due__gte=clock.today()).count() == 2
    assert mine.filter(seen_at__isnull=True).exists()
    assert len(set(mine.values_list("phase", flat=True))) >= 4


def test_one_dossier_has_ten_years_and_four_hundred_states(filled: None) -> None:
    row = Dossier.objects.get(owner_id=citizen(NOOR), mutations=400)
    states = Mutation.objects.filter(owner_id=citizen(NOOR), dossier_id=row.id).order_by("changed_at")
    assert (len(states), states.last()) == (400, Mutation.objects.get(owner_id=citizen(NOOR), id=row.mutation))
    assert states[399].changed_at - states[0].changed_at > timedelta(days=3500)


def test_a_program_of_the_demo_signs_with_a_key_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "client_x.jwk"
    toml = f'client_id = "x"\ngrant_types = ["client_credentials"]\njwks = {signing_keys.public_half(file)}\n'
    assert signing_keys.public_half(file) in toml, "the same key at the next start"
    assert file.stat().st_mode & 0o77 == 0
    assert fields(tomllib.loads(toml), tmp_path)["auth_method"] == "private_key_jwt"
