"""Reading a source's XML answer without tripping over prefixes, gaps and blanks.

A `Node` can keep book of what was read, so that `./manage magda_coverage` can tell what no parser looks at.
Paths are local names joined by `/`, relative to the answer's `Inhoud`; an attribute is `Path/@Name`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lxml import etree

from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate

_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,15}[.,]?[0-9]{0,18}|[.,][0-9]{1,18})")
"""No source means a longer one, and longer ones cannot be kept; `1e900000` would fill the memory."""


class UnreadableError(ValueError):
    """An element holds something it cannot hold (a date that is no date). The message names the path, not the value."""


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


class Node:
    """One element of an answer. Every look at a text or attribute is noted in `seen`, when given."""

    __slots__ = ("_element", "_named", "_path", "_seen")

    def __init__(self, element: etree._Element, seen: set[str] | None = None, path: str = "") -> None:
        """Wrap `element`; `path` is its own path."""
        self._element, self._seen, self._path = element, seen, path
        self._named: dict[str, list[Node]] | None = None
        """The child elements by local name, sorted out when the first is looked for."""

    @property
    def name(self) -> str:
        """The local name."""
        return local_name(self._element)

    @property
    def element(self) -> etree._Element:
        """The element itself, for whoever must wrap it anew."""
        return self._element

    def all(self, path: str) -> list[Node]:
        """Return every element at `path` below this one, in document order (`Gezinsleden/Gezinslid`)."""
        step, _slash, rest = path.partition("/")
        found = self._children().get(step, [])
        return [below for node in found for below in node.all(rest)] if rest else list(found)

    def one(self, path: str) -> Node | None:
        """Return the first element at `path`, or None."""
        step, _slash, rest = path.partition("/")
        found = self._children().get(step)
        if not found or not rest:
            return found[0] if found else None
        return next((below for node in found if (below := node.one(rest)) is not None), None)

    def children(self) -> Iterator[Node]:
        """Yield the child elements."""
        for child in self._element:
            if isinstance(child.tag, str):
                yield Node(child, self._seen, self._below(local_name(child)))

    def _children(self) -> dict[str, list[Node]]:
        if self._named is None:
            self._named = {}
            for child in self._element:
                if isinstance(child.tag, str):
                    name = local_name(child)
                    self._named.setdefault(name, []).append(Node(child, self._seen, self._below(name)))
        return self._named

    def _below(self, name: str) -> str:
        return f"{self._path}/{name}" if self._path else name

    def text(self, path: str = "") -> str:
        """Return the text at `path` with folded white space, or `""` when it is absent or empty."""
        node = self.one(path) if path else self
        if node is None:
            return ""
        if self._seen is not None:
            self._seen.add(node._path)
        element = node._element
        whole = "".join(map(str, element.itertext())) if len(element) else element.text
        return " ".join(whole.split()) if whole else ""

    def texts(self, path: str) -> tuple[str, ...]:
        """Return the non-empty texts of all elements at `path`."""
        return tuple(text for node in self.all(path) if (text := node.text()))

    def attribute(self, name: str, path: str = "") -> str:
        """Return an attribute (by local name) of the element at `path`, or `""`."""
        node = self.one(path) if path else self
        if node is None:
            return ""
        if self._seen is not None:
            self._seen.add(f"{node._path}/@{name}" if node._path else f"@{name}")
        for key, value in node._element.attrib.items():
            if str(key).rpartition("}")[2] == name:
                return str(value).strip()
        return ""

    def date(self, path: str = "") -> PartialDate | None:
        """Return the date at `path`, unknown parts and all; None when absent or wholly unknown."""
        return self._date(self.text(path), path)

    def date_attribute(self, name: str, path: str = "") -> PartialDate | None:
        """Return the date in an attribute; None when absent or wholly unknown."""
        return self._date(self.attribute(name, path), f"{path}/@{name}")

    def integer(self, path: str = "") -> int | None:
        """Return the whole number at `path`, or None when absent."""
        text = self.text(path)
        if text and not _WHOLE.fullmatch(text):
            raise UnreadableError(f"no whole number at {self._path}/{path}")
        return int(text) if text else None

    def decimal(self, path: str = "") -> Decimal | None:
        """Return the number at `path` (dot or comma), or None when absent."""
        text = self.text(path)
        if text and not _NUMBER.fullmatch(text):
            raise UnreadableError(f"no number at {self._path}/{path}")
        return Decimal(text.replace(",", ".")) if text else None

    def euros(self, path: str = "") -> Money | None:
        """Return the amount in euros at `path`, or None when absent."""
        number = self.decimal(path)
        return None if number is None else Money.euros(number)

    def flag(self, path: str = "") -> bool | None:
        """Return the yes or no at `path` (`1 true J ja`, `0 false N nee`), or None when absent."""
        text = self.text(path).lower()
        if not text:
            return None
        if text in ("1", "true", "j", "ja", "y", "yes"):
            return True
        if text in ("0", "false", "n", "nee", "no"):
            return False
        raise UnreadableError(f"no yes or no at {self._path}/{path}")

    def _date(self, text: str, path: str) -> PartialDate | None:
        try:
            return PartialDate.parse(text) if text else None
        except ValueError as error:
            raise UnreadableError(f"no date at {self._path}/{path}") from error
