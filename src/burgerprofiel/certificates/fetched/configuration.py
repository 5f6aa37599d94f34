"""Which sources of certificates are asked: a TOML file with a table for each (docs/connect-a-source.md).

Unknown fields and values that cannot be are refused with a sentence, when the product starts.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

import msgspec
from django.conf import settings

from burgerprofiel.kit.operators_file import Words, is_address
from burgerprofiel.kit.packing import from_plain
from burgerprofiel.people.mandates.scopes import SCOPES

_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")


class SourceError(ValueError):
    """The file is wrong; the message is a sentence for who wrote it."""


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A register that offers certificates by the Attesten contract."""

    id: str
    """Stands in addresses, in the trail and in logs."""
    name: Words
    url: str
    """Before `/v1/certificates`; nothing is ever fetched from another origin."""
    theme: str
    """Of what it tells (`people.mandates.scopes`): a mandate for this theme shows its certificates."""
    token_url: str
    client_id: str
    secret_file: str
    scope: str = ""
    budget: float = 3.0
    """Seconds for its list: all pages and the token."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: tuple[Source, ...] = ()


def configured() -> tuple[Source, ...]:
    """Return what `MBP_CERTIFICATE_SOURCES` names, in the order of the file. Raises SourceError."""
    place = settings.CONFIG.certificate_sources
    return _read(place) if place else ()


@lru_cache(maxsize=4)
def _read(path: Path) -> tuple[Source, ...]:
    return read(path)


def read(path: Path) -> tuple[Source, ...]:
    """Read a file of sources. Raises SourceError."""
    try:
        found = from_plain(tomllib.loads(_filled(path.read_text())), _File).source
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourceError(f"{path} cannot be read as TOML: {error}.") from error
    except msgspec.ValidationError as error:
        raise SourceError(f"{path}: {error}.") from error
    names = [source.id for source in found]
    for source in found:
        wrong = _wrong(source) or ("it stands there more than once." if names.count(source.id) > 1 else "")
        if wrong:
            raise SourceError(f"{path}: the source “{source.id}”: {wrong}")
    return found


def _filled(text: str) -> str:
    """Put in what only the start of a demo knows."""
    config = settings.CONFIG
    for name, value in (
        ("simulators", config.simulators_port),
        ("data", config.data),
        ("secrets", config.secrets),
        ("api", config.api_origin),
        ("access", config.access_origin),
    ):
        text = text.replace(f"{{{name}}}", str(value))
    return text


def _wrong(source: Source) -> str:
    """Return what cannot be, as the end of a sentence; empty when all can."""
    if not _NAME.fullmatch(source.id):
        return "id is a word of small letters, digits and dashes."
    if not _address(source.url) or not _address(source.token_url):
        return "url and token_url are https addresses, without a question in them."
    if source.theme not in SCOPES:
        return f"theme is one of {', '.join(SCOPES)}."
    if not 0.05 <= source.budget <= 30:
        return "budget is at most 30 seconds."
    try:
        if not secret(source):
            return f"its secret_file {source.secret_file} is empty."
    except (OSError, UnicodeDecodeError):
        return f"its secret_file {source.secret_file} cannot be read."
    return ""


def secret(source: Source) -> str:
    """Return what our client shows at its token address. Raises OSError."""
    return Path(source.secret_file).read_text().strip()


def _address(text: str) -> bool:
    return is_address(text, plain=settings.CONFIG.demo)
