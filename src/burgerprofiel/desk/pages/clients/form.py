"""The form of a registration: the same fields and the same rules as in a file (`provider.registration`)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.http import QueryDict
from django.utils.translation import gettext as _

from burgerprofiel.access.clients.written import FIELDS
from burgerprofiel.access.going_on import Wrong
from burgerprofiel.access.provider.client import GRANTS
from burgerprofiel.access.provider.registration import RegistrationError
from burgerprofiel.organisations.groups import TargetGroup

TEXTS = ("client_id", "name", "sector", "backchannel_logout_uri")
LISTS = ("redirect_uris", "post_logout_redirect_uris", "scopes", "trusted_exchangers")
SWITCHES = ("third_party", "require_par", "dpop_bound", "may_introspect", "pkce_optional")
CHECKS: dict[str, tuple[str, ...]] = {
    "grant_types": tuple(GRANTS),
    "target_groups": tuple(group.value for group in TargetGroup),
}
BRAND = ("name", "colour", "action")
Shown = dict[str, str | list[str] | bool]


def empty() -> Shown:
    """A form for a new application."""
    return of({"scopes": ["openid", "profile"], "auth_method": "private_key_jwt", "grant_types": list(GRANTS[:1])})


def of(given: Mapping[str, object]) -> Shown:
    """Return how a registration fills the form."""
    brand = given.get("brand")
    looks = brand if isinstance(brand, dict) else {}
    shown: Shown = {name: str(given.get(name, "")) for name in TEXTS}
    shown |= {name: "\n".join(_texts(given.get(name))) for name in LISTS if name in FIELDS}
    shown |= {name: given.get(name) is True for name in SWITCHES}
    shown |= {name: _texts(given.get(name)) for name in CHECKS}
    shown |= {f"brand_{name}": str(looks.get(name, "")) for name in BRAND}
    jwks = given.get("jwks")
    written = json.dumps(jwks, indent=1, ensure_ascii=False) if jwks else ""
    return shown | {"auth_method": str(given.get("auth_method", "")), "jwks": written}


def sent(post: QueryDict) -> Shown:
    """Return the form as it was sent."""
    shown: Shown = {name: post.get(name, "").strip() for name in (*TEXTS, "auth_method", "jwks")}
    shown |= {name: post.get(name, "").replace("\r", "") for name in LISTS if name in FIELDS}
    shown |= {name: bool(post.get(name)) for name in SWITCHES}
    shown |= {name: [each for each in post.getlist(name) if each] for name in CHECKS}
    return shown | {f"brand_{name}": post.get(f"brand_{name}", "").strip() for name in BRAND}


def given(shown: Shown) -> dict[str, object]:
    """Return the registration that a form means; what is empty is left out. Raises RegistrationError."""
    read: dict[str, object] = {name: shown[name] for name in (*TEXTS, *SWITCHES, *CHECKS, "auth_method")}
    read |= {name: _lines(str(shown[name])) for name in LISTS if name in shown}
    read["brand"] = {name: shown[f"brand_{name}"] for name in BRAND if shown[f"brand_{name}"]}
    read["jwks"] = _jwks(str(shown["jwks"]))
    return {name: read[name] for name in FIELDS if read.get(name) not in ("", None, False, [], {})}


def wrong(error: RegistrationError) -> tuple[Wrong, ...]:
    """Return where a refusal belongs in the form, and its sentence."""
    name, colon, sentence = str(error).partition(": ")
    if colon and name in FIELDS:
        return (Wrong("brand_name" if name == "brand" else name, sentence[:1].upper() + sentence[1:]),)
    named = next((each for each in FIELDS if str(error).startswith(each)), "auth_method")
    return (Wrong(named, str(error)),)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _texts(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _jwks(text: str) -> object:
    if not text:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        sentence = _("this is not JSON.")
        raise RegistrationError(f"jwks: {sentence}") from error
