"""A category: what senders must and may tell, and its words in four languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from msgspec import Meta, Struct

from burgerprofiel.kit.packing import from_plain
from burgerprofiel.notices.categories import grammar
from burgerprofiel.notices.categories.grammar import MistakeError, Part
from burgerprofiel.notices.kinds.kind import Group, Kind, Values, Words

PLATFORM = frozenset({"MerkNaam", "NotificatieDatum"})
"""What the platform fills in (contracts/mbp.md §3.1)."""
LANGUAGES = ("nl", "fr", "de", "en")
PATHS = ("", "/dossiers", "/attesten", "/berichten", "/profiel", "/gegevens")
"""Where a category may lead."""
_Key = Annotated[str, Meta(pattern=r"\A[A-Za-z][A-Za-z0-9]{0,59}\Z")]


class Text(Struct, frozen=True, forbid_unknown_fields=True):
    """The words in one language."""

    title: Annotated[str, Meta(min_length=1, max_length=150)]
    """One line: the bell, the subject of an e-mail, a text message."""
    text: Annotated[str, Meta(min_length=1, max_length=1000)]
    act: Annotated[str, Meta(max_length=60)] = ""
    """What the link says."""


class Content(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is kept of a category."""

    key: Annotated[str, Meta(pattern=r"\A[A-Za-z][A-Za-z0-9.]{0,99}\Z")]
    group: Group
    asks: bool = False
    path: str = ""
    required: tuple[_Key, ...] = ()
    optional: tuple[_Key, ...] = ()
    texts: dict[str, Text]
    active: bool = True


@dataclass(frozen=True)
class Category:
    """A category that can be told."""

    content: Content
    version: int = 0

    @cached_property
    def kind(self) -> Kind:
        """As a kind like ours."""
        return Kind(
            self.content.key,
            self.content.group,
            self.words,
            needs=frozenset(self.content.required),
            may_have=frozenset(self.content.optional) | PLATFORM,
            active=self.content.asks,
        )

    def words(self, values: Values) -> Words:
        """Return its words in the language that is active, else in Dutch."""
        text = self._read.get((get_language() or "nl")[:2]) or self._read["nl"]
        title, more, act = (" ".join(grammar.written(part, values).split()) for part in text)
        return Words(title, more, act)

    @cached_property
    def _read(self) -> Mapping[str, tuple[tuple[Part, ...], ...]]:
        return {
            language: tuple(grammar.read(each) for each in (text.title, text.text, text.act))
            for language, text in self.content.texts.items()
        }


def mistakes(content: Content) -> Iterator[tuple[str, str]]:
    """Return what is wrong, as field and sentence: nothing is kept while there is any."""
    if content.path not in PATHS:
        yield "path", _("Choose one of these.")
    if content.group is Group.SAFETY:  # nobody can switch that off, so nobody else tells in it
        yield "group", _("Choose one of these.")
    twice = {*content.required} & {*content.optional} | ({*content.required, *content.optional} & PLATFORM)
    for key in sorted(twice):
        yield (
            "optional",
            _("%(key)s stands twice: a key must be sent, may be sent, or is filled in by us.") % {"key": key},
        )
    for language in LANGUAGES:
        text = content.texts.get(language)
        if text is None:
            yield f"{language}-title", _("Fill this in: people read it.")
            continue
        for name in ("title", "text", "act"):
            yield from ((f"{language}-{name}", sentence) for sentence in _wrong(getattr(text, name), content))
    for language in sorted(content.texts.keys() - {*LANGUAGES}):
        yield "texts", _("%(language)s is not one of our languages.") % {"language": language}


def _wrong(text: str, content: Content) -> Iterator[str]:
    if any(ord(sign) < 32 for sign in text):
        yield _("Write it on one line, without control characters.")
    try:
        found = list(grammar.keys(grammar.read(text)))
    except MistakeError as error:
        yield str(error)
        return
    for key, needed in found:
        if key not in {*content.required, *content.optional, *PLATFORM}:
            yield _("“%(key)s” is not one of the keys above.") % {"key": key}
        elif needed and key in content.optional:
            yield _("“%(key)s” may be missing: put it and the words around it between [ and ].") % {"key": key}


def read(told: object) -> Content:
    """Return plain data as a category. Raises msgspec.ValidationError."""
    return from_plain(told, Content)
