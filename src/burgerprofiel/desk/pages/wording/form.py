"""What the form of a category shows and sends: keys a line each, words by language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from django.conf import settings
from django.utils.translation import gettext as _

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.notices.categories import category
from burgerprofiel.notices.categories.category import LANGUAGES, Content
from burgerprofiel.notices.kinds.kind import Group
from burgerprofiel.notices.preferences import words

PARTS = ("title", "text", "act")
LONGEST = {"title": 150, "text": 1000, "act": 60}
Shown = dict[str, Any]
_AT = re.compile(r" - at `\$\.(?P<field>[a-z]+)(?:\[[^\]]*\])?(?:\.(?P<part>[a-z]+))?`$")


def of(content: Content) -> Shown:
    """Return how a category fills the form."""
    texts = {f"{language}-{part}": getattr(text, part) for language, text in content.texts.items() for part in PARTS}
    return _empty() | {
        "key": content.key,
        "group": content.group.value,
        "asks": content.asks,
        "leads": content.path,
        "required": "\n".join(content.required),
        "optional": "\n".join(content.optional),
        "ended": not content.active,
        **texts,
    }


def empty() -> Shown:
    """Return a form for something new."""
    return _empty() | {"group": Group.SERVICES.value}


def _empty() -> Shown:
    fields = {f"{language}-{part}": "" for language in LANGUAGES for part in PARTS}
    return fields | {"key": "", "leads": "", "required": "", "optional": "", "asks": False, "ended": False, "group": ""}


def sent(told: Mapping[str, str], key: str) -> Shown:
    """Return what was sent, to show it again as it was."""
    shown = {name: told.get(name, "") for name in _empty()}
    return shown | {"key": key or shown["key"].strip(), "asks": "asks" in told, "ended": "ended" in told}


def read(shown: Shown) -> Content:
    """Return what was written as a category. Raises msgspec.ValidationError."""
    texts = {
        language: {part: shown[f"{language}-{part}"].strip() for part in PARTS}
        for language in LANGUAGES
        if any(shown[f"{language}-{part}"].strip() for part in PARTS)
    }
    return category.read(
        {
            "key": shown["key"],
            "group": shown["group"],
            "asks": shown["asks"],
            "path": shown["leads"],
            "required": shown["required"].split(),
            "optional": shown["optional"].split(),
            "texts": texts,
            "active": not shown["ended"],
        }
    )


def misread(error: msgspec.ValidationError, shown: Shown) -> tuple[Wrong, ...]:
    """Return in our words what cannot be read."""
    empty = tuple(
        Wrong(f"{language}-{part}", _("%(language)s: %(sentence)s") % {"language": name, "sentence": _missing()})
        for language, name in settings.LANGUAGES
        for part in ("title", "text")
        if not str(shown[f"{language}-{part}"]).strip()
    )
    if empty:
        return empty if str(shown["key"]).strip() else (Wrong("key", _named()), *empty)
    found = _AT.search(str(error))
    field = of_field(found["field"]) if found else "key"
    if field not in shown:
        field = "key"
    if field == "key":
        return (Wrong("key", _named()),)
    if field in ("required", "optional"):
        return (Wrong(field, _("One key on each line: letters and digits, beginning with a letter.")),)
    return (Wrong(field, _("Choose one of these.")),)


def _missing() -> str:
    return _("Fill this in: people read it.")


def _named() -> str:
    return _("Letters, digits and dots, beginning with a letter.")


def of_field(name: str) -> str:
    """Return which field of the form shows a part of a category."""
    return "leads" if name == "path" else name


def hidden(shown: Shown) -> list[tuple[str, str]]:
    """Return all of it, to be sent once more."""
    return [(name, "1" if value is True else str(value)) for name, value in shown.items() if value]


def groups() -> list[tuple[str, str]]:
    """Return what one may choose about."""
    return [(group.value, words.title(group)) for group in Group if group is not Group.SAFETY]


def paths() -> list[tuple[str, str]]:
    """Return where a notice may lead."""
    told = {
        "": _("Nowhere: it says enough"),
        "/dossiers": _("Dossiers"),
        "/attesten": _("Certificates"),
        "/berichten": _("Mailbox"),
        "/profiel": _("My profile"),
        "/gegevens": _("My data"),
    }
    return list(told.items())
