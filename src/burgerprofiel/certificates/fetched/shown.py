"""What a source has of a citizen, as the list shows it: one line for each certificate, in whatever languages it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.certificates.fetched.certificate import Certificate, Found
from burgerprofiel.certificates.fetched.configuration import Source
from burgerprofiel.certificates.fetched.names import name
from burgerprofiel.certificates.kinds import KINDS
from burgerprofiel.kit.folding import folded

LANGUAGES = ("nl", "fr", "de", "en")


@dataclass(frozen=True)
class Shown:
    """A certificate in the languages in which it is there; the first one is what the reader reads, where it is."""

    papers: tuple[Certificate, ...]
    name: str
    """In our addresses."""
    source: str

    @property
    def first(self) -> Certificate:
        """Whose words are shown."""
        return self.papers[0]

    @property
    def title(self) -> str:
        """As the source calls it; else as the catalogue calls the product (IPDC). Empty when nobody says."""
        product = self.first.product
        ours = (kind.title() for kind in KINDS.values() if product and kind.product == product)
        return self.first.title or next(ours, "")

    def page(self, paper: Certificate) -> str:
        """Return where one of its documents is saved from."""
        return f"/attesten/van/{self.source}/{self.name}/{paper.language}"

    def holds(self, words: str) -> bool:
        """Whether each word stands in a title, the issuer or the product's number."""
        told = folded(" ".join([self.title, *(f"{each.title} {each.issuer} {each.product}" for each in self.papers)]))
        return all(word in told for word in folded(words).split())


def shown(viewer: Viewer, source: Source, found: Found, language: str) -> list[Shown]:
    """Return its certificates, the newest first."""
    by_id: dict[str, list[Certificate]] = {}
    for each in found.certificates:
        by_id.setdefault(each.id, []).append(each)
    lines = [
        Shown(_in_order(papers, language), name(viewer.citizen_id, source.id, certificate), source.id)
        for certificate, papers in by_id.items()
    ]
    return sorted(lines, key=lambda line: line.first.issued_on or date.min, reverse=True)


def _in_order(papers: Sequence[Certificate], language: str) -> tuple[Certificate, ...]:
    return tuple(sorted(papers, key=lambda each: (each.language != language, LANGUAGES.index(each.language))))
