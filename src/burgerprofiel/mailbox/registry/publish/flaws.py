"""What is wrong with the shape of JSON, everything at once: msgspec tells the first thing only.

Asked only when something is wrong. Nothing of what was sent is told back but the names of properties.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Any, get_args, get_origin

import msgspec
from msgspec import Struct, UnsetType

from burgerprofiel.kit import packing
from burgerprofiel.mailbox.publishing.refusals import Flaw

MOST = 50
"""How many flaws are told."""


def found(content: bytes, shape: type[Struct], error: Exception) -> list[Flaw]:
    """Return what is wrong with JSON that could not be read as this shape; at least one thing."""
    if not content:
        return [Flaw("messageToPublish", "There is no part “messageToPublish”, or nothing is in it.", "requiredInput")]
    try:
        told = packing.from_json(content, object)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return [Flaw("messageToPublish", "“messageToPublish” is no JSON in UTF-8.", "schemaViolation")]
    flaws = list(islice(_of(told, shape, ""), MOST))
    return flaws or [Flaw("messageToPublish", f"{error}.", "schemaViolation")]


def _of(told: object, wanted: Any, at: str) -> Iterator[Flaw]:  # noqa: ANN401 - any type
    kind = _told_kind(wanted)
    if told is None:
        yield Flaw(at, "null is not taken: leave the property out.", "schemaViolation")
    elif isinstance(kind, type) and issubclass(kind, Struct):
        yield from _of_object(told, kind, at)
    elif get_origin(_bare(kind)) is list and isinstance(told, list):
        (item,) = get_args(_bare(kind))
        yield from _of_value([], kind, at) if not told else iter(())
        for number, each in enumerate(told):
            yield from _of(each, item, f"{at}[{number}]")
    else:
        yield from _of_value(told, kind, at)


def _of_object(told: object, wanted: type[Struct], at: str) -> Iterator[Flaw]:
    if not isinstance(told, dict):
        at = at or "messageToPublish"
        yield Flaw(at, f"{at}: an object is expected here, {{…}}.", "schemaViolation")
        return
    fields = {each.encode_name: each for each in msgspec.structs.fields(wanted)}
    for name in told:
        if name not in fields:
            shown = name if len(name) <= 100 and name.isprintable() else "…"
            yield Flaw(_below(at, shown), f"“{shown}” is not known here.", "unknownInput")
    for name, each in fields.items():
        if name in told:
            yield from _of(told[name], each.type, _below(at, name))
        elif each.required:
            yield Flaw(_below(at, name), f"“{_below(at, name)}” is missing.", "requiredInput")


def _of_value(told: object, wanted: Any, at: str) -> Iterator[Flaw]:  # noqa: ANN401 - any type
    try:
        packing.from_plain(told, wanted)
    except (msgspec.ValidationError, ValueError) as error:
        sentence = str(error)
        yield Flaw(at, f"{at}: {sentence[:1].lower()}{sentence[1:]}.", "schemaViolation")


def _told_kind(wanted: Any) -> Any:  # noqa: ANN401 - any type
    """Return the type of a property when it is there."""
    choices = [each for each in get_args(wanted) if each is not UnsetType] if UnsetType in get_args(wanted) else []
    return choices[0] if len(choices) == 1 else wanted


def _bare(wanted: Any) -> Any:  # noqa: ANN401 - any type
    return get_args(wanted)[0] if get_origin(wanted) is Annotated else wanted


def _below(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name
