"""oidcc-config-certification-test-plan: its one module, every condition of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.access.test_provider import OP, Application, application

__all__ = ["application"]


@pytest.fixture
def told(application: Application) -> dict[str, Any]:
    """The discovery document."""
    answer = application.send("GET", "/.well-known/openid-configuration")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    return dict(answer.json())


def test_oidcc_discovery_endpoint_verification(told: dict[str, Any], application: Application) -> None:
    assert told["issuer"] == OP, "the address of the document is the issuer's, with the well-known part behind it"
    assert told["response_types_supported"] == ["code"]
    assert {"public", "pairwise"} & set(told["subject_types_supported"])
    assert "RS256" in told["id_token_signing_alg_values_supported"]
    assert "openid" in told["scopes_supported"]
    assert {"sub", "iss", "given_name", "family_name"} <= set(told["claims_supported"])
    assert told["grant_types_supported"]
    for name in ("request_parameter_supported", "request_uri_parameter_supported", "claims_parameter_supported"):
        assert told[name] is False, "the suite notes it, and skips what asks for it"
    keys = application.send("GET", "/v1/keys").json()["keys"]
    assert keys
    for key in keys:
        assert {"kid", "kty", "alg", "use"} <= set(key)
        assert not {"d", "k", "p", "q", "dp", "dq", "qi"} & set(key)
        assert not any("=" in value for value in key.values()), "base64url without padding"


def test_oidcc_discovery_endpoint_verification_every_endpoint_is_on_the_issuers_origin(told: dict[str, Any]) -> None:
    """All are https as soon as the issuer is: outside the demo it cannot be otherwise (site/config.py)."""
    addresses = [value for name, value in told.items() if name.endswith("_endpoint") or name == "jwks_uri"]
    assert len(addresses) == 8
    assert {urlsplit(address)[:2] for address in addresses} == {urlsplit(OP)[:2]}
