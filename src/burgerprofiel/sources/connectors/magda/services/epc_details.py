"""How a home is built and heated, as an energy certificate describes it: shell, installations, rooms.

Only what a citizen can check by looking around; the calculation values of the energy expert are left out
(left_out.toml names them).
"""

from __future__ import annotations

from decimal import Decimal

import msgspec

from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.node import Node

HEATING = "Installaties/InstallatiesVoorRuimteverwarming/InstallatieVoorRuimteVerwarming"
WATER = "Installaties/InstallatiesVoorSanitairWarmWater/InstallatieVoorSanitairWarmWater"
HUMIDITY = "Installaties/Bevochtigingsinstallaties/Bevochtigingsinstallatie"
COOLING = "Installaties/Koelingen/Koeling"
SOLAR = "Installaties/FotovoltaischePanelen/FotovoltaischePaneel"
COLLECTORS = "Installaties/ZonneThermischeInstallaties/ZonneThermischeInstallatie"
VENTILATION = "Installaties/VentilatieSystemen/VentilatieSysteem"


class Measure(msgspec.Struct, frozen=True):
    """A number with the unit that the certificate gives."""

    number: Decimal
    unit: str


class Insulation(msgspec.Struct, frozen=True):
    """A layer of insulation."""

    material: str
    thickness: Measure | None
    place: str


class Element(msgspec.Struct, frozen=True):
    """A wall, window, roof or floor of the shell."""

    category: str
    kind: str
    name: str
    area: Measure | None
    borders: str
    """Outside, cellar, neighbours…"""
    heat_loss: Measure | None
    """The U value: lower keeps more heat in."""
    glazing: str
    frame: str
    insulation: tuple[Insulation, ...]


class Side(msgspec.Struct, frozen=True):
    """A side of the shell (front, roof…) and what it is made of."""

    name: str
    area: Measure | None
    elements: tuple[Element, ...]


class Device(msgspec.Struct, frozen=True):
    """A boiler, heat pump or the like."""

    kind: str
    name: str
    shared: str
    """Individual or for several homes."""
    energy: str
    year: str
    label: str
    power: Measure | None
    heat_pump: str


class Installation(msgspec.Struct, frozen=True):
    """Something that heats, cools, ventilates or makes electricity. `group`: heating, water, …"""

    group: str
    kind: str
    devices: tuple[Device, ...] = ()
    delivery: tuple[str, ...] = ()
    """Radiators, floor heating…"""
    share: Decimal | None = None
    """Per cent of the home that it heats."""
    storage: tuple[Measure, ...] = ()
    stored: bool | None = None
    storage_insulated: bool | None = None
    area: Measure | None = None
    orientation: str = ""
    slope: Measure | None = None
    yields: Measure | None = None
    active: bool | None = None


class Room(msgspec.Struct, frozen=True):
    """A room on the certificate."""

    name: str
    kind: str
    area: Measure | None


def measure(node: Node, path: str) -> Measure | None:
    """Return the number at `path` with its `meeteenheid`, or None when there is none to read."""
    found = lenient.number(node, path)
    return None if found is None else Measure(found, node.attribute("meeteenheid", path))


def with_unit(node: Node, path: str) -> str:
    """Return the text at `path` with its unit behind it: `180 °`, `≤ 100 kWh/m²`."""
    text, unit = node.text(path), node.attribute("meeteenheid", path)
    return f"{text} {unit}".strip() if text else ""


def sides(details: Node) -> tuple[Side, ...]:
    """Read the shell."""
    return tuple(
        Side(
            name=" ".join(dict.fromkeys(text for name in ("Type", "Naam") if (text := side.text(name)))),
            area=measure(side, "Oppervlakte"),
            elements=tuple(map(_element, side.all("Constructiedelen/Constructiedeel"))),
        )
        for side in details.all("Schildelen/Schildeel")
    )


def rooms(details: Node) -> tuple[Room, ...]:
    """Read the rooms."""
    return tuple(
        Room(room.text("Naam"), lenient.first(room, "TypeRuimte", "Soort"), measure(room, "Gebruiksoppervlakte"))
        for room in details.all("Ruimtes/Ruimte")
    )


def installations(details: Node) -> tuple[Installation, ...]:
    """Read every installation, grouped by what it does."""
    return (
        *(_heating(node) for node in details.all(HEATING)),
        *(_water(node) for node in details.all(WATER)),
        *(Installation("humidity", "", _devices(node)) for node in details.all(HUMIDITY)),
        *(
            Installation("cooling", "", _devices(node), active=lenient.flag(node, "ActieveKoeling"))
            for node in details.all(COOLING)
        ),
        *(_solar(node) for node in details.all(SOLAR)),
        *(
            Installation(
                "collectors",
                node.text("NaamCollectoren"),
                area=measure(node, "Oppervlakte"),
                slope=measure(node, "Hellingsgraad"),
            )
            for node in details.all(COLLECTORS)
        ),
        *(
            Installation("ventilation", lenient.first(node, "TypeVentilatiesysteem", "NaamVentilatiesysteem"))
            for node in details.all(VENTILATION)
        ),
    )


def _element(node: Node) -> Element:
    return Element(
        category=node.text("Categorie"),
        kind=node.text("Soort"),
        name=node.text("Naam"),
        area=measure(node, "NettoOppervlakte"),
        borders=node.text("Begrenzing"),
        heat_loss=measure(node, "UWaarde"),
        glazing=node.text("Beglazing/Type"),
        frame=node.text("Profiel/Type"),
        insulation=tuple(
            Insulation(
                lenient.first(layer, "NaamMateriaal", "TypeIsolatieMateriaal"),
                measure(layer, "DikteIsolatieMateriaal"),
                layer.text("PlaatsIsolatie"),
            )
            for layer in node.all("Isolatielagen/Isolatielaag")
        ),
    )


def _heating(node: Node) -> Installation:
    return Installation(
        "heating",
        node.text("TypeVerwarming"),
        _devices(node),
        delivery=node.texts("Afgiftesystemen/SoortAfgifteSysteem"),
        share=lenient.number(node, "Aandeel"),
        stored=lenient.flag(node, "BuffervatAanwezig"),
    )


def _water(node: Node) -> Installation:
    volumes = node.all("VolumesOpslagvat/VolumeOpslagvat")
    return Installation(
        "water",
        node.text("TypeWarmwaterproductie"),
        _devices(node),
        storage=tuple(found for volume in volumes if (found := measure(volume, "Volume")) is not None),
        stored=lenient.flag(node, "OpslagvatAanwezig"),
        storage_insulated=lenient.flag(node, "IsolatieOpslagvat"),
    )


def _solar(node: Node) -> Installation:
    return Installation(
        "solar",
        lenient.first(node, "TypeZonnepanelen", "Naam"),
        area=measure(node, "Oppervlakte"),
        orientation=with_unit(node, "Orientatie"),
        slope=measure(node, "Hellingsgraad"),
        yields=measure(node, "Elektriciteitsopwekking"),
    )


def _devices(node: Node) -> tuple[Device, ...]:
    return tuple(map(_device, node.all("Opwekkingstoestellen/Opwekkingstoestel")))


def _device(node: Node) -> Device:
    heat_pump = lenient.first(node, "TypeWarmtepomp", "NaamWarmtepomp")
    return Device(
        kind=node.text("TypeOpwekkingstoestel"),
        name=node.text("NaamToestel"),
        shared=node.text("SoortOpwekkingstoestel"),
        energy=node.text("Energiedrager"),
        year=node.text("FabricagejaarKetel"),
        label=node.text("LabelToestel"),
        power=measure(node, "Vermogen"),
        heat_pump="" if heat_pump.lower().startswith("geen") else heat_pump,
    )
