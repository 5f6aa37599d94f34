"""Which names are ours, and what a shared cache may keep."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client

from burgerprofiel.access.cookies import SessionCookie
from burgerprofiel.site.config import ConfigError, load

HOST = settings.CONFIG.portal_origin.removeprefix("http://")


@pytest.mark.parametrize("host", ["mijn.localhost:8000", "mijn.localhost", "MIJN.LOCALHOST:8000", "mijn.localhost:80"])
def test_our_name_is_served_in_any_case_and_on_any_port(host: str) -> None:
    assert Client().get("/hulp", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "mijn.localhost.",
        "mijn.localhost:abc",
        "mijn.localhost:8000, evil.example",
        "mijn.localhost:8000@evil.example",
        "mijn.localhost:8000:evil.example",
        "evil.mijn.localhost",
        "evil.example",
        "",
    ],
)
def test_a_name_that_only_begins_like_ours_is_not_served(host: str) -> None:
    answer = Client().get("/hulp", headers={"host": host, "x-forwarded-host": HOST})
    assert answer.status_code == 421
    assert "evil" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/merk.css", "/merk.svg"])
def test_what_a_shared_cache_may_keep_takes_no_cookie_and_asks_the_database_nothing(path: str) -> None:
    client = Client(headers={"host": HOST})
    client.cookies[settings.SESSION_COOKIE] = SessionCookie.new().text
    answer = client.get(path)
    assert "public" in answer.headers["Cache-Control"]
    assert not answer.cookies


def test_after_signing_out_a_form_may_end_at_a_provider_that_is_not_ours() -> None:
    code = "from burgerprofiel.site.middleware import _POLICY; print(*_POLICY.values(), sep='\\n')"
    environment = {**os.environ, "MBP_ISSUER": "https://idp.example/op"}
    python = [sys.executable, "-c", f"import os, django; django.setup(); {code}"]
    done = subprocess.run(python, env=environment, capture_output=True, text=True, check=True)
    policies = [policy for policy in done.stdout.splitlines() if "form-action" in policy]
    assert len(policies) == 3, "every host with pages; the registry answers programs alone"
    for policy in policies:
        assert policy.split("form-action ")[1].split()[-1] == "https://idp.example"


def test_outside_the_demo_a_provider_in_the_clear_stops_the_start() -> None:
    least = {"MBP_DATA": "/srv/data", "MBP_SECRETS": "/srv/secrets", "MBP_SCANNER": "none"}
    with pytest.raises(ConfigError, match="MBP_ISSUER is an https address"):
        load(least | {"MBP_ISSUER": "http://idp.example/op"})
    assert load(least | {"MBP_ISSUER": "https://idp.example/op"}).issuer == "https://idp.example/op"
