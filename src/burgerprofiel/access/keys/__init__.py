"""Digital keys, one file each (A2). This is what the pages know of every kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from burgerprofiel.kit.levels import Key


@dataclass(frozen=True)
class Kind:
    """A kind of key: what it is called, and where it is shown and added."""

    key: Key
    title: Callable[[], str]
    explanation: Callable[[], str]
    """What one needs for it, in one line."""
    icon: str
    sign_in: str
    """URL name of the page that asks for it; the page gets `verder`, the path to go on to afterwards."""
    enrol: str = ""
    """URL name of the page that adds one; empty: it is not added here (an eID)."""
    upstream: str = ""
    """The name of the provider whose word it is, when it is another's."""
    others: tuple[Key, ...] = ()
    """Less sure keys that the same provider can vouch for."""

    @property
    def name(self) -> str:
        """What it is called in cookies and addresses."""
        return self.upstream or self.key.name

    @property
    def keys(self) -> tuple[Key, ...]:
        """All that it can turn out to be, the surest first."""
        return (self.key, *self.others)

    @property
    def address(self) -> str:
        """The page that asks for it."""
        return reverse(self.sign_in, args=[self.upstream] if self.upstream else [])
