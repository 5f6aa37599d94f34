"""What the home is made of, as the energy expert wrote it down: shell, installations, rooms."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from burgerprofiel.sources.connectors.magda.services.epc_details import (
    Device,
    Element,
    Installation,
    Insulation,
    Measure,
    Room,
    Side,
)
from burgerprofiel.sources.connectors.magda.services.geef_epc import Certificate
from burgerprofiel.sources.facts import Block, Card, Quantity, Row, Words
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.home.words import said, unit

_GROUPS = {
    "heating": gettext_noop("Heating"),
    "water": gettext_noop("Hot water"),
    "humidity": gettext_noop("Humidifier"),
    "cooling": gettext_noop("Cooling"),
    "solar": gettext_noop("Solar panels"),
    "collectors": gettext_noop("Solar water heater"),
    "ventilation": gettext_noop("Ventilation"),
}


def blocks(key: str, certificate: Certificate) -> Iterator[Block]:
    """Yield the cards about how the home is built."""
    for number, each in enumerate(certificate.installations, start=1):
        yield _installation(f"{key}-installation-{number}", each)
    for number, side in enumerate(certificate.sides, start=1):
        yield _side(f"{key}-side-{number}", side)
    if certificate.rooms:
        yield _rooms(f"{key}-rooms", certificate.rooms)


def _installation(key: str, it: Installation) -> Card:
    return Card(
        key=key,
        label=_(_GROUPS.get(it.group, it.group)),
        value=values.words(said(it.kind)) or _first_device(it),
        meaning=_("An installation of your home as it stands on the energy certificate."),
        rows=(
            *values.rows(
                (_("Heats"), values.some(it.share, "%")),
                (_("Gives off heat by"), values.words(values.joined(*it.delivery))),
                (_("With a storage tank"), values.yes_no(it.stored)),
                (_("Storage tank insulated"), values.yes_no(it.storage_insulated)),
                *((_("Storage tank"), _measured(each)) for each in it.storage),
                (_("Surface"), _measured(it.area)),
                (_("Slope"), _measured(it.slope)),
                (_("Orientation"), values.words(it.orientation)),
                (_("Yields in a year"), _measured(it.yields)),
                (_("Active cooling"), values.yes_no(it.active)),
            ),
            *(row for device in it.devices for row in _device(device)),
        ),
    )


def _first_device(it: Installation) -> Words | None:
    return values.words(next((device.kind for device in it.devices if device.kind), ""))


def _device(device: Device) -> tuple[Row, ...]:
    return values.rows(
        (_("Device"), values.words(values.joined(device.kind, device.name))),
        (_("Serves"), values.words(said(device.shared))),
        (_("Runs on"), values.words(device.energy)),
        (_("Made in"), values.words(device.year)),
        (_("Quality mark"), values.words(device.label)),
        (_("Power"), _measured(device.power)),
        (_("Heat pump"), values.words(device.heat_pump)),
    )


def _side(key: str, side: Side) -> Card:
    return Card(
        key=key,
        label=_("Shell of the home: %(side)s") % {"side": said(side.name) or _("a part")},
        value=_measured(side.area),
        meaning=_("What this side is made of. The lower the U value, the better it keeps the heat inside."),
        rows=tuple(Row(_element_name(each), Words(_element(each))) for each in side.elements),
    )


def _element_name(element: Element) -> str:
    name = values.joined(said(element.category), said(element.kind))
    return f"{name} ({element.name})" if element.name else name


def _element(element: Element) -> str:
    heat_loss = element.heat_loss
    return values.joined(
        _text(element.area),
        _("U value %(value)s") % {"value": _text(heat_loss)} if heat_loss else "",
        element.glazing,
        element.frame,
        *map(_insulation, element.insulation),
        _("borders on: %(place)s") % {"place": said(element.borders)} if element.borders else "",
        by=" · ",
    )


def _insulation(layer: Insulation) -> str:
    return _("insulation %(what)s") % {
        "what": values.joined(layer.material, _text(layer.thickness), layer.place, by=" ")
    }


def _rooms(key: str, rooms: tuple[Room, ...]) -> Card:
    return Card(
        key=key,
        label=_("Rooms on the certificate"),
        value=values.quantity(len(rooms)),
        meaning=_("The rooms that the expert counted."),
        rows=tuple(Row(values.joined(room.name, room.kind) or _("Room"), _measured(room.area)) for room in rooms),
    )


def _measured(measure: Measure | None) -> Quantity | None:
    return values.quantity(measure.number, unit(measure.unit)) if measure is not None else None


def _text(measure: Measure | None) -> str:
    return f"{values.number_text(measure.number)} {measure.unit}".strip() if measure is not None else ""
