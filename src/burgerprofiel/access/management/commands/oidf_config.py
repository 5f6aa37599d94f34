"""Print a configuration for the OpenID Foundation's conformance suite, and register its clients when asked."""

import argparse
import json
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation
from joserfc.jwk import ECKey, RSAKey

from burgerprofiel.access.clients.written import register
from burgerprofiel.access.management import suite_browser
from burgerprofiel.access.provider.id_token import issuer
from burgerprofiel.access.provider.registration import RegistrationError, fields

_SUITE = "https://localhost.emobix.co.uk:8443"
"""Where the suite listens when somebody starts it on their own machine."""
_QUERY = "?dummy1=lorem&dummy2=ipsum"
"""The suite's second client of FAPI returns to an address with a query."""
_FAPI_SCOPES = ["openid", "profile", "offline_access"]


class Command(BaseCommand):
    """`./manage oidf_config PLAN [--suite ORIGIN] [--alias NAME] [--register]`."""

    help = (
        "Prints the JSON that the OpenID Foundation's conformance suite wants, with fresh secrets and keys: oidcc for "
        "oidcc-basic, -config, -rp-initiated-logout and -backchannel-rp-initiated-logout, fapi2 for "
        "fapi2-security-profile. With --register the clients in it are registered, instead of those of an earlier "
        "time. In the demo it says too how the suite's browser signs in."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the arguments."""
        parser.add_argument("plan", choices=["oidcc", "fapi2"])
        parser.add_argument("--suite", default=_SUITE, help="the suite's origin")
        parser.add_argument("--alias", default="burgerprofiel", help="the test plan's alias, part of its addresses")
        parser.add_argument("--register", action="store_true", help="register the clients; else nothing is changed")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run."""
        home = f"{options['suite'].rstrip('/')}/test/a/{options['alias']}"
        make = {"oidcc": _oidcc, "fapi2": _fapi2}[options["plan"]]
        try:
            with translation.override("en"):  # as every sentence on the command line
                told, clients = make(home, f"oidf-{options['alias']}")
        except RegistrationError as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        if options["register"]:
            with transaction.atomic():
                for columns in clients:
                    register(columns)
        else:
            self.stderr.write("These clients are not registered: with --register they are.")
        about = {"alias": options["alias"], "description": f"Mijn Burgerprofiel, {issuer()}"}
        server = {"discoveryUrl": f"{issuer()}/.well-known/openid-configuration"}
        steps = suite_browser.automation(options["alias"], options["plan"]) if settings.CONFIG.demo else {}
        self.stdout.write(json.dumps({**about, "server": server, **told, **steps}, indent=2))


Made = tuple[dict[str, object], list[dict[str, object]]]


def _oidcc(home: str, name: str) -> Made:
    """Three clients with secrets: two in the header, one in the form. The plans ask without PKCE, but for one check.

    Raises RegistrationError.
    """
    told: dict[str, object] = {}
    columns: list[dict[str, object]] = []
    methods = {"client": "basic", "client2": "basic", "client_secret_post": "post"}
    for part, method in methods.items():
        client_id, secret = f"{name}-{part}".replace("_", "-"), secrets.token_urlsafe(32)
        told[part] = {"client_id": client_id, "client_secret": secret}
        wanted = {
            "client_id": client_id,
            "name": f"OpenID Foundation, {part}",
            "redirect_uris": [f"{home}/callback"],
            "post_logout_redirect_uris": [f"{home}/post_logout_redirect"],
            "backchannel_logout_uri": f"{home}/backchannel_logout",
            "scopes": ["openid", "profile", "offline_access"],
            "grant_types": ["authorization_code", "refresh_token"],
            "auth_method": f"client_secret_{method}",
            "pkce_optional": True,
        }
        columns.append(fields(wanted, Path(), secret))
    return told, columns


def _fapi2(home: str, name: str) -> Made:
    """Two clients with keys, which push their questions and hold their tokens by DPoP. Raises RegistrationError.

    The first has an RSA key, for only with one the suite can try RS256, which the profile forbids.
    """
    told: dict[str, object] = {"resource": {"resourceUrl": f"{issuer()}/v1/userinfo"}}
    columns: list[dict[str, object]] = []
    for part, algorithm in {"client": "PS256", "client2": "ES256"}.items():
        client_id, key = f"{name}-fapi2-{part}", _key(algorithm)
        told[part] = {
            "client_id": client_id,
            "scope": " ".join(_FAPI_SCOPES),
            "jwks": {"keys": [{**key.as_dict(private=True), "kid": key.kid}]},
            "dpop_signing_alg": algorithm,
        }
        wanted = {
            "client_id": client_id,
            "name": f"OpenID Foundation, FAPI {part}",
            "redirect_uris": [f"{home}/callback", f"{home}/callback{_QUERY}"],
            "scopes": _FAPI_SCOPES,
            "grant_types": ["authorization_code", "refresh_token"],
            "auth_method": "private_key_jwt",
            "jwks": {"keys": [{**key.as_dict(private=False), "kid": key.kid}]},
            "require_par": True,
            "dpop_bound": True,
        }
        columns.append(fields(wanted, Path()))
    return told, columns


def _key(algorithm: str) -> ECKey | RSAKey:
    """A fresh pair that signs in this way."""
    if algorithm == "ES256":
        return ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, auto_kid=True)
    return RSAKey.generate_key(2048, {"use": "sig", "alg": "PS256"}, auto_kid=True)
