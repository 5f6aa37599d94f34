"""Every sentence that the product says exists in Dutch, French and German; English is the sentence itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po

import burgerprofiel
from burgerprofiel.site.launch import catalogues

SOURCE = Path(burgerprofiel.__file__).parent
LANGUAGES = ("nl", "fr", "de")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "gettext_noop": None,
    "known": None,
}
PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
MessageId = str | tuple[str, ...]


def _method(path: Path) -> str:
    return "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"


@cache
def said() -> dict[tuple[MessageId, str], str]:
    """Every message id with its context, and a place where it is said."""
    found: dict[tuple[MessageId, str], str] = {}
    files = [*SOURCE.rglob("*.py"), *SOURCE.glob("*/templates/**/*.html"), *SOURCE.glob("*/templates/**/*.svg")]
    for path in files:
        options = {"trim_blocks": "true", "lstrip_blocks": "true"} if path.suffix != ".py" else {}
        for line, message, _comments, context in extract(
            _method(path), BytesIO(path.read_bytes()), KEYWORDS, options=options
        ):
            message_id = tuple(message[:2]) if isinstance(message, tuple | list) else message
            if any(letter.isalpha() for letter in _first(message_id or "")):
                found.setdefault((message_id, context or ""), f"{path.relative_to(SOURCE)}:{line}")
    return found


@cache
def translated(language: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Every translation of every room: (first id, context) → its forms."""
    forms: dict[tuple[str, str], tuple[str, ...]] = {}
    for folder in SOURCE.glob(f"*/locale/{language}/LC_MESSAGES"):
        for message in catalogues.merged(folder, language):
            if message.id:
                key = (message.id if isinstance(message.id, str) else message.id[0], message.context or "")
                forms[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    return forms


def _first(message_id: MessageId) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_of_two_rooms_has_one_translation(language: str) -> None:
    """Django merges the rooms' catalogues, and the last one wins; what must differ gets a context (`pgettext`)."""
    told: dict[tuple[str, str], dict[object, str]] = {}
    for folder in SOURCE.glob(f"*/locale/{language}/LC_MESSAGES"):
        for message in catalogues.merged(folder, language):
            if message.id:
                told.setdefault((_first(message.id), message.context or ""), {})[message.string] = str(folder.parts[-4])
    assert [(each, forms) for each, forms in told.items() if len(forms) > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    known = translated(language)
    missing = [
        f"{where}: {_first(each)}"
        for (each, context), where in said().items()
        if not all(known.get((_first(each), context), ("",)))
    ]
    assert not missing, f"{len(missing)} without {language}:\n" + "\n".join(missing)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_every_placeholder(language: str) -> None:
    wrong = []
    for (message_id, context), where in said().items():
        last = message_id if isinstance(message_id, str) else message_id[-1]
        wanted = set(PLACEHOLDER.findall(last))
        for form in translated(language).get((_first(message_id), context), ())[-1:]:
            if set(PLACEHOLDER.findall(form)) != wanted:
                wrong.append(f"{where}: {form}")
    assert not wrong


def test_there_is_something_to_translate() -> None:
    assert len(said()) > 100


def _catalogues() -> Iterator[Path]:
    yield from SOURCE.glob("*/locale/*/LC_MESSAGES/**/*.po")


def test_no_catalogue_holds_a_sentence_that_nobody_says() -> None:
    spoken = {_first(message_id) for message_id, _context in said()}
    idle = []
    for path in _catalogues():
        catalogue: Catalog = read_po(BytesIO(path.read_bytes()))
        idle += [
            f"{path.relative_to(SOURCE)}: {_first(each.id)}"
            for each in catalogue
            if each.id and _first(each.id) not in spoken
        ]
    assert not idle
