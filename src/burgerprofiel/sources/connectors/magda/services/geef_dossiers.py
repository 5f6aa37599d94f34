"""Files that Flemish bodies handle for somebody (MAGDA GeefDossiers; contracts/mbp.md §2.5, §2.6).

The source gives every change of a file; the latest one is where the file stands. Codes and phases it does not
explain are kept as they are: unknown ones are shown, never refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from urllib.parse import urlsplit

import msgspec

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Origin, Service


class Contact(msgspec.Struct, frozen=True):
    """Whom to ask about the file."""

    name: str
    service: str
    email: str
    phone: str
    mobile: str
    fax: str
    website: str
    address: tuple[str, ...]


class Change(msgspec.Struct, frozen=True):
    """How the file stood from a day on."""

    name: str
    kind: str
    """`DossierStatus`, `Financieel voordeel`, `Verwijzing`…"""
    code: str
    phase: str
    edrl: str
    """The step of the European services directive, when given."""
    details: tuple[str, ...]
    changed: PartialDate | None
    """When this state began, says the body."""
    action_needed: bool
    action: str
    due: PartialDate | None
    contact: Contact | None
    link: str
    """The file at the body itself; http(s) only, else empty."""
    extra: str
    products: tuple[str, ...]
    """IPDC product numbers."""
    modified: PartialDate | None
    begin: PartialDate | None
    end: PartialDate | None
    shared_with: int
    """How many other people are in the file."""
    confidential: bool
    hidden: bool
    """The body marked it as not to be consulted."""


class Dossier(msgspec.Struct, frozen=True):
    """A file: what it is called and its changes, the oldest first. The last one is now."""

    source: str
    """A short code (`STL`) or a URI."""
    number: str
    changes: tuple[Change, ...]

    @property
    def now(self) -> Change:
        """How the file stands."""
        return self.changes[-1]


def parse(inhoud: Node) -> tuple[Dossier, ...] | None:
    """Read the files, in the order of the source; changes of one file that stand apart are joined."""
    changes = [
        (change.text("Identificatie/Bron"), change.text("Identificatie/Dossiernummer"), change)
        for dossier in inhoud.all("Dossiers/Dossier")
        for change in dossier.all("DossierMutaties/DossierMutatie")
    ]
    files: dict[tuple[str, str], list[tuple[str, Change]]] = {}
    for (source, number), group in groupby(changes, key=lambda item: item[:2]):
        files.setdefault((source, number), []).extend((_moment(node), _change(node)) for _, _, node in group)
    return tuple(_dossier(source, number, found) for (source, number), found in files.items()) or None


def subjects(inhoud: Node) -> Sequence[str]:
    """The people in the files."""
    return _people(inhoud.all("Dossiers/Dossier/DossierMutaties/DossierMutatie/Subjecten/Subject"))


def _people(subjects: Sequence[Node]) -> tuple[str, ...]:
    return tuple(node.text("Sleutel") for node in subjects if node.text("Type") == "PERS")


def _dossier(source: str, number: str, found: list[tuple[str, Change]]) -> Dossier:
    """Order by moment; a change whose period has ended is older than an open one."""
    ordered = sorted(found, key=lambda item: (item[1].end is None, item[0]))
    return Dossier(source=source, number=number, changes=tuple(change for _, change in ordered))


def _moment(node: Node) -> str:
    """What orders changes: when the state changed, else when its period began; as the ISO text of the source."""
    begin = f"{node.text('Periode/Begin/Datum')}T{node.text('Periode/Begin/Tijd') or '00:00:00'}"
    return node.text("Status/DatumModificatie") or begin


def _change(node: Node) -> Change:
    manager = node.one("Beheerder")
    return Change(
        name=node.text("Naam"),
        kind=node.text("Type"),
        code=node.text("Status/Code"),
        phase=node.text("Status/Fase"),
        edrl=node.text("Status/EDRL"),
        details=node.texts("Status/Details/Detail"),
        changed=lenient.day(node, "Status/DatumModificatie"),
        action_needed=lenient.flag(node, "Status/Actie/ActieNodig") is True,
        action=node.text("Status/Actie/Omschrijving"),
        due=lenient.day(node, "Status/StreefDatum") or lenient.day(node, "StreefDatum"),
        contact=_contact(manager) if manager is not None else None,
        link=web_address(node.text("Doorverwijzing")),
        extra=node.text("ExtraInformatie"),
        products=node.texts("Producten/Product"),
        modified=lenient.day(node, "DatumModificatie"),
        begin=lenient.day(node, "Periode/Begin/Datum"),
        end=lenient.day(node, "Periode/Einde/Datum") or lenient.day(node, "Periode/Einde"),
        shared_with=max(len(set(_people(node.all("Subjecten/Subject")))) - 1, 0),
        confidential=lenient.flag(node, "Eigenschappen/Vertrouwelijk") is True,
        hidden=lenient.flag(node, "Eigenschappen/IsNietRaadpleegbaar") is True,
    )


def _contact(node: Node) -> Contact:
    street = (node.text("Adres/Straat/Naam"), node.text("Adres/Huisnummer"))
    town = (node.text("Adres/Gemeente/Postcode"), node.text("Adres/Gemeente/Naam"))
    lines = (" ".join(part for part in line if part) for line in (street, town))
    return Contact(
        name=node.text("Contact/Naam"),
        service=node.text("Contact/Dienst/Omschrijving"),
        email=node.text("Contact/Email"),
        phone=node.text("Contact/Telefoon"),
        mobile=node.text("Contact/GSM"),
        fax=node.text("Contact/Fax"),
        website=web_address(node.text("Contact/Website")),
        address=tuple(line for line in lines if line),
    )


def web_address(text: str) -> str:
    """Return `text` when it is an http(s) address of the host that it begins with, else nothing: a click follows it."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    plain = "@" not in parts.netloc and "\\" not in text
    return text if parts.scheme in ("http", "https") and parts.hostname and plain else ""


SERVICE = Service(
    name="GeefDossiers",
    version="02.00.0000",
    domain="Dossier",
    namespace="http://webservice.geefdossiersdienst-02_00.dossier-02_00.vip.vlaanderen.be",
    origin=Origin.DOSIS,
    result=tuple[Dossier, ...],
    parse=parse,
    subjects=subjects,
)
