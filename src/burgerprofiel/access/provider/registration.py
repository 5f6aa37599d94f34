"""What may be registered about an application (A9): each field has its rule, and each refusal is a sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet, OKPKey, RSAKey

from burgerprofiel.access import tokens
from burgerprofiel.access.provider.authentication import METHODS
from burgerprofiel.access.provider.client import EXCHANGE, GRANTS
from burgerprofiel.organisations.groups import TargetGroup

SHORTEST_SECRET = 32
SMALLEST_RSA = 2048
_NAME = re.compile(r"[A-Za-z0-9._~-]{1,100}")
_SCOPE = re.compile(r"[A-Za-z0-9._:/-]{1,100}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_ADDRESS = re.compile(r"[\x21-\x7e]{1,2000}")
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")
"""A name or a number and nothing more: the origin of an address goes into the policy of our pages."""
_PRIVATE = ("d", "k", "p", "q")


class RegistrationError(ValueError):
    """The registration is wrong; the message is a sentence for who wrote it."""


def fields(given: Mapping[str, object], folder: Path, secret: str = "") -> dict[str, object]:
    """Return the columns of `Client` for one registration; files in it are relative to `folder`.

    `secret`: instead of a file.

    Raises RegistrationError.
    """
    unknown = sorted(set(given) - set(_RULES))
    if unknown:
        told = {"field": unknown[0], "fields": ", ".join(_RULES)}
        raise RegistrationError(_("“%(field)s” is not a field of a client; these are: %(fields)s.") % told)
    read = {name: _read(name, rule, given[name]) for name, rule in _RULES.items() if name in given}
    columns = {**_defaults(read), **{name: value for name, value in read.items() if name != "secret_file"}}
    columns["secret_hash"] = tokens.digest(secret) if secret else b""
    if "secret_file" in read:
        columns["secret_hash"] = _secret(folder / str(read["secret_file"]))
    _check_whole(columns)
    return columns


def _read(name: str, rule: Callable[[object], object], value: object) -> object:
    try:
        return rule(value)
    except RegistrationError as error:
        raise RegistrationError(f"{name}: {error}") from error


def _defaults(read: Mapping[str, object]) -> dict[str, object]:
    """What holds for fields that are left out, so that registering twice gives the same."""
    method = "private_key_jwt" if "jwks" in read else "client_secret_basic" if "secret_file" in read else "none"
    texts = dict.fromkeys(("sector", "backchannel_logout_uri"), "")
    switches = dict.fromkeys(("require_par", "dpop_bound", "may_introspect", "third_party", "pkce_optional"), False)
    empty: dict[str, object] = {"redirect_uris": [], "post_logout_redirect_uris": [], "target_groups": []}
    empty["trusted_exchangers"] = []
    lists: dict[str, object] = {**empty, "scopes": ["openid"]}
    rest: dict[str, object] = {
        "auth_method": method,
        "grant_types": ["authorization_code"],
        "jwks": None,
        "brand": {},
    }
    return {"name": read.get("client_id", ""), **texts, **switches, **lists, **rest}


def _check_whole(columns: Mapping[str, object]) -> None:
    """What fields say about each other."""
    method, grants = str(columns["auth_method"]), columns["grant_types"]
    assert isinstance(grants, list)  # noqa: S101 - _list made it
    needs = {"private_key_jwt": "jwks", "client_secret_basic": "secret_file", "client_secret_post": "secret_file"}
    has = {"jwks": bool(columns["jwks"]), "secret_file": bool(columns["secret_hash"])}
    for proof, present in has.items():
        if present != (needs.get(method) == proof):
            needless, missing = (
                _("With auth_method “%(m)s” %(p)s has no place."),
                _("With auth_method “%(m)s” %(p)s is needed."),
            )
            raise RegistrationError((needless if present else missing) % {"m": method, "p": proof})
    if not columns.get("client_id"):
        raise _about("client_id", _("it is needed."))
    if "authorization_code" in grants and not columns["redirect_uris"]:
        raise _about("redirect_uris", _("a client that lets citizens sign in has at least one."))
    if "client_credentials" in grants and method == "none":
        raise _about("grant_types", _("who speaks for itself proves itself, so not with auth_method “none”."))
    if EXCHANGE in grants and method == "none":
        raise _about("grant_types", _("who exchanges tokens proves itself, so not with auth_method “none”."))
    if columns["client_id"] in columns["trusted_exchangers"]:  # type: ignore[operator]  # _list made it
        raise _about("trusted_exchangers", _("its own tokens are good for itself already."))
    if columns["pkce_optional"] and (method == "none" or (columns["require_par"] and columns["dpop_bound"])):
        raise _about("pkce_optional", _("not for a client without a secret, nor for one of the FAPI profile."))
    if columns["may_introspect"] and method == "none":
        raise _about("may_introspect", _("who asks about tokens proves itself, so not with auth_method “none”."))


def _about(field: str, sentence: str) -> RegistrationError:
    return RegistrationError(f"{field}: {sentence}")


def _text(pattern: re.Pattern[str], refusal: str) -> Callable[[object], str]:
    def rule(value: object) -> str:
        if not isinstance(value, str) or pattern.fullmatch(value) is None:
            raise RegistrationError(_(refusal) % {"value": value})
        return value

    return rule


def _one_of(*choices: str) -> Callable[[object], str]:
    def rule(value: object) -> str:
        if value not in choices:
            told = {"value": value, "choices": ", ".join(choices)}
            raise RegistrationError(_("“%(value)s” is not one of %(choices)s.") % told)
        return str(value)

    return rule


def _list(rule: Callable[[object], str]) -> Callable[[object], list[str]]:
    def read(value: object) -> list[str]:
        if not isinstance(value, list):
            raise RegistrationError(_("a list is needed, between square brackets."))
        return list(dict.fromkeys(rule(one) for one in value))

    return read


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise RegistrationError(_("“%(value)s” is not true or false.") % {"value": value})
    return value


def _address(value: object) -> str:
    """An address to the letter: https, or http on this machine; no fragment, no user name."""
    text = _text(_ADDRESS, gettext_noop("“%(value)s” is not an address."))(value)
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError as error:
        raise RegistrationError(_("“%(value)s” is not an address.") % {"value": text}) from error
    loopback = host in ("127.0.0.1", "::1", "localhost") or host.endswith(".localhost")
    if not host or not (parts.scheme == "https" or (parts.scheme == "http" and loopback)):
        raise RegistrationError(_("“%(value)s” is not an https address (http only on this machine).") % {"value": text})
    if "#" in text or "*" in text or "\\" in text or parts.username is not None:
        raise RegistrationError(
            _("“%(value)s” holds a fragment, a wildcard, a backslash or a user name: none of them may be.")
            % {"value": text}
        )
    if not _HOST.fullmatch(host):
        raise RegistrationError(_("“%(value)s” is not an address.") % {"value": text})
    return text


def _keys(value: object) -> dict[str, object]:
    """Public keys: EC P-256, RSA of 2048 bits or more, Ed25519."""
    members = value.get("keys") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(members, list) or not members:
        raise RegistrationError(_("a JWK set is needed, with at least one key in “keys”."))
    if any(not isinstance(key, dict) or set(_PRIVATE) & set(key) for key in members):
        raise RegistrationError(_("a key in it is private or secret: only public keys belong here. Make a new pair."))
    try:
        fit = all(_strong(key) for key in KeySet.import_key_set(value).keys)  # type: ignore[arg-type]  # checked by it
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise RegistrationError(_("a key in it cannot be read (%(why)s).") % {"why": error}) from error
    if not fit:
        raise RegistrationError(_("keys are EC P-256, Ed25519, or RSA of 2048 bits or more."))
    if not _can_be_kept(value):
        raise RegistrationError(_("it holds signs or numbers that cannot be kept."))
    return value


def _can_be_kept(value: object) -> bool:
    """Whether the database takes it: no NUL, no half of a pair of signs, no endless number."""
    try:
        text = json.dumps(value, allow_nan=False, ensure_ascii=False)
        text.encode()
    except (ValueError, TypeError, RecursionError):
        return False
    return "\\u0000" not in text


def _strong(key: object) -> bool:
    if isinstance(key, RSAKey):
        return key.public_key.key_size >= SMALLEST_RSA
    return (isinstance(key, ECKey) and key.curve_name == "P-256") or (
        isinstance(key, OKPKey) and key.curve_name == "Ed25519"
    )


def _brand(value: object) -> dict[str, str]:
    rules = {"name": _text(_WORDS, _NO_NAME), "colour": _colour, "action": _colour}
    if not isinstance(value, dict) or set(value) - set(rules):
        raise RegistrationError(_("a table with these fields: %(fields)s.") % {"fields": ", ".join(rules)})
    return {name: rules[name](each) for name, each in value.items()}


def _secret(path: Path) -> bytes:
    """The hash of the secret in a file, without the line's end."""
    try:
        text = path.read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise RegistrationError(f"secret_file: {path} cannot be read.") from error
    if len(text) < SHORTEST_SECRET:
        raise RegistrationError(f"secret_file: the secret in {path} is shorter than {SHORTEST_SECRET} characters.")
    return tokens.digest(text)


_WORDS = re.compile(r"[^\x00-\x1f\x7f]{1,200}")
_NO_NAME = gettext_noop("“%(value)s” is not a name.")
_colour = _text(_COLOUR, gettext_noop("“%(value)s” is not a colour written as #rrggbb."))

_RULES: dict[str, Callable[[object], object]] = {
    "client_id": _text(_NAME, gettext_noop("“%(value)s” is not a name of letters, digits and . _ ~ -.")),
    "name": _text(_WORDS, _NO_NAME),
    "redirect_uris": _list(_address),
    "post_logout_redirect_uris": _list(_address),
    "scopes": _list(_text(_SCOPE, gettext_noop("“%(value)s” is not a scope."))),
    "auth_method": _one_of(*METHODS),
    "secret_file": _text(_WORDS, gettext_noop("“%(value)s” is not the name of a file.")),
    "jwks": _keys,
    "grant_types": _list(_one_of(*GRANTS)),
    "sector": _text(_WORDS, gettext_noop("“%(value)s” is not the name of a sector.")),
    "require_par": _switch,
    "dpop_bound": _switch,
    "may_introspect": _switch,
    "third_party": _switch,
    "pkce_optional": _switch,
    "trusted_exchangers": _list(_text(_NAME, gettext_noop("“%(value)s” is not the name of a client."))),
    "backchannel_logout_uri": _address,
    "target_groups": _list(_one_of(*(group.value for group in TargetGroup))),
    "brand": _brand,
}
