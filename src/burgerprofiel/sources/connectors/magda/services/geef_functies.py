"""What somebody is in enterprises: mandates (manager, director) and proven skills to run one, as the CBE has them.

Service Onderneming/GeefFuncties 02.00; question as in the public template.
"""

from __future__ import annotations

import msgspec

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Answers, Children, Origin, Service


class Function(msgspec.Struct, frozen=True, kw_only=True):
    """One function or skill. Descriptions are the source's own words, in Dutch, perhaps empty."""

    enterprise: str
    """CBE number of the enterprise in which it is held."""
    represented: str
    """CBE number of the enterprise that holds it through this person; mostly empty."""
    kind: str
    kind_code: str
    """Code of the CBE's list: 1xxxx functions, 2xxxx skills."""
    representation: str
    began: PartialDate | None
    ended: PartialDate | None
    exemption: str
    """Whether an exemption from proving the skill was given."""
    exempted: bool
    exemption_kind: str
    changed: PartialDate | None
    source: str

    @property
    def is_skill(self) -> bool:
        """Whether this is a proven skill (business management, a trade), not a mandate."""
        return self.kind_code.startswith("2")


class Functions(msgspec.Struct, frozen=True):
    """All functions and skills, in the order of the source."""

    functions: tuple[Function, ...]


def parse(inhoud: Node) -> Functions | None:
    """Read the functions; None when there are none."""
    found = tuple(_function(node) for node in inhoud.all("Functies/Functie"))
    return Functions(found) if found else None


def _function(node: Node) -> Function:
    return Function(
        enterprise=node.text("FunctiehouderVan"),
        represented=node.text("Ondernemingsnummer"),
        kind=node.text("AardFunctie/Omschrijving"),
        kind_code=node.text("AardFunctie/Code"),
        representation=node.text("AanduidingPersoonOnderneming/Omschrijving"),
        began=lenient.day(node, "Periode/Begin"),
        ended=lenient.day(node, "Periode/Einde"),
        exemption=node.text("AanduidingVrijstelling/Omschrijving"),
        exempted=node.text("AanduidingVrijstelling/Code") == "Y",
        exemption_kind=node.text("SoortVrijstelling/Omschrijving"),
        changed=lenient.day_of(node.attribute("DatumModificatie")),
        source=node.text("AuthentiekeBron/Omschrijving"),
    )


def question(ssin: Ssin, _given: Answers) -> Children:
    """Ask for every function of the person."""
    return [("Criteria", [("Persoon", [("INSZ", ssin.digits)])])]


def subjects(inhoud: Node) -> tuple[str, ...]:
    """The holders of the functions."""
    return inhoud.texts("Functies/Functie/INSZ")


SERVICE = Service(
    name="GeefFuncties",
    version="02.00.0000",
    domain="Onderneming",
    namespace="http://webservice.geeffunctiesdienst-02_00.onderneming-02_00.vip.vlaanderen.be",
    origin=Origin.KBO,
    result=Functions,
    parse=parse,
    subjects=subjects,
    question=question,
)
