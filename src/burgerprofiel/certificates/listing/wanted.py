"""Which certificates a citizen wants to see: by who gives them, by theme, by words of the title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from burgerprofiel.certificates.listing.offers import Giver, Offer
from burgerprofiel.kit.folding import folded
from burgerprofiel.people.mandates.scopes import SCOPES

PAGE = "/attesten"
LONGEST = 100
"""Letters of a search."""


@dataclass(frozen=True)
class Wanted:
    """What is asked for; empty: all."""

    words: str = ""
    giver: Giver | None = None
    theme: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.words or self.giver or self.theme)

    def holds(self, offer: Offer) -> bool:
        """Whether this one is meant: each word begins or stands in its title, whatever its capitals and accents."""
        if (self.giver and offer.giver is not self.giver) or (self.theme and offer.theme != self.theme):
            return False
        title = folded(offer.title())
        return all(word in title for word in folded(self.words).split())

    def of(self, offers: Iterable[Offer]) -> list[Offer]:
        """Return those that are meant."""
        return [offer for offer in offers if self.holds(offer)]


def read(given: Mapping[str, str]) -> Wanted:
    """Read what a form or an address asks; what it cannot ask is left out."""
    giver, theme = given.get("van", ""), given.get("thema", "")
    return Wanted(
        words=" ".join(given.get("q", "").split())[:LONGEST],
        giver=Giver(giver) if giver in list(Giver) else None,
        theme=theme if theme in SCOPES else "",
    )
