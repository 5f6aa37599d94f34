"""What an e-mail says, before it has a look: a few kinds of parts, and nothing that another could not show."""

from __future__ import annotations

from dataclasses import dataclass

from burgerprofiel.kit.letters.topics import Topic


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    words: str


@dataclass(frozen=True)
class Heading:
    """What the parts after it are about."""

    words: str


@dataclass(frozen=True)
class Facts:
    """Names and values, one below the other."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Item:
    """One of several things."""

    title: str
    text: str = ""
    small: str = ""
    """Who tells it, and when."""


@dataclass(frozen=True)
class Items:
    """Several things."""

    items: tuple[Item, ...]


@dataclass(frozen=True)
class Code:
    """Digits to copy."""

    digits: str


@dataclass(frozen=True)
class Link:
    """An address that can be clicked, seen as it is. Only where a letter is of no use without it (decision 0045)."""

    address: str


Part = Text | Heading | Facts | Items | Code | Link


@dataclass(frozen=True)
class Sheet:
    """An e-mail in one language. `repr` hides it."""

    topic: Topic
    subject: str
    parts: tuple[Part, ...]
    name: str = ""
    """By which its reader is greeted; empty: we know none."""
    title: str = ""
    """Above the letter, and what a phone shows first of it; empty: its subject."""
    look_under: str = ""
    """Where in the portal the same stands, as its menu says it; empty: it stands nowhere."""
    end: tuple[str, ...] = ()
    """Small print of its own."""

    def __repr__(self) -> str:
        """Hide it: this text may reach a log."""
        return f"Sheet({self.topic.name})"
