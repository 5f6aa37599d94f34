"""The page for bodies (docs/push-a-dossier.md) says what is so: its example is accepted, its addresses are there."""

from __future__ import annotations

import json
import re
import tomllib

import pytest
from django.urls import Resolver404, resolve

from burgerprofiel.dossiers.intake import wire
from tests.dossiers.pushing import PUSH, SIMPLE, program
from tests.landscape import CHECKOUT

PAGE = (CHECKOUT / "docs" / "push-a-dossier.md").read_text()
DEMO = CHECKOUT / "src" / "burgerprofiel" / "site" / "launch" / "demo"


@pytest.mark.usefixtures("one_connection")
def test_the_example_is_accepted_on_every_address() -> None:
    example = json.loads(PAGE.partition("cat > dossier.json <<'END'\n")[2].partition("\nEND")[0])
    zonnegem = program("zonnegem-dossiers", example["Identificatie"]["Bron"])
    assert [zonnegem.push(example, path).status for path in (PUSH, SIMPLE, "/api/v2/dossiers")] == [200, 200, 200]


def test_every_address_that_it_names_is_there() -> None:
    named = set(re.findall(r"/api/v?[\w/.]*[a-zA-Z]", PAGE))
    assert len(named) >= 9
    for address in named:
        try:
            resolve(address, "burgerprofiel.site.urls.api")
        except Resolver404:
            raise AssertionError(address) from None


def test_programs_and_sources_that_it_names_are_in_the_demo() -> None:
    clients = tomllib.loads((DEMO / "clients.toml").read_text())["client"]
    sources = tomllib.loads((DEMO / "dossier_sources.toml").read_text())["source"]
    for client in ("zonnegem-dossiers", "wonen-dossiers"):
        assert client in PAGE
        assert client in {each["client_id"] for each in clients}
    for uri in re.findall(r"`(urn://[^`]*)`", PAGE):
        assert uri in {each["uri"] for each in sources}


def test_it_says_how_many_agents_there_may_be() -> None:
    assert f"at most {wire.MOST_AGENTS}." in PAGE
