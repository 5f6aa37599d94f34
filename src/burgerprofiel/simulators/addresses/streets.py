"""Streets of the demo: those of its invented municipality, and some of real ones with invented numbers."""

from __future__ import annotations

from typing import NamedTuple


class Street(NamedTuple):
    """A street with houses 1 to `last`; `boxes`: each has these."""

    id: int
    name: str
    postcode: str
    municipality: str
    nis: str
    last: int
    boxes: tuple[str, ...] = ()


STREETS = (
    Street(1, "Kerkstraat", "9999", "Zonnegem", "41999", 60),
    Street(2, "Molenweg", "9999", "Zonnegem", "41999", 44),
    Street(3, "Stationsplein", "9999", "Zonnegem", "41999", 12, ("1A", "2A", "3B")),
    Street(4, "Lindelaan", "9999", "Zonnegem", "41999", 90),
    Street(5, "Dorpstraat", "9999", "Zonnegem", "41999", 30),
    Street(6, "Naamsestraat", "3000", "Leuven", "24062", 120, ("11", "12")),
    Street(7, "Veldstraat", "9000", "Gent", "44021", 90),
    Street(8, "Kerkstraat", "9050", "Gent", "44021", 250),
    Street(9, "Meir", "2000", "Antwerpen", "11002", 120),
)
