"""Applications are registered from a file: the whole file or nothing, and every refusal says what is wrong."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from joserfc.jwk import ECKey, RSAKey

from burgerprofiel.access import tokens
from burgerprofiel.access.models import Client

pytestmark = pytest.mark.django_db

KEY = ECKey.generate_key("P-256", {"kid": "k1"})


def inline(key: ECKey | RSAKey, *, private: bool = False) -> str:
    """A key as TOML writes it."""
    return "{ " + ", ".join(f'{name} = "{value}"' for name, value in key.as_dict(private=private).items()) + " }"


FULL = f"""
[[client]]
client_id = "zonnegem"
name = "Gemeente Zonnegem"
redirect_uris = ["https://www.zonnegem.example/terug", "http://127.0.0.1:8080/terug", "http://[::1]/"]
post_logout_redirect_uris = ["https://www.zonnegem.example/tot-ziens"]
scopes = ["openid", "profile", "offline_access"]
auth_method = "private_key_jwt"
jwks = {{ keys = [{inline(KEY)}] }}
grant_types = ["authorization_code", "refresh_token"]
sector = "zonnegem.example"
require_par = true
dpop_bound = true
backchannel_logout_uri = "https://www.zonnegem.example/afmelden"
brand = {{ name = "Zonnegem", colour = "#0a5d6b", action = "#b45309" }}
target_groups = ["BUR", "LB", "LB"]

[[client]]
client_id = "bron"
secret_file = "bron.secret"
grant_types = ["client_credentials"]
may_introspect = true
"""


def run(folder: Path, text: str, *options: str) -> str:
    """Register what stands in a file; returns what was said."""
    file = folder / "clients.toml"
    file.write_text(text)
    (folder / "bron.secret").write_text("s" * 40 + "\n")
    (folder / "short.secret").write_text("kort")
    said = io.StringIO()
    call_command("access_clients", str(file), *options, stdout=said)
    return said.getvalue()


def test_a_file_registers_its_clients_and_says_so(tmp_path: Path) -> None:
    assert run(tmp_path, FULL) == "zonnegem: registered\nbron: registered\n"
    site, source = Client.objects.get(client_id="zonnegem"), Client.objects.get(client_id="bron")
    assert (site.auth_method, site.require_par, site.brand["name"]) == ("private_key_jwt", True, "Zonnegem")
    assert site.jwks["keys"][0]["kid"] == "k1"
    assert (site.target_groups, source.target_groups) == (["BUR", "LB"], [])
    assert (source.auth_method, bytes(source.secret_hash)) == ("client_secret_basic", tokens.digest("s" * 40))
    assert (source.name, source.redirect_uris) == ("bron", [])


def test_registering_twice_changes_nothing_and_a_change_is_a_change(tmp_path: Path) -> None:
    run(tmp_path, FULL)
    assert run(tmp_path, FULL) == "zonnegem: as it was\nbron: as it was\n"
    assert run(tmp_path, FULL.replace("require_par = true\n", "")).startswith("zonnegem: changed\n")
    assert not Client.objects.get(client_id="zonnegem").require_par


def test_checking_changes_nothing(tmp_path: Path) -> None:
    assert run(tmp_path, FULL, "--check") == "2 clients, all right. Nothing was changed.\n"
    assert not Client.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('redirect_urls = ["https://x.example/"]', "“redirect_urls” is not a field"),
        ('redirect_uris = ["http://x.example/"]', "not an https address"),
        ('redirect_uris = ["http://localhost.evil.example/"]', "not an https address"),
        ('redirect_uris = ["https://x.example/#a"]', "fragment"),
        ('redirect_uris = ["https://*.example/"]', "wildcard"),
        ('redirect_uris = ["https://u@x.example/"]', "user name"),
        ('redirect_uris = ["https://x.example/a b"]', "not an address"),
        ('redirect_uris = ["https://x.example:99999/"]', "not an address"),
        ('redirect_uris = ["https://x.example;sandbox/"]', "not an address"),
        ('redirect_uris = ["javascript:alert(1)"]', "not an https address"),
        ('redirect_uris = "https://x.example/"', "a list is needed"),
        ("redirect_uris = [7]", "not an address"),
        ("redirect_uris = []", "at least one"),
        ('scopes = ["open id"]', "not a scope"),
        ('grant_types = ["password"]', "not one of"),
        ('grant_types = ["client_credentials"]', "proves itself"),
        ("may_introspect = true", "proves itself"),
        ('auth_method = "client_secret_jwt"', "not one of"),
        ('auth_method = "private_key_jwt"', "jwks is needed"),
        ('auth_method = "client_secret_post"', "secret_file is needed"),
        ('secret_file = "gone.secret"', "cannot be read"),
        ('secret_file = "short.secret"', "shorter than 32"),
        ('secret_file = "bron.secret"\nauth_method = "none"', "has no place"),
        ("jwks = { keys = [] }", "at least one key"),
        (f"jwks = {{ keys = [{inline(KEY, private=True)}] }}", "private"),
        ('jwks = { keys = [{ kty = "oct", k = "c2VjcmV0" }] }', "private or secret"),
        ('jwks = { keys = [{ kty = "EC", crv = "P-256", x = "a", y = "b" }] }', "cannot be read"),
        (f"jwks = {{ keys = [{inline(ECKey.generate_key('P-384'))}] }}", "P-256"),
        (f"jwks = {{ keys = [{inline(RSAKey.generate_key(1024))}] }}", "2048"),
        ('require_par = "yes"', "not true or false"),
        ("pkce_optional = true", "not for a client without a secret"),
        ('backchannel_logout_uri = "http://x.example/"', "not an https address"),
        ('brand = { colour = "red" }', "#rrggbb"),
        ('brand = { logo = "x" }', "these fields"),
        ('name = ""', "not a name"),
        ('target_groups = ["XX"]', "“XX” is not one of BUR, EA, VER, LB, GID, OV"),
        ('target_groups = "LB"', "a list is needed"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_changed(tmp_path: Path, wrong: str, said: str) -> None:
    right = 'redirect_uris = ["https://x.example/terug"]\n' if "redirect_uris" not in wrong else ""
    with pytest.raises(CommandError) as refused:
        run(tmp_path, f'{FULL}[[client]]\nclient_id = "x"\n{right}{wrong}\n')
    assert said in str(refused.value)
    assert "Client 3 (x)" in str(refused.value)
    assert not Client.objects.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "at least one"),
        ("client = 3", "at least one"),
        ("[client]\n", "at least one"),
        ("[[clients]]\n", "[[client]] tables"),
        ("not toml", "cannot be read as TOML"),
        (FULL + FULL, "more than once"),
        ('[[client]]\nname = "x"\nredirect_uris = ["https://x.example/"]', "client_id: it is needed"),
        ('[[client]]\nclient_id = "a b"', "not a name of letters"),
        ('[[client]]\nclient_id = "mijn-burgerprofiel"\nredirect_uris = ["https://x.example/"]', "our own faces"),
    ],
)
def test_a_file_that_is_no_list_of_clients_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CommandError) as refused:
        run(tmp_path, text)
    assert said in str(refused.value)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("access_clients", str(tmp_path / "none.toml"))
