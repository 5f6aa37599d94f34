"""A body's program signs who it is (`private_key_jwt`), gets a token with scope `DosisImport`, and pushes with it."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client as Http
from joserfc import jwt
from joserfc.jwk import RSAKey

from burgerprofiel.dossiers.models import Source
from burgerprofiel.kit import clock
from burgerprofiel.site.launch import signing_keys
from tests.dossiers.pushing import Program, body
from tests.dossiers.told import SOURCE

pytestmark = pytest.mark.usefixtures("one_connection")
NAME = "zonnegem-dossiers"
TOKEN_URL = f"{settings.CONFIG.access_origin}/op/v1/token"


def registered(folder: Path) -> Path:
    key, file = folder / "key.jwk", folder / "clients.toml"
    file.write_text(
        f'[[client]]\nclient_id = "{NAME}"\ngrant_types = ["client_credentials"]\nscopes = ["DosisImport"]\n'
        f"jwks = {signing_keys.public_half(key)}\n"
    )
    call_command("access_clients", str(file), verbosity=0)
    Source.objects.create(uri=SOURCE, name={"nl": "Zonnegem"}, organisation="0812345603", clients=[NAME])
    return key


def note(file: Path, **other: object) -> str:
    """What the connector of 2021 signs (contracts/mbp.md §2.2)."""
    kept, now = json.loads(file.read_text()), int(clock.now().timestamp())
    claims = {"iss": NAME, "sub": NAME, "aud": TOKEN_URL, "jti": str(uuid4()), "iat": now, "exp": now + 120}
    return jwt.encode({"alg": "RS256", "kid": kept["kid"]}, claims | other, RSAKey.import_key(kept))


def asked(assertion: str, scope: str = "DosisImport") -> dict[str, object]:
    told = {
        "grant_type": "client_credentials",
        "scope": scope,
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion": assertion,
    }
    host = settings.CONFIG.access_origin.partition("//")[2]
    answer: dict[str, object] = Http().post("/op/v1/token", told, headers={"host": host}).json()
    return answer


def test_who_signs_gets_a_token_and_pushes(tmp_path: Path) -> None:
    answer = asked(note(registered(tmp_path)))
    assert answer["token_type"] == "Bearer"
    assert Program(str(answer["access_token"])).push(body()).status == 200


def test_who_signs_for_somebody_else_or_with_another_key_gets_none(tmp_path: Path) -> None:
    key = registered(tmp_path)
    signing_keys.public_half(other := tmp_path / "other.jwk")
    for wrong in (note(key, aud="https://elders.example"), note(key, sub="iemand"), note(other), ""):
        assert asked(wrong)["error"] == "invalid_client"


def test_a_program_gets_no_scope_that_it_does_not_have(tmp_path: Path) -> None:
    assert "access_token" not in asked(note(registered(tmp_path)), scope="openid")
