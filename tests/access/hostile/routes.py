"""Every address of signing in, as the resolver has it: a new one is attacked without anybody thinking of it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import msgspec
from django.urls import URLPattern, URLResolver, get_resolver

from burgerprofiel.site.middleware import _URLS
from tests.landscape import CHECKOUT

SOURCE = CHECKOUT / "src" / "burgerprofiel"
ROOMS = ("access", "desk")
"""Whose pages are attacked, on whatever host; on the sign-in host it is every page."""
_ASKED = re.compile(r"""\b(?:GET|POST|data|form|payload|question|told)\.get(?:list)?\(\s*["']([\w-]+)["']""")
_FIELD = re.compile(r"""<(?:input|select|textarea|button)\b[^>]*\bname="([\w-]+)\"""")
OAUTH = (
    *(
        "response_type",
        "client_id",
        "redirect_uri",
        "scope",
        "state",
        "nonce",
        "code_challenge",
        "code_challenge_method",
    ),
    *(
        "prompt",
        "max_age",
        "acr_values",
        "login_hint",
        "ui_locales",
        "claims",
        "display",
        "id_token_hint",
        "sid",
        "iss",
    ),
    *(
        "response_mode",
        "dpop_jkt",
        "resource",
        "audience",
        "request",
        "request_uri",
        "registration",
        "grant_type",
        "code",
    ),
    *(
        "code_verifier",
        "refresh_token",
        "token",
        "token_type_hint",
        "client_secret",
        "client_assertion",
        "access_token",
    ),
    *(
        "client_assertion_type",
        "subject_token",
        "subject_token_type",
        "requested_token_type",
        "actor_token",
        "cap_hint",
    ),
    *("actor_token_type", "post_logout_redirect_uri", "logout_hint"),
)


class Route(NamedTuple):
    """One address of one host."""

    host: str
    """As browsers write it, with the port."""
    address: str
    fields: tuple[str, ...]
    """The names that its page looks at."""
    bodies: tuple[dict[str, Any], ...]
    """JSON schemas of what its page reads as JSON."""

    def __repr__(self) -> str:
        """Short: a failing request names it."""
        return f"{self.host}{self.address}"


@cache
def routes() -> tuple[Route, ...]:
    """Return all of them."""
    return tuple(
        Route(host, address, *_read(inspect.getmodule(inspect.unwrap(pattern.callback))))
        for host, urls in _URLS.items()
        for address, pattern in _walk(get_resolver(urls), "/")
        if urls.endswith(".access") or _room(pattern) in ROOMS
    )


def _walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _walk(entry, before + str(entry.pattern))
        else:
            yield before + str(entry.pattern), entry


def _room(pattern: URLPattern) -> str:
    return inspect.unwrap(pattern.callback).__module__.split(".")[1]


@cache
def _read(module: ModuleType | None) -> tuple[tuple[str, ...], tuple[dict[str, Any], ...]]:
    if module is None or module.__file__ is None:
        return (), ()
    asked = tuple(dict.fromkeys(_ASKED.findall(Path(module.__file__).read_text())))
    structs = [
        each
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, msgspec.Struct) and each.__struct_config__.forbid_unknown_fields
    ]
    return asked, tuple(_schema(each) for each in structs)


def _schema(struct: type[msgspec.Struct]) -> dict[str, Any]:
    (schema,), parts = msgspec.json.schema_components([struct], ref_template="#/components/schemas/{name}")
    return _inlined(schema, parts)


def _inlined(schema: Any, parts: dict[str, Any]) -> Any:
    """The schema without references."""
    if isinstance(schema, dict):
        if "$ref" in schema:
            return _inlined(parts[schema["$ref"].rpartition("/")[2]], parts)
        return {name: _inlined(value, parts) for name, value in schema.items() if name != "title"}
    return [_inlined(each, parts) for each in schema] if isinstance(schema, list) else schema


@cache
def every_field() -> tuple[str, ...]:
    """Every name that a page of these rooms reads or a form of theirs sends, and those of OAuth."""
    found: dict[str, None] = dict.fromkeys(OAUTH)
    for room in ROOMS:
        for path in sorted((SOURCE / room).rglob("*.py")):
            found |= dict.fromkeys(_ASKED.findall(path.read_text()))
        for path in sorted((SOURCE / room).rglob("*.html")):
            found |= dict.fromkeys(_FIELD.findall(path.read_text()))
    return tuple(found)


@cache
def every_cookie() -> tuple[str, ...]:
    """Every cookie that these rooms know."""
    from django.conf import settings

    named = re.compile(r'"(mbp-[\w-]+)"')
    found = {
        name for room in ROOMS for path in (SOURCE / room).rglob("*.py") for name in named.findall(path.read_text())
    }
    ours = {settings.SESSION_COOKIE, settings.SIGN_IN_COOKIE, settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    return tuple(sorted(found | ours | {getattr(settings, "DESK_COOKIE", settings.SESSION_COOKIE)}))
