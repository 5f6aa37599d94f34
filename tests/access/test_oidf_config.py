"""The OpenID Foundation's suite gets a configuration that works at once."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from joserfc import jwt
from joserfc.jwk import import_key

from burgerprofiel.access.models import Client as ClientRow
from tests.access.test_client_authentication import TYPE, claims
from tests.access.test_provider import OP, Application, application

__all__ = ["application"]


def config(*arguments: str) -> dict[str, Any]:
    """What the command prints."""
    said = io.StringIO()
    call_command("oidf_config", *arguments, stdout=said, stderr=io.StringIO())
    return dict(json.loads(said.getvalue()))


@pytest.mark.parametrize("plan", ["oidcc", "fapi2"])
def test_without_being_asked_nothing_is_registered(application: Application, plan: str) -> None:
    before = ClientRow.objects.count()
    told = config(plan)
    assert told["server"]["discoveryUrl"] == f"{OP}/.well-known/openid-configuration"
    assert ClientRow.objects.count() == before


@pytest.mark.parametrize("part", ["client", "client2", "client_secret_post"])
def test_clients_with_secrets_are_known_by_them(application: Application, part: str) -> None:
    told = config("oidcc", "--register", "--suite", "https://suite.example/", "--alias", "ons")[part]
    row = ClientRow.objects.get(client_id=told["client_id"])
    assert row.redirect_uris == ["https://suite.example/test/a/ons/callback"]
    assert row.post_logout_redirect_uris == ["https://suite.example/test/a/ons/post_logout_redirect"]
    assert row.backchannel_logout_uri == "https://suite.example/test/a/ons/backchannel_logout"
    form = {"grant_type": "authorization_code", "code": "invented", "redirect_uri": row.redirect_uris[0]}
    form |= {"code_verifier": "v" * 43}
    pair = (told["client_id"], told["client_secret"])
    post = {"client_id": pair[0], "client_secret": pair[1]} if part == "client_secret_post" else {}
    how = {"data": form | post} | ({} if post else {"auth": pair})
    assert application.send("POST", "/v1/token", **how).json()["error"] == "invalid_grant"


def test_clients_of_the_fapi_plan_push_with_their_keys(application: Application) -> None:
    told = config("fapi2", "--register")
    for part in ("client", "client2"):
        client = told[part]
        row = ClientRow.objects.get(client_id=client["client_id"])
        assert (row.require_par, row.dpop_bound, row.auth_method) == (True, True, "private_key_jwt")
        key, algorithm = import_key(client["jwks"]["keys"][0]), client["dpop_signing_alg"]
        who = claims(iss=row.client_id, sub=row.client_id)
        proof = jwt.encode({"alg": algorithm, "kid": key.kid}, who, key, algorithms=[algorithm])
        question = application.question(client_id=row.client_id, redirect_uri=row.redirect_uris[0], scope="openid")
        form = question | {"client_assertion_type": TYPE, "client_assertion": proof}
        assert application.send("POST", "/v1/par", data=form).status_code == 201


def test_registering_again_replaces_the_secrets(application: Application) -> None:
    first, second = config("oidcc", "--register"), config("oidcc", "--register")
    assert first["client"]["client_id"] == second["client"]["client_id"]
    assert first["client"]["client_secret"] != second["client"]["client_secret"]


def test_a_suite_without_https_is_refused(application: Application) -> None:
    with pytest.raises(CommandError, match="not an https address"):
        config("oidcc", "--suite", "http://suite.example")
