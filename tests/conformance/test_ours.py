"""Our own portal and the demo's other registry, held against the contracts as anybody's would be, over real HTTP."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from burgerprofiel.conformance import portal, provider
from burgerprofiel.conformance.checking import Outcome, Result
from burgerprofiel.conformance.portal.stand_in import listening
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests import landscape
from tests.mailbox.federation.conftest import TOKEN, Other, _other, other

__all__ = ["_other", "other"]

_FILE = """
[[registry]]
id = "proef"
name = {{ nl = "Proefdienst", fr = "Proefdienst", de = "Proefdienst", en = "Proefdienst" }}
url = "http://127.0.0.1:{port}/v3"
audience = "federaal-register"
"""


def failed(found: list[Result]) -> list[str]:
    """What does not hold, with what was seen."""
    return [f"{each.name}: {each.detail}" for each in found if each.outcome is Outcome.FAILED]


def test_our_portal_passes_the_checks_of_portals(tmp_path: Path) -> None:
    with listening("127.0.0.1", 0) as registry:
        (tmp_path / "registries.toml").write_text(_FILE.format(port=registry.port))
        settings = {"MBP_REGISTRIES": str(tmp_path / "registries.toml")}
        with landscape.demo(tmp_path / "data", **settings) as running:
            cookie = running.manage("demo_session", BY_SLUG["noor"].ssin).strip()
            system = portal.Portal(f"{running.portal}/berichten", cookie, registry, "Proefdienst")
            found = list(portal.BOOK.run(system))
    assert failed(found) == []
    assert {each.outcome for each in found} == {Outcome.PASSED}


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_the_other_registry_of_the_demo_passes_the_checks_of_registries(other: Other, version: str) -> None:
    system = provider.Registry(other.peer(version).url, TOKEN, v2=version == "v2")
    found = list(provider.BOOK.run(system, may_change=True))
    assert failed(found) == []


def test_a_token_that_is_not_accepted_is_said_once(other: Other, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("nobody")
    with pytest.raises(CommandError, match="does not accept the token"):
        call_command("conformance", "provider", other.peer("v3").url, "--token-file", str(tmp_path / "token"))


def test_an_address_where_nobody_answers_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("nobody")
    with pytest.raises(CommandError, match="Nobody answers"):
        call_command("conformance", "provider", "http://127.0.0.1:9/v3", "--token-file", str(tmp_path / "token"))


def test_who_reads_no_further_ends_it_without_a_fuss(other: Other, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN)
    asked = ["provider", other.peer("v3").url, "--token-file", str(tmp_path / "token")]
    command = [sys.executable, "-m", "django", "conformance", "--settings", "burgerprofiel.site.settings", *asked]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        said = running.stderr.read()
    assert said == ""
    assert running.returncode == 141
