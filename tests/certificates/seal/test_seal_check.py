"""`./manage seal_check` tells the operator whether certificates can be sealed, and what to do before they cannot."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tests.certificates.seal.conftest import Behave, house


def _told() -> str:
    said = StringIO()
    try:
        call_command("seal_check", stdout=said)
    except CommandError as error:
        return f"{said.getvalue()}FAILED {error}"
    return said.getvalue()


def test_the_demo_seals(behave: Behave) -> None:
    told = _told()
    assert "FAILED" not in told
    assert "Trusted: Zonnegem Demo Trust Root." in told
    assert "The key of Zonnegem e-Seal, NTRBE-0812345603 answers" in told
    assert "A trial came out as PAdES-B-LTA" in told


@pytest.mark.parametrize(
    ("mode", "sentence"),
    [
        ("revoked", "No seal (not-trusted)"),
        ("stamps_down", "No seal (stamps-silent)"),
        ("status_down", "No seal (status-silent)"),
    ],
)
def test_it_fails_and_says_what_is_wrong(behave: Behave, mode: str, sentence: str) -> None:
    behave(mode)
    told = _told()
    assert sentence in told
    assert "FAILED 1 to look at" in told


def test_a_certificate_that_ends_soon_and_a_key_that_others_may_read_are_told(
    behave: Behave, tmp_path: Path, settings: Settings
) -> None:
    now = datetime.now(UTC)
    house().authority.seal("Kort", now - timedelta(days=1), now + timedelta(days=20)).write(tmp_path, "kort")
    with (tmp_path / "kort.crt").open("ab") as file:
        file.write(house().authority.issuing.certificate.public_bytes(Encoding.PEM))
    (tmp_path / "kort.key").chmod(0o644)
    (tmp_path / "signers.toml").write_text('[[signer]]\nkind = "file"\ncertificates = "kort.crt"\nkey = "kort.key"\n')
    settings.CONFIG = replace(settings.CONFIG, seal_signers=tmp_path / "signers.toml")
    told = _told()
    assert "That is soon: bring in its successor." in told
    assert "chmod 600" in told
    assert "FAILED 2 to look at" in told


def test_without_roots_it_says_so(behave: Behave, settings: Settings) -> None:
    settings.CONFIG = replace(settings.CONFIG, seal_trust=None)
    assert "No root is trusted" in _told()
