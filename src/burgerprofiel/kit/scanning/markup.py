"""HTML and XML: taken when they only say something. Readers get them as a download, never within a page of ours.

What acts (scripts, frames, forms) or fetches by itself is refused: who opens a download opens it with the rights of a
file of their own, and who fetches hears that it was read. SVG is no type of the contract, and no disguise for one.
Browsers read broken HTML in ways of their own, so there are two nets: the text as it stands, and what a parser makes of
it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from burgerprofiel.kit.refused_file import RefusedFileError
from burgerprofiel.kit.scanning import text

LARGEST = 5_000_000
"""Of an HTML or XML file, in bytes."""
_ACTS = (
    "script|iframe|frame|frameset|object|embed|applet|base|form|input|button|textarea|select|svg|math|portal|template"
    "|noscript|xmp|plaintext|video|audio|marquee"
)
_TAG = re.compile(rf"(?i)<\s*({_ACTS})(?=[\s/>]|$)")
_HANDLER = re.compile(r"(?i)<[^<>]*[\s/\"'`]on[a-z]{3,30}\s*=")
_LEADS = frozenset(("href", "cite", "longdesc"))
"""Attributes whose address is opened when somebody chooses so."""
_FETCHES = frozenset(("src", "srcset", "background", "poster", "data", "action", "formaction", "xlink:href", "lowsrc"))
"""Attributes whose address is fetched by itself."""
_META = frozenset(("content-type", "content-language", "x-ua-compatible"))
_NAMED = re.compile(r"(?i)[a-z][a-z0-9+.-]*:|[/\\]{2}")
_OPENED = re.compile(r"(?i)(https?:|mailto:|tel:)")
_WITHIN = re.compile(r"(?i)(cid:|data:image/(png|jpe?g|gif)[;,])")
_BLANK = re.compile(r"[\x00-\x20\u00a0\u2000-\u200f\ufeff]+")
_STYLE = re.compile(
    r"(?i)expression\s*\(|javascript\s*:|-moz-binding|behavior\s*:|@import|url\s*\((?!\s*[\"']?\s*data:image/)"
)


def check_html(content: bytes) -> None:
    """Refuse HTML that acts, or what is no HTML. Raises RefusedFileError."""
    _small(content)
    source = text.read(content)
    if not re.search("<[a-zA-Z!]", source):
        raise RefusedFileError("TYPE_DOES_NOT_MATCH", "This file says that it is HTML, and it has no element.")
    found = acting(source)
    if found:
        raise RefusedFileError("ACTIVE_CONTENT", f"This HTML does more than say something ({found}): send it as PDF.")


def acting(source: str) -> str:
    """Return what in this HTML acts or fetches by itself, `<script>` for instance; empty: nothing."""
    tag = _TAG.search(source)
    if tag:
        return f"<{tag[1].lower()}>"
    if _HANDLER.search(source):
        return "on…="
    parser = etree.HTMLParser(encoding="utf-8", no_network=True)
    try:
        root = etree.fromstring(source.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return "it cannot be read"
    elements = root.iter() if root is not None else ()
    return next((found for element in elements for found in _of(element)), "")


def _of(element: etree._Element) -> Iterator[str]:
    """What acts in one element."""
    if not isinstance(element.tag, str):
        return
    tag, named = element.tag.lower(), {str(name).lower(): str(value) for name, value in element.attrib.items()}
    if re.fullmatch(_ACTS, tag) or (tag == "link" and "href" in named):
        yield f"<{tag}>"
    if tag == "meta" and named.get("http-equiv", "content-type").strip().lower() not in _META:
        yield "<meta>"
    if tag == "style" and _STYLE.search(element.text or ""):
        yield "<style>"
    for name, value in named.items():
        if name.startswith("on") or (name == "style" and _STYLE.search(value)) or not _harmless(name, value):
            yield f"{name}=…"


def _harmless(name: str, value: str) -> bool:
    """Whether an attribute's address does nothing by itself; one within the page does not."""
    bare = _BLANK.sub("", value)
    if _TAG.search(value):
        return False
    if name in _LEADS:
        return not _NAMED.match(bare) or _OPENED.match(bare) is not None
    return name not in _FETCHES or (name != "srcset" and (not _NAMED.match(bare) or _WITHIN.match(bare) is not None))


def check_xml(content: bytes) -> None:
    """Refuse XML that is none, that defines entities, or that a browser would run. Raises RefusedFileError."""
    _small(content)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        told = "This file says that it is XML, and it cannot be read."
        raise RefusedFileError("TYPE_DOES_NOT_MATCH", told) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise RefusedFileError("ACTIVE_CONTENT", "XML with a document type is not taken: leave out <!DOCTYPE>.")
    if any(_runs(element) for element in (*root.itersiblings(preceding=True), *root.iter())):
        told = "This XML is a page or a picture that a browser would run: send it as PDF."
        raise RefusedFileError("ACTIVE_CONTENT", told)


def _runs(element: etree._Element) -> bool:
    if isinstance(element, etree._ProcessingInstruction):
        return element.target == "xml-stylesheet"
    if not isinstance(element.tag, str):
        return False
    space = etree.QName(element).namespace or ""
    return any(each in space for each in ("www.w3.org/2000/svg", "www.w3.org/1999/xhtml", "XSL/Transform"))


def _small(content: bytes) -> None:
    if len(content) > LARGEST:
        told = f"An HTML or XML file has at most {LARGEST} bytes."
        raise RefusedFileError("TOO_LARGE", told, limit=LARGEST)
