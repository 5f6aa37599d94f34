"""The same bundle as XML: elements by the names of the fields, in no namespace or in any one, without attributes.

    <NotificatieBundel><Id>…</Id><Bestemmelingen><Bestemmeling><Insz>…</Insz></Bestemmeling></Bestemmelingen>…

A document type is refused: nothing is resolved, nothing is fetched.
"""

from __future__ import annotations

from lxml import etree

_LISTS = {"Bestemmelingen": "Bestemmeling", "Kanalen": "NotificatieKanaal", "SleutelWaardeParen": "SleutelWaardePaar"}
_ROOT = "NotificatieBundel"
Plain = dict[str, object]


class UnreadableError(ValueError):
    """It is no XML, or not this XML; the message is a sentence."""


def read(content: bytes) -> Plain:
    """Return it as JSON would have it. Raises UnreadableError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("The body is no XML that can be read.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError("XML with a document type is not taken: leave out <!DOCTYPE>.")
    if _name(root) != _ROOT:
        raise UnreadableError(f"The outermost element is <{_ROOT}>.")
    return _fields(root, lists=True)


def _fields(element: etree._Element, *, lists: bool = False) -> Plain:
    found = Plain()
    for child in element:
        name = _name(child)
        if name in found:
            raise UnreadableError(f"<{name}> stands more than once.")
        found[name] = _items(child, _LISTS[name]) if lists and name in _LISTS else _text(child)
    return found


def _items(element: etree._Element, name: str) -> list[Plain]:
    if any(_name(child) != name for child in element):
        raise UnreadableError(f"<{_name(element)}> holds <{name}> elements.")
    return [_fields(child) for child in element]


def _text(element: etree._Element) -> str:
    if len(element):
        raise UnreadableError(f"<{_name(element)}> holds text.")
    return element.text or ""


def _name(element: etree._Element) -> str:
    if not isinstance(element.tag, str):
        raise UnreadableError("Comments and processing instructions are not taken.")
    if element.attrib:
        raise UnreadableError(f"<{etree.QName(element).localname}> has no attributes.")
    return etree.QName(element).localname
