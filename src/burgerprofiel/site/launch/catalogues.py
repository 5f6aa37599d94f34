"""Translations: the rooms' .po files become the .mo files that Django reads, below the data folder.

A room may keep `parts/*.po` beside its `django.po`; all of one language are merged. The same English sentence has one
translation in a room: two different ones stop the start and both files are named. French is written with plain spaces
before `?`, `:` and the like; here they become spaces at which no line ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from burgerprofiel.site.launch import fingerprint
from burgerprofiel.site.launch.problem import StartError

ROOMS = Path(__file__).resolve().parents[2]
_FRENCH = re.compile(r" (?=[?!;:»])|(?<=«) ")


def compile_all(target: Path, rooms: Path = ROOMS) -> bool:
    """Compile every room's languages to `target/<room>/<language>/LC_MESSAGES/django.mo`; skip it when nothing changed.

    Returns whether there was work. Raises StartError for a conflict or an unreadable file.
    """
    sources = list(rooms.glob("*/locale/*/LC_MESSAGES/**/*.po"))
    now, stamp = fingerprint.of([*sources, Path(__file__)]), fingerprint.Stamp(target / "made-from")
    if stamp.matches(now):
        return False
    for folder in _languages(rooms):
        room, language = folder.parents[2].name, folder.parent.name
        place = target / room / language / "LC_MESSAGES"
        place.mkdir(parents=True, exist_ok=True)
        with (place / "django.mo").open("wb") as file:
            write_mo(file, merged(folder, language))
    stamp.write(now)
    return True


def merged(folder: Path, language: str) -> Catalog:
    """Return one catalogue from a LC_MESSAGES folder's `django.po` and `parts/*.po`."""
    whole = Catalog(locale=language)
    seen: dict[tuple[str, str | None], tuple[object, Path]] = {}
    conflicts = []
    for file in [*folder.glob("django.po"), *sorted(folder.glob("parts/*.po"))]:
        for message in _read(file, language):
            if not message.id or not _is_translated(message):
                continue
            key = (message.id if isinstance(message.id, str) else message.id[0], message.context)
            before = seen.setdefault(key, (message.string, file))
            if before[0] != message.string:
                conflicts.append(f"“{key[0]}” has two translations: one in {before[1]}, another in {file}.")
            whole.add(message.id, _kept_together(message.string, language), context=message.context)
    if conflicts:
        raise StartError("\n".join(conflicts))
    return whole


def _kept_together(told: str | Iterable[str] | None, language: str) -> str | tuple[str, ...]:
    """Return a translation, or its forms, whose marks stay on the line of their word."""
    if isinstance(told, str):
        return _FRENCH.sub("\N{NO-BREAK SPACE}", told) if language == "fr" else told
    return tuple(str(_kept_together(form, language)) for form in told or ())


def _is_translated(message: Message) -> bool:
    """Whether at least one form has a translation; a message without one is read in English."""
    return bool(message.string) if isinstance(message.string, str) else any(message.string or ())


def _languages(rooms: Path) -> Iterator[Path]:
    """Every LC_MESSAGES folder of every room."""
    return rooms.glob("*/locale/*/LC_MESSAGES")


def _read(file: Path, language: str) -> Catalog:
    """Read one .po file. Raises StartError with its place when it is broken."""
    try:
        with file.open("rb") as content:
            return read_po(content, locale=language, abort_invalid=True)
    except (ValueError, PoFileError) as error:
        raise StartError(f"The translations in {file} cannot be read: {error}") from error
