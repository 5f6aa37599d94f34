"""Sealed documents and what became of them, made once; the page and the door for programs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client

from burgerprofiel.certificates.seal import actions
from burgerprofiel.certificates.verifying import apart
from tests.certificates import tampered
from tests.certificates.seal.conftest import paper


@pytest.fixture(scope="session")
def made(simulators: str) -> dict[str, bytes]:
    """One document for each verdict on a seal."""
    sheet = paper()
    sealed = actions.seal(sheet, reason="Zonnegem").pdf
    return {
        "sealed": sealed,
        "changed": tampered.one_byte_changed(sealed),
        "damaged": tampered.cut(sealed),
        "unproved": tampered.cut_to_the_seal(sealed),
        "added": tampered.extended(sealed),
        "stranger": tampered.sealed_by_a_stranger(sheet),
        "expired": tampered.sealed_with_an_expired_certificate(sheet),
        "revoked": tampered.sealed_with_a_revoked_certificate(sheet),
        "unsealed": sheet,
    }


@pytest.fixture
def anybody(db: None) -> Client:
    """Somebody at the portal who does not sign in, and whose browser holds forms against the token."""
    return Client(enforce_csrf_checks=True, headers={"host": settings.CONFIG.portal_origin.partition("//")[2]})


@pytest.fixture
def program(db: None) -> Client:
    """A program at the host for programs."""
    return Client(headers={"host": settings.CONFIG.api_origin.partition("//")[2]})


@pytest.fixture(scope="session", autouse=True)
def reader() -> Iterator[None]:
    """No reader outlives the tests."""
    yield
    apart.stop()
