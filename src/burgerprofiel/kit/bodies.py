"""Reading what a program sent as JSON: of the right shape, every property known (contracts/ebox.md A-bis)."""

from __future__ import annotations

import re
from collections.abc import Collection
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
_WHERE = re.compile(r" - at `\$\.?(.*)`$")


def read(request: HttpRequest, kind: type[T], media_types: Collection[str] = JSON) -> T:
    """Return the body as a `kind`. Raises ProblemError: 400, 413 or 415."""
    if request.content_type not in media_types:
        raise ProblemError(
            415,
            f"{BELGIF}unsupportedMediaType",
            "Unsupported Media Type",
            f"Send {' or '.join(media_types)}.",
            code="INVALID_INPUT",
        )
    content = _content(request)
    if b"\\u0000" in content:
        raise problems.bad("No text holds U+0000.", Issue(f"{INPUT}schemaViolation", "body", "", "No U+0000."))
    try:
        return from_json(content, kind)
    except msgspec.DecodeError as error:
        detail = str(error)
        where = _WHERE.search(detail)
        told = Issue(f"{INPUT}schemaViolation", "body", where[1] if where else "", _WHERE.sub("", detail))
        raise problems.bad("The body is not as this address takes it.", told) from error


def _content(request: HttpRequest) -> bytes:
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) <= LARGEST:
            content = request.body
            if len(content) <= LARGEST:
                return content
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
