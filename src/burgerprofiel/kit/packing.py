"""Reading JSON and MessagePack into types: one decoder per type, made once and under one lock.

msgspec works out a struct's fields when the first decoder needs them, and two threads that do so at the same moment
crash the process (segmentation fault, msgspec 0.22). So every decoder of the product is made here; a structural test
keeps it so.
"""

from __future__ import annotations

import threading
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_making = threading.Lock()
_json: dict[object, msgspec.json.Decoder[Any]] = {}
_msgpack: dict[object, msgspec.msgpack.Decoder[Any]] = {}


def from_json(content: bytes | str, kind: type[T]) -> T:
    """Read JSON as a `kind`. Raises msgspec.DecodeError (msgspec.ValidationError when it is JSON of another shape)."""
    decoder = _json.get(kind)
    if decoder is None:
        with _making:
            decoder = _json.setdefault(kind, msgspec.json.Decoder(kind))
    try:
        result: T = decoder.decode(content)
    except UnicodeError as error:
        raise msgspec.DecodeError("JSON is written in UTF-8, and this is not") from error
    except RecursionError as error:
        raise msgspec.DecodeError("JSON is not so deep") from error
    return result


def from_msgpack(content: bytes, kind: type[T]) -> T:
    """Read MessagePack as a `kind`. Raises msgspec.DecodeError."""
    decoder = _msgpack.get(kind)
    if decoder is None:
        with _making:
            decoder = _msgpack.setdefault(kind, msgspec.msgpack.Decoder(kind))
    result: T = decoder.decode(content)
    return result


def from_plain(value: object, kind: type[T], *, strict: bool = True) -> T:
    """Read what JSON was decoded to (dict, list, str …) as a `kind`; not `strict`: numbers may be texts.

    Raises msgspec.ValidationError.
    """
    with _making:
        return msgspec.convert(value, kind, strict=strict)
