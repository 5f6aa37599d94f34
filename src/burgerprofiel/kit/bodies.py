"""Reading what a program sent as JSON: of the right shape, every property known (contracts/ebox.md A-bis)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection
from enum import Enum
from typing import TypeVar

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, UnreadablePostError

from burgerprofiel.kit import problems
from burgerprofiel.kit.packing import from_json
from burgerprofiel.kit.problems import BELGIF, INPUT, Issue, ProblemError

T = TypeVar("T")
LARGEST = 1_000_000
"""In bytes."""
JSON = ("application/json",)
MERGE_PATCH = ("application/merge-patch+json", "application/json")
_MARK = b"\xef\xbb\xbf"
"""The byte order mark with which some programs begin a file: RFC 8259 lets who reads leave it out."""
_HIGH = rb"\\u[dD][89abAB][0-9a-fA-F]{2}"
_HALF = re.compile(_HIGH + rb"(?!\\u[dD][c-fC-F])|(?<!" + _HIGH + rb")\\u[dD][c-fC-F]")
_WHERE = re.compile(r" - at `\$\.?(.*)`$")


def read(request: HttpRequest, kind: type[T], media_types: Collection[str] = JSON) -> T:
    """Return the body as a `kind`. Raises ProblemError: 400, 413 or 415."""
    expect(request, media_types)
    _in_utf8(request)
    sent = content(request).removeprefix(_MARK)
    if b"\\u0000" in sent:
        raise problems.bad("No text holds U+0000.", Issue(f"{INPUT}schemaViolation", "body", "", "No U+0000."))
    try:
        return from_json(sent, kind)
    except msgspec.DecodeError as error:
        if not isinstance(error, msgspec.ValidationError) and _HALF.search(sent):
            told = Issue(
                f"{INPUT}schemaViolation", "body", "", "A text holds half a letter: a lone surrogate, U+D800 to U+DFFF."
            )
            raise problems.bad("The body is not as this address takes it.", told) from error
        raise misshapen(error, kind) from error


def unrepeated(request: HttpRequest) -> None:
    """Refuse JSON, of a known shape, with a name twice: two readers would read two things. Raises ProblemError: 400."""

    def once(pairs: list[tuple[str, object]]) -> None:
        names = Counter(name for name, _value in pairs)
        for name, times in names.items():
            if times > 1:
                told = Issue(f"{INPUT}schemaViolation", "body", name, "It stands more than once.")
                raise problems.bad(f"{name} stands more than once.", told)

    json.loads(content(request).removeprefix(_MARK), object_pairs_hook=once)


def _in_utf8(request: HttpRequest) -> None:
    charset = (request.content_params or {}).get("charset", "utf-8").strip("\"'")
    if charset.lower() not in ("utf-8", "utf8"):
        raise _unsupported("JSON is written in UTF-8 (RFC 8259).")


def expect(request: HttpRequest, media_types: Collection[str]) -> None:
    """Refuse what is sent as anything else. Raises ProblemError: 415."""
    if request.content_type not in media_types:
        raise _unsupported(f"Send {' or '.join(media_types)}.")


def _unsupported(detail: str) -> ProblemError:
    kind = f"{BELGIF}unsupportedMediaType"
    return ProblemError(415, kind, "Unsupported Media Type", detail, code="INVALID_INPUT")


def misshapen(error: msgspec.DecodeError, kind: type[object]) -> ProblemError:
    """Return the problem of a body that is no `kind`."""
    detail = str(error)
    found = _WHERE.search(detail)
    where, what = found[1] if found else "", _WHERE.sub("", detail)
    allowed = ", ".join(_allowed(kind, where)) if what.startswith("Invalid enum value") else ""
    told = Issue(f"{INPUT}schemaViolation", "body", where, f"{what}; one of: {allowed}" if allowed else what)
    return problems.bad("The body is not as this address takes it.", told)


def _allowed(kind: type[object], where: str) -> list[str]:
    """Return the values that a property takes, when it is one of a few words."""
    found: msgspec.inspect.Type = msgspec.inspect.type_info(kind)
    for name in [*re.findall(r"[^.\[\]]+", where), ""]:
        if isinstance(found, msgspec.inspect.StructType) and name:
            found = next((each.type for each in found.fields if each.encode_name == name), found)
        if isinstance(found, msgspec.inspect.UnionType):
            found = next((each for each in found.types if not isinstance(each, msgspec.inspect.NoneType)), found)
        if isinstance(found, msgspec.inspect.ListType):
            found = found.item_type
    if isinstance(found, msgspec.inspect.LiteralType):
        return [str(each) for each in found.values]
    words = getattr(found, "cls", None)  # Django's choices are a type of their own to msgspec
    return [str(each.value) for each in words] if isinstance(words, type) and issubclass(words, Enum) else []


def content(request: HttpRequest) -> bytes:
    """Return the body as it came. Raises ProblemError: 400, 413 or 415."""
    if request.headers.get("Content-Encoding", "identity").strip().lower() not in ("identity", ""):
        told = _unsupported("Send it as it is, not packed (Content-Encoding).")
        raise told.saying(Accept_Encoding="identity")
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) <= LARGEST:
            sent = request.body
            if len(sent) <= LARGEST:
                return sent
    except RequestDataTooBig:
        pass
    except UnreadablePostError:
        raise problems.bad("The body did not come whole.") from None
    raise ProblemError(
        413,
        f"{BELGIF}payloadTooLarge",
        "Payload Too Large",
        f"A body has at most {LARGEST} bytes here.",
        code="INVALID_INPUT",
        extras={"limit": LARGEST},
    )
