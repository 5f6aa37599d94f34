"""What a file in `world/` offers: for one service, what the source knows of each person of the cast.

The writer returns the elements below `Antwoord/Inhoud`, exactly in the shape of the shared MAGDA-Mock answers. The
envelope, the exceptions for bad weather and the files' places are the landscape's work (`landscape.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from lxml import etree

from burgerprofiel.simulators.magda.cast import Person


@dataclass(frozen=True)
class Remark:
    """An exception beside or instead of data: `kind` is FOUT, WAARSCHUWING or INFORMATIE (contracts/mbp.md §7.1)."""

    code: str
    text: str
    kind: str = "FOUT"
    origin: str = "MAGDA"
    notes: tuple[tuple[str, str], ...] = ()
    """Annotations: (Naam, Waarde)."""


@dataclass(frozen=True)
class Reply:
    """What the source answers: elements below Inhoud (none = no data) and remarks.

    `key` replaces the SSIN in the file's place (`("9999", "Kerkstraat", "5")` for an address).
    """

    inhoud: Sequence[etree._Element] = ()
    remarks: Sequence[Remark] = ()
    key: tuple[str, ...] | None = None


NOTHING = Reply(remarks=(Remark("30001", "Geen gegevens gevonden"),))


@dataclass(frozen=True)
class Offer:
    """One service of the simulated MAGDA."""

    domain: str
    service: str
    version: str
    namespace: str
    write: Callable[[Person], Reply]
    response: str = field(default="")
    """The response element's name; `<service>Response` when empty."""


def x(tag: str, *below: str | etree._Element | None, **attributes: str) -> etree._Element:
    """Build an element: text and children in order; None is left out. `x("Naam", x("Voornaam", "Noor"))`."""
    node = etree.Element(tag, attributes)
    for item in below:
        if isinstance(item, str):
            node.text = item
        elif item is not None:
            node.append(item)
    return node
