"""A folder of answers in the layout of MAGDA-Mock: `{Domain}/{Service}/{Version}/{key…}.xml` (contracts/mbp.md §7.2).

The key is the person's number, the enterprise's number or an address; when there is no such file the search goes up
the tree to `notfound.xml`, or `success.xml` for a registration.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from lxml import etree

_REFERENCE = "\u2402reference\u2403"
_SUBJECT = "\u2402subject\u2403"
_NOBODY = "00000000000"
_KEYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "GeefEpc": (("Postcode",), ("Straat", "Straatnaam"), ("Huisnummer",)),
    "ZoekPersoonOpAdres": (("Bron",), ("Postcode",), ("Straatnaam", "Straatcode"), ("Huisnummer",)),
    "RegistreerInschrijving": (("Type",), ("Sleutel",)),
}
_USUAL = (("INSZ", "ssin", "SSIN", "rrnr", "Sleutel", "Ondernemingsnummer"),)


class Store:
    """The answers of one folder."""

    def __init__(self, folder: Path) -> None:
        """Use the answers below `folder`."""
        self.folder = folder
        self.services = {
            service.name: service for domain in folder.iterdir() if domain.is_dir() for service in domain.iterdir()
        }

    def answer(self, request: etree._Element, reference: str) -> bytes | None:
        """Return the answer to a question, with its reference in it, or None when there is no such service."""
        service = self.services.get(_first(request, ("Naam",)))
        if service is None:
            return None
        home = service / _first(request, ("Versie",))
        if not home.is_dir():
            return None
        content = request.find(".//{*}Vraag/{*}Inhoud")
        asked = request if content is None else content
        keys = [_safe(_first(asked, names)) for names in _KEYS.get(service.name, _USUAL)]
        path = _find(home, [key for key in keys if key])
        if path is not None and service.name == "GeefPasfoto" and path.stem == "notfound":
            path = _portrait(home, keys[0]) or path
        if path is not None and service.name == "GeefAttest" and path.stem == "notfound":
            path = _named(home, asked) or path
        return None if path is None else _filled(_load(path), reference, keys[0])


def _first(element: etree._Element, names: tuple[str, ...]) -> str:
    """The first non-empty text below `element` under one of these names."""
    for name in names:
        for found in element.iter(f"{{*}}{name}"):
            if found.text and found.text.strip():
                return str(found.text.strip())
    return ""


def _safe(key: str) -> str:
    """A key is a name in a folder, never a way out of it."""
    return key.replace("/", "_").replace("\\", "_").lstrip(".")


def _find(home: Path, keys: list[str]) -> Path | None:
    """Look for the key's file, then up the tree for the answer to everybody else."""
    for depth in range(len(keys), -1, -1):
        folder = home.joinpath(*keys[: max(depth - 1, 0)])
        names = [f"{keys[depth - 1]}.xml"] if depth else []
        for name in [*names, "success.xml", "notfound.xml"]:
            if (folder / name).is_file():
                return folder / name
    return None


def _portrait(home: Path, number: str) -> Path | None:
    """One of the portraits for whoever has none of their own, always the same for the same number, as MAGDA-Mock does.

    Test numbers tell a sex by their counter; nothing outside this simulator reads anything from a number.
    """
    folder = home / ("mannen" if number[6:9].isdigit() and int(number[6:9]) % 2 else "vrouwen")
    found = sorted(folder.glob("*.xml"))
    return found[int(number[:6]) % len(found)] if found and number[:6].isdigit() else None


def _named(home: Path, asked: etree._Element) -> Path | None:
    """The certificate of this name and language, for whoever has none of their own: MAGDA-Mock has one of each name."""
    path = home / f"{_safe(_first(asked, ('Naam',)).replace('&', ''))}.{_safe(_first(asked, ('Taal',)))}.xml"
    return path if path.is_file() else None


def _filled(content: bytes, reference: str, subject: str) -> bytes:
    """Put the question's reference and person where the answer has room for them."""
    return content.replace(_REFERENCE.encode(), reference.encode()).replace(_SUBJECT.encode(), subject.encode())


@lru_cache(maxsize=2048)
def _load(path: Path) -> bytes:
    """Read an answer, wrap it in a SOAP envelope, and mark where reference and person go.

    A portrait and a certificate with a name are of whoever asks, and so is what stands under the number of nobody
    (`00000000000`), as in MAGDA-Mock.
    """
    root = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    for answer in root.iter("{*}Antwoord"):
        reference = answer.find("{*}Referte")
        if reference is not None:
            reference.text = _REFERENCE
    of_whoever_asks = set(root.iterfind(".//{*}Pasfoto/{*}INSZ"))
    if not path.stem.isdigit():
        of_whoever_asks.update(root.iterfind(".//{*}Attest/{*}INSZ"))
    for number in root.iter("{*}INSZ"):
        if number in of_whoever_asks or number.text == _NOBODY:
            number.text = _SUBJECT
    envelope = etree.Element(
        "{http://schemas.xmlsoap.org/soap/envelope/}Envelope",
        nsmap={"soapenv": "http://schemas.xmlsoap.org/soap/envelope/"},
    )
    etree.SubElement(envelope, "{http://schemas.xmlsoap.org/soap/envelope/}Body").append(root)
    return etree.tostring(envelope, xml_declaration=True, encoding="UTF-8")
