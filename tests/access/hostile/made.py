"""What hostile requests are made of: every method, body, header and cookie that we could think of, mixed."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar
from urllib.parse import quote, quote_plus

from django.conf import settings
from hypothesis import strategies as st

from tests.access.hostile.door import Pairs, Request, send
from tests.access.hostile.routes import Route, every_cookie, every_field, routes
from tests.access.hostile.victims import Victims

SCRIPT = '"><script>alert(1)</script>'
CSRF = "A" * 32
T = TypeVar("T")
ODD_METHODS = ("HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "X-Y", "GET", "POST")
_EVIL = (
    *(
        "",
        " ",
        "\x00",
        "a\x00b",
        "\r\nSet-Cookie: mbp=x",
        "%0d%0aLocation:%20https://evil.example",
        "\u202e\u2066",
        "\ud800",
    ),
    *(
        SCRIPT,
        "{{7*7}}",
        "${7*7}",
        "%(name)s",
        "%s%n%d",
        "{0.__class__}",
        "' OR '1'='1",
        "'; DROP TABLE access_account; --",
    ),
    *("../../../../etc/passwd", "file:///etc/passwd", "//evil.example", "https://evil.example/", "javascript:alert(1)"),
    *(
        "\\\\evil.example",
        "/op/v1/auth?x",
        "/op/sleutels",
        "/op/sleutels?a=b",
        "https:/evil.example",
        "/\\evil.example",
    ),
    *("-1", "0", "9" * 400, "1e309", "NaN", "Infinity", "0x10", "١٢٣٤٥٦", "１２３４５６", "true", "null", "None", "[]"),
    *(
        "00000000-0000-0000-0000-000000000000",
        "e\u0301" * 50,
        "ﬀ" * 30,
        "İ",
        "ß" * 60,
        "a" * 5000,
        "é" * 3000,
        "𐍈" * 900,
    ),
    *("urn:be:vlaanderen:authmech:eid", "openid", "openid " * 90, "none login consent", "code", "code id_token token"),
    *("urn:ietf:params:oauth:request_uri:x", "S256", "plain", "form_post", "client_credentials", "refresh_token"),
    *("authorization_code", "urn:ietf:params:oauth:grant-type:token-exchange", "urn:openid:params:grant-type:ciba"),
    *(
        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "https://site.example/terug",
        "https://app.example/terug",
    ),
    *(
        "eyJhbGciOiJub25lIn0.e30.",
        "eyJhbGciOiJIUzI1NiJ9.bm90IGpzb24.AAAA",
        "....",
        "a.b.c.d.e",
        "e30.e30.e30",
        "W10.W10.",
    ),
    *("2026-02-30", "9999-12-31", "-0001-01-01", "26:61", "BUR", "EA", "88671616820", "85.07.30-033.28", "0207446759"),
)


def _deep(levels: int) -> str:
    return "[" * levels + "]" * levels


def _one_of(known: Sequence[T]) -> st.SearchStrategy[T]:
    """Any of these. By its place, for hypothesis writes down a whole strategy when something is found."""
    return st.integers(0, len(known) - 1).map(known.__getitem__)


def _text(victims: Victims) -> st.SearchStrategy[str]:
    known = _one_of((*_EVIL, *victims.seen))
    return st.one_of(known, known, st.text(max_size=40), st.tuples(known, known).map("".join))


def _wire(text: str) -> str:
    """A header's or a cookie's text as a server passes it on: bytes, each as one character, without line ends."""
    return text.encode("utf-8", "surrogatepass").decode("latin-1").translate({10: None, 13: None, 0: None})


def _encoded(pairs: list[tuple[str, str]], *, raw: bool = False) -> str:
    if raw:
        return "&".join(f"{name}={value}" for name, value in pairs).encode("utf-8", "replace").decode("latin-1")
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs)


def _quoted(text: str) -> str:
    return quote_plus(text.encode("utf-8", "surrogatepass"))


def _pairs(route: Route, victims: Victims) -> st.SearchStrategy[list[tuple[str, str]]]:
    """Parameters, some of them twice."""
    names = st.sampled_from([*(route.fields * 3), *every_field()])
    return st.lists(st.tuples(names, _text(victims)), max_size=8)


def _json(route: Route, victims: Victims) -> st.SearchStrategy[bytes]:
    names = st.sampled_from([*every_field(), "challengeNonce", "token", "credential", "label", "__proto__", ""])
    leaf = st.one_of(_text(victims), st.none(), st.booleans(), st.integers(), st.floats(), st.just(10**400))
    tree = st.recursive(
        leaf, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=5), max_leaves=12
    )
    shaped = [_shaped(schema, _text(victims)) for schema in route.bodies]
    made = st.one_of(tree, *shaped, *shaped).map(lambda value: json.dumps(value).encode("utf-8", "surrogatepass"))
    return st.one_of(made, made, _one_of(_ODD_JSON))


_ODD_JSON = tuple(
    text.encode("utf-8", "surrogatepass")
    for text in (
        _deep(100_000),
        "[" * 50_000,
        '{"a":' * 5000,
        '{"a":1,"a":2}',
        "\ufeff{}",
        '"\\ud800"',
        "1e999",
        "NaN",
        "{'a':1}",
    )
)


def _shaped(schema: dict[str, object], text: st.SearchStrategy[str]) -> st.SearchStrategy[object]:
    """A value of about the shape that a page expects."""
    kinds: dict[object, Callable[[], st.SearchStrategy[object]]] = {
        "object": lambda: st.fixed_dictionaries(
            {name: _shaped(part, text) for name, part in dict(schema.get("properties", {})).items()}  # type: ignore[call-overload]
        ),
        "array": lambda: st.lists(_shaped(schema.get("items", {}), text), max_size=3),  # type: ignore[arg-type]
        "integer": st.integers,
        "boolean": st.booleans,
    }
    if not isinstance(schema, dict):
        return text
    shaped = kinds.get(schema.get("type"), lambda: text | text.map(_base64))()
    return st.one_of(shaped, shaped, shaped, text, st.none())


def _base64(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode("utf-8", "surrogatepass")).decode().rstrip("=")


def _multipart(pairs: list[tuple[str, str]]) -> bytes:
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{name}"; filename="{value[:9]}"\r\n\r\n{value}\r\n'
        for name, value in pairs
    ]
    return "".join(parts).encode("utf-8", "surrogatepass") + b"--x"


def _body(route: Route, victims: Victims) -> st.SearchStrategy[tuple[str, bytes]]:
    form, pairs, json_body = "application/x-www-form-urlencoded", _pairs(route, victims), _json(route, victims)
    deep = pairs.map(lambda found: (form, _encoded([*found, ("csrfmiddlewaretoken", CSRF)]).encode()))
    return st.one_of(
        deep,
        deep,
        deep,
        pairs.map(lambda found: (form, _encoded(found).encode())),
        pairs.map(lambda found: (form, _encoded(found, raw=True).encode("latin-1"))),
        pairs.map(lambda found: (f"{form}; charset=utf-7", _encoded(found).encode())),
        pairs.map(lambda found: ("multipart/form-data; boundary=x", _multipart(found))),
        st.binary(max_size=200).map(lambda raw: ("multipart/form-data; boundary=x", b"--x\r\n" + raw)),
        json_body.map(lambda raw: ("application/json", raw)),
        json_body.map(lambda raw: ("application/json", raw)),
        json_body.map(lambda raw: (form, raw)),
        json_body.map(lambda raw: ("application/json", gzip.compress(raw, 1))),
        st.binary(max_size=300).map(lambda raw: ("application/octet-stream", raw)),
        st.tuples(
            st.sampled_from(["", "text/xml", "application/jwt", "a/b; charset=\x80", "multipart/form-data", form * 50]),
            st.binary(max_size=60),
        ),
        _one_of(_ODD_BODIES),
    )


_ODD_BODIES = (
    ("application/x-www-form-urlencoded", b"&" * 20_000),
    ("application/x-www-form-urlencoded", b"a=1&" * 1500),
    ("application/x-www-form-urlencoded", b"%" * 999),
    ("application/json", b'"' + b"a" * 1_100_000),
)


def _headers(victims: Victims) -> st.SearchStrategy[Pairs]:
    text, origin = _text(victims).map(_wire), settings.CONFIG.access_origin
    basic = st.tuples(text, text).map(lambda pair: "Basic " + base64.b64encode(":".join(pair).encode()).decode())
    tokens = st.one_of(text, _one_of(("a" * 43, "eyJhbGciOiJub25lIn0.e30.", "x" * 9000)))
    choices: dict[str, st.SearchStrategy[str]] = {
        "Origin": st.sampled_from(
            [origin, origin, origin, "null", "https://evil.example", "http://toegang.localhost.evil.example"]
        )
        | text,
        "Referer": st.sampled_from([f"{origin}/op/sleutels", "https://evil.example/"]) | text,
        "Authorization": st.one_of(basic, tokens.map("Bearer ".__add__), tokens.map("DPoP ".__add__), text),
        "DPoP": tokens,
        "X-CSRFToken": st.just(CSRF) | text,
        "X-Forwarded-For": text,
        "X-Forwarded-Host": st.just("evil.example"),
        "X-Forwarded-Proto": st.just("https"),
        "X-HTTP-Method-Override": st.sampled_from(["DELETE", "GET"]),
        "X-Original-URL": st.just("/op/slot"),
        "Accept-Language": st.sampled_from(["xx", "nl" * 500, ",;q=,,", "fr-BE;q=x"]) | text,
        "Accept": text,
        "User-Agent": text,
        "Content-Encoding": st.sampled_from(["gzip", "br", "x"]),
        "Transfer-Encoding": st.sampled_from(["chunked", "x"]),
        "Range": st.sampled_from(["bytes=0-", "bytes=-1", "x"]),
        "If-Modified-Since": text,
        "If-None-Match": text,
    }
    some = st.lists(st.sampled_from(sorted(choices)), max_size=5, unique=True)
    return some.flatmap(lambda names: st.tuples(*(st.tuples(st.just(name), choices[name]) for name in names)))


def _cookies(victims: Victims) -> st.SearchStrategy[Pairs]:
    """Forged, cut, mixed, doubled; never one of Noor's as it is, at the host where it counts."""
    stolen = st.sampled_from(victims.cookies)
    cut = st.tuples(stolen, st.integers(1, 63)).map(lambda pair: pair[0][: pair[1]])
    flipped = st.tuples(stolen, st.integers(0, 62)).map(lambda pair: _flipped(*pair))
    mixed = st.just(victims.cookies[0][:22] + victims.cookies[1][22:])
    longer = stolen.map("A".__add__)
    forged = st.one_of(
        cut, flipped, mixed, longer, st.binary(min_size=48, max_size=48).map(_raw), _text(victims).map(_wire)
    )
    plain = forged.map(lambda value: value.replace(";", ""))
    return st.lists(st.tuples(st.sampled_from(every_cookie()), plain), max_size=4).map(tuple)


def _raw(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def _flipped(text: str, at: int) -> str:
    return text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]


_TWISTS: tuple[Callable[[str], str], ...] = (
    lambda path: f"{path}/",
    lambda path: f"/{path}",
    lambda path: path.upper(),
    lambda path: f"{path}%00",
    lambda path: f"{path}/../slot",
    lambda path: f"{path};x=y",
    lambda path: path.replace("/", "//"),
    lambda path: path.replace("o", "%6f"),
    lambda path: f"{path}%2f..%2fslot",
    lambda path: f"{path}.json",
    lambda path: path + "x" * 3000,
    lambda path: f"/.{path}",
    lambda path: f"{path}%ff%fe",
)
_PLAIN: tuple[Callable[[str], str], ...] = (str,) * 8 * len(_TWISTS)


def _path(address: str, piece: str, twist: Callable[[str], str]) -> str:
    """The address with its variable parts filled in, or a little wrong."""
    return twist("".join(quote(piece or "x", safe="") if part.startswith("<") else part for part in _split(address)))


def _split(address: str) -> list[str]:
    return address.replace("<", "\n<").replace(">", ">\n").splitlines()


def requests(victims: Victims) -> st.SearchStrategy[Request]:
    """Any hostile request."""
    return st.one_of([_to(route, victims) for route in routes()])


@cache
def methods_of(host: str, address: str) -> tuple[str, ...]:
    """Which methods an address takes, by its own word."""
    told = send(Request(host, "TRACE", _path(address, "00000000-0000-0000-0000-000000000000", str))).header("Allow")
    return tuple("".join(told).replace(" ", "").split(",")) if told else ("GET", "POST")


def _to(route: Route, victims: Victims) -> st.SearchStrategy[Request]:
    port = f":{settings.CONFIG.port}" if settings.CONFIG.port not in (80, 443) else ""
    host = f"{route.host}{port}"
    hosts = st.sampled_from(
        [host] * 150
        + [
            route.host,
            host.upper(),
            "evil.example",
            f"{host}.evil.example",
            f"a@{host}",
            f"{route.host}:x",
            "",
            "[::1]",
        ]
    )

    return st.builds(
        _build,
        host=hosts,
        method=st.sampled_from((*methods_of(host, route.address) * 10, *ODD_METHODS)),
        path=st.builds(
            _path, st.just(route.address), _text(victims).map(_quoted), st.sampled_from((*_PLAIN, *_TWISTS))
        ),
        query=_pairs(route, victims).map(_encoded) | _one_of(_QUERIES),
        headers=_headers(victims),
        cookies=_cookies(victims),
        sent=st.one_of(st.just(("", b"")), _body(route, victims), _body(route, victims), _body(route, victims)),
        length=st.sampled_from([None] * 40 + ["", "0", "5", "99999999"]),
        address=st.builds("198.51.{}.{}".format, st.integers(0, 255), st.integers(0, 255))
        | st.sampled_from(["2001:db8::1", "", "x"]),
        past=st.sampled_from([True, True, True, False]),
    )


_QUERIES = ("&&==&", "%", "a" * 9000, "x[]=1&x[0]=2", "taal=xx", "%00=%00")


def _build(*, headers: Pairs, cookies: Pairs, sent: tuple[str, bytes], past: bool, **rest: Any) -> Request:
    """Put it together; `past`: with the token that forms have, so that it comes to the page itself."""
    kind, body = sent
    told: Pairs = (("Content-Type", _wire(kind)), *headers) if body or kind else headers
    if past:
        told = (("X-CSRFToken", CSRF), *((name, value) for name, value in told if name != "Origin"))
        cookies = ((settings.CSRF_COOKIE_NAME, CSRF), *cookies)
    return Request(headers=told, cookies=cookies, body=body, **rest)
