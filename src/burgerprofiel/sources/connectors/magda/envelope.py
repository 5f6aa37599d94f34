"""MAGDA's SOAP envelope: the question we put in, the answer and its exceptions that come out (contracts/mbp.md §7.1).

Exceptions come on three levels: the response, the Repliek and the Antwoord. Data together with warnings is normal.
Hostile XML (entities, document types, bombs) is refused before anything reads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from burgerprofiel.kit.clock import BRUSSELS
from burgerprofiel.sources.node import Node, local_name
from burgerprofiel.sources.service import Children, element

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"


class NotUnderstoodError(Exception):
    """The answer is no MAGDA answer. The message says why, without anything of the answer's content."""


@dataclass(frozen=True)
class Sender:
    """Who we are to MAGDA."""

    identification: str
    capacity: str


@dataclass(frozen=True)
class MagdaException:
    """An `Uitzondering`."""

    code: str
    kind: str
    """FOUT, WAARSCHUWING or INFORMATIE."""
    diagnosis: str
    circumstance: str = ""
    """`Omstandigheid`: often the source's own code."""
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Reply:
    """What came back: the content, when there is any, and all exceptions of all levels."""

    content: etree._Element | None
    exceptions: tuple[MagdaException, ...]


def question(
    name: str, version: str, namespace: str, body: Children, *, sender: Sender, reference: str, moment: datetime
) -> bytes:
    """Return the SOAP message that asks one question; `reference` comes back in the answer."""
    local = moment.astimezone(BRUSSELS)
    request = element(
        "Verzoek",
        [
            (
                "Context",
                [
                    ("Naam", name),
                    ("Versie", version),
                    (
                        "Bericht",
                        [
                            ("Type", "VRAAG"),
                            ("Tijdstip", [("Datum", f"{local:%Y-%m-%d}"), ("Tijd", f"{local:%H:%M:%S}")]),
                            (
                                "Afzender",
                                [
                                    ("Identificatie", sender.identification),
                                    ("Referte", reference),
                                    ("Hoedanigheid", sender.capacity),
                                ],
                            ),
                        ],
                    ),
                ],
            ),
            ("Vragen", [("Vraag", [("Referte", reference), ("Inhoud", body)])]),
        ],
    )
    root = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"soapenv": SOAP})
    operation = etree.SubElement(
        etree.SubElement(root, f"{{{SOAP}}}Body"), f"{{{namespace}}}{name}", nsmap={"m": namespace}
    )
    operation.append(request)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def parse_xml(content: bytes) -> etree._Element:
    """Parse without entities, document types or network. Raises NotUnderstoodError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotUnderstoodError("no well-formed XML") from error
    if str(root.getroottree().docinfo.doctype):  # type: ignore[union-attr]  # a parsed tree has one
        raise NotUnderstoodError("a document type is not accepted")
    return root


def answer(content: bytes) -> Reply:
    """Read a SOAP answer. Raises NotUnderstoodError for anything that is no MAGDA answer, and for a SOAP fault."""
    return read(parse_xml(content))


def read(root: etree._Element) -> Reply:
    """Read an answer from its parsed envelope, or from a bare response element."""
    body = root.find(f"{{{SOAP}}}Body") if local_name(root) == "Envelope" else None
    response = root if body is None else next(iter(body), None)
    if response is None or local_name(response) == "Fault":
        raise NotUnderstoodError("a SOAP fault" if response is not None else "an empty SOAP body")
    node = Node(response)
    reply = node.one("Repliek") or (node if node.name == "Repliek" else None)
    if reply is None and not node.all("Uitzonderingen"):
        raise NotUnderstoodError("no Repliek in the answer")
    single = (reply.one("Antwoorden/Antwoord") or reply.one("Antwoord")) if reply else None
    levels = [level for level in (node if node is not reply else None, reply, single) if level is not None]
    exceptions = tuple(_exception(found) for level in levels for found in level.all("Uitzonderingen/Uitzondering"))
    inhoud = single.one("Inhoud") if single else None
    return Reply(inhoud.element if inhoud else None, exceptions)


def _exception(node: Node) -> MagdaException:
    notes = tuple((note.text("Naam"), note.text("Waarde")) for note in node.all("Annotaties/Annotatie"))
    return MagdaException(
        node.text("Identificatie"), node.text("Type"), node.text("Diagnose"), node.text("Omstandigheid"), notes
    )
