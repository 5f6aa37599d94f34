"""The operator's file of other providers: what is wrong is a sentence, and what is right is what the pages use."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path

import httpx
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils.translation import override
from joserfc.jwk import RSAKey

from burgerprofiel.access.keys import catalogue
from burgerprofiel.access.relying import issuer
from burgerprofiel.access.upstream import configuration, own_keys
from burgerprofiel.access.upstream.configuration import Upstream, UpstreamError, load, said
from burgerprofiel.kit import http
from burgerprofiel.kit.levels import Key
from tests.access import abroad

GOOD = """
[[upstream]]
name = "elders"
issuer = "https://login.abroad.example"
client_id = "portaal-42"
title = { nl = "Elders", fr = "Ailleurs", de = "Anderswo", en = "Abroad" }
explanation = "Een sleutel van elders"
userinfo = "none"
acr = { "loa:high" = "eidashigh" }
"""


def written(folder: Path, text: str) -> Path:
    """Keep a file."""
    path = folder / "upstreams.toml"
    path.write_text(text)
    return path


def test_a_file_is_read_as_it_stands(tmp_path: Path) -> None:
    [read] = load(written(tmp_path, GOOD))
    assert (read.name, read.keys, read.auth_method) == ("elders", (Key.eidashigh,), "private_key_jwt")
    assert read.key_for("loa:high") is Key.eidashigh
    assert read.key_for("loa:other") is None
    with override("de"):
        assert said(read.title) == "Anderswo"


def test_the_demo_speaks_to_its_own_itsme() -> None:
    [itsme] = load(settings.CONFIG.upstreams)
    assert itsme.issuer == f"{settings.CONFIG.origin('itsme.localhost')}/v2"
    assert {itsme.key_for(acr) for acr in itsme.acr} == {Key.itsme}
    kind = catalogue.kind_of(Key.itsme)
    assert kind is not None
    assert (kind.title(), kind.upstream, kind.key.level) == ("itsme", "itsme", 27)


def test_a_value_without_acr_can_have_a_key_too(tmp_path: Path) -> None:
    text = GOOD.replace('acr = { "loa:high" = "eidashigh" }', 'key_without_acr = "csamsms"')
    [read] = load(written(tmp_path, text))
    assert read.key_for(None) is Key.csamsms


WRONG = {
    "a field that does not exist": (GOOD + 'colour = "red"\n', "“colour” is not a field of an upstream"),
    "a secret in the file": (GOOD + 'secret = "s"\n', "“secret” is not a field of an upstream"),
    "a number for a name": (GOOD.replace('"portaal-42"', "42"), "Expected `str`, got `int`"),
    "a way that nobody knows": (GOOD + 'auth_method = "magic"\n', "Invalid enum value 'magic'"),
    "half a title": (GOOD.replace(', en = "Abroad"', ""), "missing required field `en`"),
    "a capital": (GOOD.replace('"elders"', '"Elders"'), "is not a name of small letters"),
    "a name that is one of our keys": (GOOD.replace('"elders"', '"passkey"'), "is not a name of small letters"),
    "an address in the clear": (GOOD.replace("https://login", "http://login"), "is not an https address"),
    "an address that is none": (GOOD.replace("https://login.abroad.example", "https://[x"), "is not an https address"),
    "no openid": (GOOD + 'scopes = ["profile"]\n', "“openid” is among them"),
    "no key": (GOOD.replace('{ "loa:high" = "eidashigh" }', "{}"), "say for at least one value"),
    "a key that we do not have": (GOOD.replace('"eidashigh"', '"rabbit"'), "“rabbit” is not one of our keys"),
    "a secret too many": (GOOD + 'secret_file = "s"\n', "has no place without"),
    "no secret": (GOOD + 'auth_method = "client_secret_post"\n', "it is needed with a client secret"),
    "claims from nowhere": (GOOD + 'claims_asked = "userinfo"\n', "claims_asked"),
    "no algorithms": (GOOD + "id_token_algorithms = []\n", "at least one is needed"),
    "twice": (GOOD + GOOD, "more than once"),
    "an only one beside another": (
        GOOD + "only = true\n" + GOOD.replace('"elders"', '"ergens"'),
        "is the only one in the file too",
    ),
    "not TOML": ("upstream = [", "cannot be read as TOML"),
    "something else": ("[client]\n", "holds [[upstream]] tables"),
    "nothing": ("", "holds [[upstream]] tables"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_file_is_refused_with_a_sentence(tmp_path: Path, what: str) -> None:
    text, sentence = WRONG[what]
    (tmp_path / "s").write_text("s" * 40)
    with pytest.raises(UpstreamError) as refused:
        load(written(tmp_path, text))
    assert sentence in str(refused.value)


def test_outside_the_demo_nothing_is_asked_in_the_clear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CONFIG", replace(settings.CONFIG, demo=False))
    with pytest.raises(UpstreamError, match="https"):
        load(settings.CONFIG.upstreams)


@pytest.mark.parametrize("content", [b"short", b"", b"\xff" * 64, b"regel\neen " * 8])
def test_a_secret_is_a_long_line_of_text_in_a_file_of_its_own(tmp_path: Path, content: bytes) -> None:
    text = GOOD + 'auth_method = "client_secret_basic"\nsecret_file = "geheim"\n'
    (tmp_path / "geheim").write_bytes(b"een-geheim-van-meer-dan-dertig-tekens\n")
    [read] = load(written(tmp_path, text))
    assert read.secret.startswith("een-geheim")
    assert "geheim" not in repr(read)
    (tmp_path / "geheim").write_bytes(content)
    with pytest.raises(UpstreamError, match="secret_file"):
        load(written(tmp_path, text))


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of secrets that is still empty."""
    monkeypatch.setattr(settings, "CONFIG", replace(settings.CONFIG, secrets=tmp_path))
    return tmp_path


def manage(*arguments: str) -> str:
    """Run the command; returns what it printed."""
    out = StringIO()
    call_command("access_upstreams", *arguments, stdout=out)
    return out.getvalue()


def test_our_keys_are_made_once_for_the_owner_alone(secrets: Path) -> None:
    assert "upstream_signing, upstream_encryption" in manage("--make-keys")
    before = {file.name: file.read_bytes() for file in secrets.iterdir()}
    assert {file.stat().st_mode & 0o777 for file in secrets.iterdir()} == {0o600}
    assert "there already" in manage("--make-keys")
    assert {file.name: file.read_bytes() for file in secrets.iterdir()} == before


def test_the_next_signing_key_is_published_before_it_signs(secrets: Path) -> None:
    own_keys.make()
    (secrets / own_keys.NEXT).write_bytes(abroad.STRANGER.as_pem(private=True))
    assert [key["use"] for key in own_keys.jwks()["keys"]] == ["sig", "sig", "enc"]
    assert own_keys.signing().kid != abroad.STRANGER.kid


@pytest.mark.parametrize("pem", [b"nonsense", abroad.KEY.as_pem(private=False)])
def test_a_key_that_is_none_is_a_sentence(secrets: Path, pem: bytes) -> None:
    (secrets / own_keys.SIGNING).write_bytes(pem)
    with pytest.raises(UpstreamError, match="is not a private RSA key"):
        own_keys.signing()


@pytest.mark.filterwarnings("ignore:Key size")
def test_a_key_that_is_too_small_is_a_sentence(secrets: Path) -> None:
    (secrets / own_keys.SIGNING).write_bytes(RSAKey.generate_key(1024).as_pem(private=True))
    with pytest.raises(UpstreamError, match="2048 bits"):
        own_keys.signing()


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch, secrets: Path) -> abroad.Abroad:
    """A provider to be checked."""
    made = abroad.upstream(id_token_encrypted=True)
    provider = abroad.Abroad(made)
    transport = httpx.MockTransport(provider.answer)
    monkeypatch.setattr(http, "client", lambda _seconds: httpx.Client(transport=transport))
    configured: tuple[Upstream, ...] = (made,)
    monkeypatch.setattr(configuration, "configured", lambda: configured)
    monkeypatch.setattr(issuer, "_issuers", {})
    return provider


def test_the_list_says_what_each_can_vouch_for_and_where_answers_come(there: abroad.Abroad) -> None:
    told = manage()
    assert "elders: https://login.abroad.example, keys: eidashigh (35), csammail (10)" in told
    assert f"{settings.CONFIG.access_origin}/op/aanmelden/bij/elders/terug" in told


def test_the_check_says_what_is_missing_here_and_there(there: abroad.Abroad) -> None:
    there.metadata = lambda told: told.update(token_endpoint_auth_methods_supported=["client_secret_post"])
    out = StringIO()
    with pytest.raises(CommandError, match="Not every provider"):
        call_command("access_upstreams", "--check", stdout=out)
    told = out.getvalue()
    assert "The secret “upstream_signing” is missing" in told
    assert "it does not offer private_key_jwt; it offers client_secret_post" in told
    own_keys.make()
    there.metadata = lambda told: told.update(token_endpoint_auth_methods_supported=["private_key_jwt"])
    issuer._issuers.clear()
    assert "all right" in manage("--check")


def test_the_check_says_that_a_provider_does_not_answer(there: abroad.Abroad) -> None:
    own_keys.make()
    there.spoil = lambda _request: httpx.Response(503)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("access_upstreams", "--check", stdout=out)
    assert "/.well-known/openid-configuration or its keys cannot be used (status-503)" in out.getvalue()
