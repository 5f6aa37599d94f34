"""For what a mandate may be given: the one list. A scope is the key of a theme; later rooms add theirs."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

SCOPES = ("family", "home", "work", "benefits", "education", "dossiers")
"""In the order in which they are shown."""


def title(scope: str) -> str:
    """Return a scope's name in the reader's language: the title of the theme. Raises ValueError."""
    titles = (
        _("You and your family"),
        _("Home and property"),
        _("Work and pension"),
        _("Benefits and taxes"),
        _("Education"),
        _("Dossiers"),
    )
    return titles[SCOPES.index(scope)]


def titles(scopes: Collection[str]) -> list[str]:
    """Return the names of these scopes, in order."""
    return [title(scope) for scope in in_order(scopes)]


def in_order(scopes: Iterable[str]) -> tuple[str, ...]:
    """Return the known ones among these, each once, in the order of the list."""
    wanted = frozenset(scopes)
    return tuple(scope for scope in SCOPES if scope in wanted)
