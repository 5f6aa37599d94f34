"""Support measures for work (Departement WSE): which measure, what was decided, for which period."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Origin, Service

_RIGHT = "StatusRechtOndersteuningen/StatusRechtOndersteuning"


class SupportRight(msgspec.Struct, frozen=True):
    """A right to one measure (`VOP LDE MWB MWA`) and where its decision stands (`TG GG IB GW AF`)."""

    code: str
    name: str
    status: str
    status_name: str
    decided: PartialDate | None
    begin: PartialDate | None
    end: PartialDate | None


class SupportRights(msgspec.Struct, frozen=True):
    """Every right the department knows of."""

    rights: tuple[SupportRight, ...]


def parse(inhoud: Node) -> SupportRights | None:
    """Return the rights, or None when there are none."""
    rights = tuple(
        SupportRight(
            code=node.text("Maatregel/Code"),
            name=node.text("Maatregel/Omschrijving"),
            status=node.text("Status/Code"),
            status_name=node.text("Status/Omschrijving"),
            decided=lenient.day(node, "DatumBeslissing"),
            begin=lenient.day(node, "Periode/Begin"),
            end=lenient.day(node, "Periode/Einde"),
        )
        for node in inhoud.all(_RIGHT)
    )
    return SupportRights(rights) if rights else None


def subjects(inhoud: Node) -> Sequence[str]:
    """Each right names its person."""
    return inhoud.texts(f"{_RIGHT}/INSZ")


SERVICE = Service(
    name="GeefStatusRechtOndersteuningen",
    version="02.00.0000",
    domain="SocEcon",
    namespace="http://webservice.geefstatusrechtondersteuningen-02_00.socecon-02_00.vip.vlaanderen.be",
    origin=Origin.WSE,
    result=SupportRights,
    parse=parse,
    subjects=subjects,
)
