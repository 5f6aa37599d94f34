"""A source's program signs who it is, gets a token with scope `PermitImport`, and tells of a permit with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from burgerprofiel.permits.models import Source
from burgerprofiel.site.launch import signing_keys
from tests.dossiers.test_dosis_token import NAME, asked, note
from tests.permits.telling import Program

pytestmark = pytest.mark.django_db


def test_who_signs_gets_a_token_and_tells(tmp_path: Path) -> None:
    key, file = tmp_path / "key.jwk", tmp_path / "clients.toml"
    file.write_text(
        f'[[client]]\nclient_id = "{NAME}"\ngrant_types = ["client_credentials"]\nscopes = ["PermitImport"]\n'
        f"jwks = {signing_keys.public_half(key)}\n"
    )
    call_command("access_clients", str(file), verbosity=0)
    Source.objects.create(key="natuur", name={"nl": "Natuur"}, organisation="0812345603", clients=[NAME])
    token = str(asked(note(key), scope="PermitImport")["access_token"])
    assert Program(token).tell().status == 201
    assert Program("").tell().status == 401
