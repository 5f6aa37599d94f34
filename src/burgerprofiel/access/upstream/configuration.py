"""Whose word counts as a key, and how they are spoken to: a TOML file with a table for each (docs/operate.md).

Unknown fields and values that cannot be are refused with a sentence, and with that the start.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import msgspec
from django.conf import settings
from django.utils.translation import get_language

from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.operators_file import Words
from burgerprofiel.kit.packing import from_json

OURS = frozenset(Key) - {Key.itsme, Key.eidashigh, Key.eidassubstantial}
"""The keys that we ask for ourselves: an upstream may vouch for one of them, not be named after it."""
SHORTEST_SECRET = 32
_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
_WORD = re.compile(r"[\x21-\x7e]{1,300}")


class UpstreamError(ValueError):
    """The file is wrong; the message is a sentence for who wrote it."""


class Claims(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the claims are called in which the provider tells who somebody is."""

    number: str = "rrn"
    """The national number."""
    given_name: str = "given_name"
    family_name: str = "family_name"


class Upstream(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One provider. The fields are explained in docs/operate.md."""

    name: str
    issuer: str
    client_id: str
    title: str | Words
    explanation: str | Words
    icon: str = "key"
    auth_method: Literal["private_key_jwt", "client_secret_basic", "client_secret_post"] = "private_key_jwt"
    secret_file: str = ""
    secret: str = ""
    """What stood in that file; never in the TOML itself."""
    assertion_audience: Literal["issuer", "token_endpoint"] = "issuer"
    assertion_algorithm: Literal["RS256", "PS256"] = "PS256"
    scopes: tuple[str, ...] = ("openid", "profile")
    acr: dict[str, str] = {}
    acr_asked: Literal["all", "first", "none"] = "all"
    key_without_acr: str = ""
    fresh: Literal["prompt", "max_age", "always"] = "prompt"
    id_token_algorithms: tuple[Literal["RS256", "PS256", "ES256"], ...] = ("RS256", "PS256", "ES256")
    id_token_encrypted: bool = False
    userinfo: Literal["none", "plain", "signed", "encrypted"] = "plain"
    claims: Claims = Claims()
    claims_asked: Literal["none", "id_token", "userinfo"] = "none"
    only: bool = False

    def __repr__(self) -> str:
        """Without the secret."""
        return f"Upstream({self.name})"

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys that it can vouch for, the surest first."""
        named = dict.fromkeys([*self.acr.values(), *([self.key_without_acr] if self.key_without_acr else [])])
        return tuple(sorted((Key[name] for name in named), key=lambda key: -key.level))

    def key_for(self, acr: object) -> Key | None:
        """Return the key for which the provider vouches with this `acr`; None when that means nothing to us."""
        name = self.key_without_acr if acr is None else self.acr.get(acr, "") if isinstance(acr, str) else ""
        return Key[name] if name else None


def said(words: str | Words) -> str:
    """Return the words in the reader's language."""
    if isinstance(words, str):
        return words
    return str(getattr(words, (get_language() or "nl")[:2], words.nl))


@lru_cache(maxsize=1)
def configured() -> tuple[Upstream, ...]:
    """Return the providers of MBP_UPSTREAMS, in the order of the file. Raises UpstreamError."""
    path: Path | None = settings.CONFIG.upstreams
    return load(path) if path else ()


def named(name: str) -> Upstream | None:
    """Return the provider of this name."""
    return next((each for each in configured() if each.name == name), None)


def only() -> Upstream | None:
    """Return the one provider that is the only key, when the file says so."""
    return next((each for each in configured() if each.only), None)


def load(path: Path) -> tuple[Upstream, ...]:
    """Read and check a whole file. Raises UpstreamError."""
    try:
        content = tomllib.loads(path.read_text())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UpstreamError(f"{path} cannot be read as TOML: {error}.") from error
    tables = content.get("upstream")
    if set(content) != {"upstream"} or not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise UpstreamError(f"{path} holds [[upstream]] tables, at least one, and nothing else.")
    found: list[Upstream] = []
    for number, table in enumerate(tables, 1):
        try:
            found.append(_read(table, path.parent))
        except UpstreamError as error:
            raise UpstreamError(
                f"Upstream {number} ({table.get('name', 'without a name')}) in {path}: {error}"
            ) from error
    _check_all(found)
    return tuple(found)


def _read(table: dict[str, object], folder: Path) -> Upstream:
    unknown = sorted(set(table) - (set(Upstream.__struct_fields__) - {"secret"}))
    if unknown:
        raise UpstreamError(f"“{unknown[0]}” is not a field of an upstream.")
    told = {**table, "issuer": _own_port(table.get("issuer"))}
    if "secret_file" in table:
        told["secret"] = _secret(folder / str(table["secret_file"]))
    try:
        upstream = from_json(msgspec.json.encode(told), Upstream)
    except (msgspec.ValidationError, TypeError) as error:
        raise UpstreamError(f"{error}.") from error
    _check(upstream)
    return upstream


def _own_port(issuer: object) -> object:
    """In the demo a name below `.localhost` without a port is one of the demo's own."""
    if not settings.CONFIG.demo or not isinstance(issuer, str):
        return issuer
    name, slash, path = issuer.removeprefix("http://").partition("/")
    here = issuer.startswith("http://") and name.endswith(".localhost")
    return f"{settings.CONFIG.origin(name)}{slash}{path}" if here else issuer


def _secret(path: Path) -> str:
    try:
        text = path.read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UpstreamError(f"secret_file: {path} cannot be read.") from error
    if len(text) < SHORTEST_SECRET or not text.isprintable():
        raise UpstreamError(f"secret_file: the secret in {path} is shorter than {SHORTEST_SECRET} characters.")
    return text


def _check(upstream: Upstream) -> None:
    """What one table must hold. Raises UpstreamError."""
    taken = upstream.name in {key.name for key in OURS}
    sound = {
        f"name: “{upstream.name}” is not a name of small letters, digits and - that is free.": not taken
        and _NAME.fullmatch(upstream.name),
        f"issuer: “{upstream.issuer}” is not an https address.": _is_address(upstream.issuer),
        "client_id: it is one word.": _WORD.fullmatch(upstream.client_id),
        "icon: it is the name of a drawing.": _NAME.fullmatch(upstream.icon),
        "scopes: “openid” is among them, and each is one word.": "openid" in upstream.scopes
        and all(_WORD.fullmatch(scope) for scope in upstream.scopes),
        "secret_file: it is needed with a client secret, and has no place without.": bool(upstream.secret)
        is upstream.auth_method.startswith("client_secret"),
        "acr: say for at least one value, or with key_without_acr, which key it is.": upstream.acr
        or upstream.key_without_acr,
        "id_token_algorithms: at least one is needed.": upstream.id_token_algorithms,
        "claims_asked: with userinfo “none” claims are asked in the id_token or not at all.": upstream.userinfo
        != "none"
        or upstream.claims_asked != "userinfo",
    }
    for sentence, holds in sound.items():
        if not holds:
            raise UpstreamError(sentence)
    for value, key in [*upstream.acr.items(), ("key_without_acr", upstream.key_without_acr or Key.itsme.name)]:
        if key not in Key.__members__ or not _WORD.fullmatch(value):
            raise UpstreamError(f"acr: “{key}” is not one of our keys; these are: {', '.join(Key.__members__)}.")


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    here = settings.CONFIG.demo and (host == "127.0.0.1" or host.endswith(".localhost"))
    plain = not (parts.query or parts.fragment or parts.username) and text.isascii() and text.isprintable()
    return bool(host) and plain and (parts.scheme == "https" or (parts.scheme == "http" and here))


def _check_all(found: list[Upstream]) -> None:
    names = [each.name for each in found]
    for name in names:
        if names.count(name) > 1:
            raise UpstreamError(f"The upstream “{name}” stands in the file more than once.")
    if any(each.only for each in found) and len(found) > 1:
        raise UpstreamError("An upstream that is the only key (only = true) is the only one in the file too.")
