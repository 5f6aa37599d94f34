"""The question with which the citizen goes to another provider: a code, for us, this browser and this attempt alone."""

from __future__ import annotations

from urllib.parse import urlencode

import msgspec
from django.conf import settings
from django.utils.translation import get_language

from burgerprofiel.access.relying import issuer as issuers
from burgerprofiel.access.relying.attempt import Attempt
from burgerprofiel.access.upstream.configuration import Upstream
from burgerprofiel.kit.levels import Key


def redirect_uri(upstream: Upstream) -> str:
    """Where its answer comes: an address for each provider, so that none can answer for another (RFC 9700 §4.4.2)."""
    return f"{settings.CONFIG.access_origin}/op/aanmelden/bij/{upstream.name}/terug"


def place(upstream: Upstream) -> str:
    """What the sealed attempt is bound to besides the browser."""
    return f"upstream:{upstream.name}:{upstream.issuer}"


def address(upstream: Upstream, attempt: Attempt) -> str:
    """Return where the citizen goes. Raises SignInFailedError."""
    door = issuers.named(upstream.issuer).metadata().authorization_endpoint
    return door + ("&" if "?" in door else "?") + urlencode(_parameters(upstream, attempt))


def _parameters(upstream: Upstream, attempt: Attempt) -> dict[str, str]:
    asked = {
        "response_type": "code",
        "client_id": upstream.client_id,
        "redirect_uri": redirect_uri(upstream),
        "scope": " ".join(upstream.scopes),
        "state": attempt.state_at(place(upstream)),
        "nonce": attempt.nonce,
        "code_challenge": attempt.challenge,
        "code_challenge_method": "S256",
        "ui_locales": (get_language() or "nl")[:2],
    }
    if wanted := _acr_values(upstream, attempt.level):
        asked["acr_values"] = wanted
    if upstream.claims_asked != "none":
        asked["claims"] = msgspec.json.encode({upstream.claims_asked: _claims(upstream)}).decode()
    return asked | {"prompt": {"prompt": "login"}, "max_age": {"max_age": "0"}, "always": {}}[upstream.fresh]


def _acr_values(upstream: Upstream, level: int) -> str:
    """Those that are sure enough for what is asked; all of them when none is, for the page says so afterwards."""
    if upstream.acr_asked == "none":
        return ""
    enough = [value for value, name in upstream.acr.items() if Key[name].level >= level] or list(upstream.acr)
    return " ".join(enough[:1] if upstream.acr_asked == "first" else enough)


def _claims(upstream: Upstream) -> dict[str, dict[str, bool] | None]:
    names = upstream.claims
    return {names.number: {"essential": True}, names.given_name: None, names.family_name: None}
