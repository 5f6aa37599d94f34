"""An announcement as its author writes it: a TOML file with the words in each language. Right as a whole, or not."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

import msgspec

from burgerprofiel.kit import clock, packing, ssin

_Line = Annotated[str, msgspec.Meta(min_length=1, max_length=150)]
_Text = Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What it says in one language."""

    title: _Line
    text: _Text
    act: Annotated[str, msgspec.Meta(max_length=60)] = ""
    """What the link says; empty: "See it"."""


class Draft(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An announcement that was not made yet."""

    reference: Annotated[str, msgspec.Meta(pattern=r"\A[A-Za-z0-9._-]{1,100}\Z")]
    """How its author calls it: the same one twice is one announcement."""
    nl: Said
    fr: Said
    de: Said
    en: Said
    path: Annotated[str, msgspec.Meta(max_length=500)] = ""
    """The page of the portal that it is about, from its `/`; empty: there is none."""
    expires: date | None = None
    """The last day on which it matters."""
    sender: Annotated[str, msgspec.Meta(pattern=r"\A([0-9]{10})?\Z")] = ""
    """Enterprise number of the body that tells; empty: the portal's own."""
    brand: Annotated[str, msgspec.Meta(max_length=40)] = ""

    @property
    def words(self) -> dict[str, dict[str, str]]:
        """The facts of `kinds.announcements`, each in every language."""
        said = {"nl": self.nl, "fr": self.fr, "de": self.de, "en": self.en}
        return {
            name: {code: str(getattr(each, name)) for code, each in said.items()} for name in ("title", "text", "act")
        }


class NotADraftError(ValueError):
    """The file is not right; the text is a sentence for its author."""


def read(content: dict[str, object]) -> Draft:
    """Return what a file says. Raises NotADraftError."""
    try:
        draft = packing.from_plain(content, Draft)
    except msgspec.ValidationError as error:
        raise NotADraftError(f"The file is not right: {error}.") from error
    for text in (each for values in draft.words.values() for each in values.values()):
        if ssin.stands_in(text):
            raise NotADraftError("A national number may stand in no announcement.")
    for title in draft.words["title"].values():
        if not title.isprintable() or not title.strip():
            raise NotADraftError("A title is one line.")
    if draft.path and not re.fullmatch(r"/(?!/)[^\s\\]*", draft.path):
        raise NotADraftError("The path is that of a page of the portal, from its “/” on.")
    if draft.expires and draft.expires < clock.today():
        raise NotADraftError("The last day on which it matters is over.")
    return draft
