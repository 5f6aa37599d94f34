"""What somebody types about an announcement, and all that is not right in it yet: a sentence for each field.

What is typed is kept as it is, right or not, but for a national number. It becomes a `Draft` when nothing is wrong with
it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from burgerprofiel.kit import clock, ssin
from burgerprofiel.notices.announcements import draft
from burgerprofiel.notices.announcements.draft import Draft
from burgerprofiel.notices.models import Announcement

LANGUAGES = ("nl", "fr", "de", "en")
LONGEST = {"title": 150, "text": 1000, "act": 60}
EVERYBODY, LIST = "everybody", "list"
OTHER = "other"
"""Of `page`: the one of `address`."""
FIELDS = (
    "reference",
    "page",
    "address",
    "expires",
    "audience",
    *(f"{code}-{part}" for code in LANGUAGES for part in LONGEST),
)
_MOST = 20_000
"""Letters of one field that are kept, however wrong they are."""
_PATH = re.compile(r"/(?!/)[^\s\\]*\Z")

Typed = Mapping[str, str]
Mistake = tuple[str, str]
"""A field, and the sentence that stands beside it."""


def typed(told: Mapping[str, str]) -> dict[str, str]:
    """Return what a form sent, field by field, as it can be kept."""
    return {name: told.get(name, "").replace("\x00", "").replace("\r\n", "\n").strip()[:_MOST] for name in FIELDS}


def to_keep(told: Typed) -> dict[str, str]:
    """Return it as it is kept: a field in which a national number stands is empty, for that is kept nowhere."""
    return {name: "" if ssin.stands_in(text) else text for name, text in told.items()}


def mistakes(told: Typed) -> list[Mistake]:
    """Return all that is not right. One SQL statement."""
    return [*_reference(told["reference"]), *_words(told), *_about(told), *_audience(told)]


def draft_of(told: Typed) -> Draft:
    """Return it as an announcement that can be made. Raises NotADraftError when there are mistakes."""
    content: dict[str, object] = {code: {part: told[f"{code}-{part}"] for part in LONGEST} for code in LANGUAGES}
    content |= {"reference": told["reference"], "path": path_of(told)}
    ends = _day(told["expires"])
    return draft.read(content | ({"expires": ends} if ends else {}))


def path_of(told: Typed) -> str:
    """Return the page it is about; empty: none."""
    return told["address"] if told["page"] == OTHER else told["page"]


def _reference(text: str) -> Iterator[Mistake]:
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,100}", text):
        yield "reference", _("Give it a reference: at most 100 letters, digits, dots, dashes and underscores.")
    elif ssin.stands_in(text):
        yield "reference", _no_number()
    elif Announcement.objects.filter(reference=text).exists():
        yield "reference", _("There is an announcement with this reference already. Choose another one.")


def _words(told: Typed) -> Iterator[Mistake]:
    """Each begins with its language, for many may be missing at once."""
    names = dict(settings.LANGUAGES)
    for code in LANGUAGES:
        for field, sentence in _said(told, code):
            yield field, _("%(language)s: %(sentence)s") % {"language": names[code], "sentence": sentence}


def _said(told: Typed, code: str) -> Iterator[Mistake]:
    for part, most in LONGEST.items():
        field, text = f"{code}-{part}", told[f"{code}-{part}"]
        if not text and part != "act":
            yield field, _("Fill this in: people read it.")
        elif len(text) > most:
            yield (
                field,
                _("This is %(many)s letters long; at most %(most)s fit.") % {"many": len(text), "most": most},
            )
        elif part != "text" and not text.isprintable():
            yield field, _("Write this on one line.")
        elif ssin.stands_in(text):
            yield field, _no_number()


def _about(told: Typed) -> Iterator[Mistake]:
    path, field = path_of(told), "address" if told["page"] == OTHER else "page"
    if not path and told["page"] == OTHER:
        yield field, _("Say which page, from its “/” on.")
    elif path and (len(path) > 500 or not _PATH.match(path)):
        yield field, _("Write the address of a page of the portal from its “/” on, like /dossiers.")
    elif ssin.stands_in(path):
        yield field, _no_number()
    elif path and not _is_page(path):
        yield field, _("The portal has no such page.")
    day = _day(told["expires"])
    if told["expires"] and day is None:
        yield "expires", _("Write a day like 2026-12-31, or leave it empty.")
    elif day and day < clock.today():
        yield "expires", _("That day is over. Choose today or a later day.")


def _audience(told: Typed) -> Iterator[Mistake]:
    if told["audience"] not in (EVERYBODY, LIST):
        yield "audience", _("Choose to whom it goes.")


def _no_number() -> str:
    return _("A national number stands in it. Take it out: everybody would read it.")


def _is_page(path: str) -> bool:
    try:
        resolve(re.split(r"[?#]", path, maxsplit=1)[0], urlconf=settings.ROOT_URLCONF)
    except Resolver404:
        return False
    return True


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
