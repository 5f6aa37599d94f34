"""What somebody owns, parcel by parcel: kind, address, cadastral income, who has which right, since when."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from burgerprofiel.sources.connectors.magda.services import zoek_eigendomstoestanden
from burgerprofiel.sources.connectors.magda.services.zoek_eigendomstoestanden import Building, Income, Property, Right
from burgerprofiel.sources.facts import Address, Block, Card, Row, Section, Tag, Value
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.home.words import said


def _build(answers: Answers) -> Sequence[Block]:
    found = answers.data(zoek_eigendomstoestanden.SERVICE) or ()
    blocks: list[Block] = []
    for number, owned in enumerate(found, start=1):
        blocks.append(_property(f"property-{number}", owned))
        blocks.append(_register(f"property-{number}-register", owned))
        blocks.extend(
            _building(f"property-{number}-building-{count}", building)
            for count, building in enumerate(owned.buildings, start=1)
        )
    return blocks


def title_of(owned: Property) -> str:
    """What a property is called on screen: its kind and where it is."""
    where = values.joined(_street(owned.buildings[0]), owned.buildings[0].municipality) if owned.buildings else ""
    return values.joined(said(owned.nature) or _("Property"), where or said(owned.place))


def _property(key: str, owned: Property) -> Card:
    return Card(
        key=key,
        label=_("Cadastral income: %(property)s") % {"property": title_of(owned)},
        value=_income(owned),
        meaning=_(
            "The cadastral income is what this property would bring in a year, as the land register estimates it. "
            "The property tax is counted on it."
        ),
        tag=_tag(owned),
        rows=(*_rights(owned.rights), *_since(owned)),
    )


def _register(key: str, owned: Property) -> Card:
    return Card(
        key=key,
        label=_("In the land register: %(property)s") % {"property": title_of(owned)},
        value=values.words(owned.reference),
        meaning=_(
            "The number of the parcel and what the land register wrote down about it. A notary or surveyor asks for it."
        ),
        rows=(*_facts(owned), *(row for income in owned.incomes for row in _details(income))),
    )


def _income(owned: Property) -> Value | None:
    first = next((income.amount for income in owned.incomes if income.amount is not None), None)
    return values.amount(first, _("per year"))


def _tag(owned: Property) -> Tag | None:
    if owned.until is not None:
        return Tag(_("No longer yours"), "plain")
    return Tag(_("The land register is not sure"), "act") if owned.doubtful else None


def _rights(rights: tuple[Right, ...]) -> tuple[Row, ...]:
    return tuple(row for right in rights for row in _right(right))


def _right(right: Right) -> tuple[Row, ...]:
    names = values.joined(*(_holder(holder.name, holder.postcode) for holder in right.holders)) or _("Not named")
    living = values.joined(*(holder.name for holder in right.holders if holder.lives_here))
    return values.rows(
        (_("Owned by"), values.words(names)),
        (_("Right"), values.words(values.joined(said(right.kind), right.share))),
        (_("How it is held"), values.words(said(right.held_as))),
        (_("Lives there"), values.words(living)),
    )


def _holder(name: str, postcode: str) -> str:
    if name and postcode:
        return _("%(name)s (lives in %(postcode)s)") % {"name": name, "postcode": postcode}
    return name


def _since(owned: Property) -> tuple[Row, ...]:
    return values.rows(
        (_("Yours since"), values.day(owned.since)),
        (_("Yours until"), values.day(owned.until)),
    )


def _facts(owned: Property) -> tuple[Row, ...]:
    return values.rows(
        (_("Place"), values.words(said(owned.place))),
        (_("Land"), values.words(values.joined(*map(said, owned.land)))),
        (_("Private part"), values.words(owned.private_part)),
        (_("Cadastral division"), values.words(owned.division)),
        (_("Article in the land register"), values.words(owned.article)),
        (_("Parcel described so"), values.span(owned.valid_since, owned.valid_until)),
        (_("Status in the land register"), values.words(said(owned.status))),
        (_("Low-energy home"), values.yes(owned.low_energy)),
    )


def _details(income: Income) -> tuple[Row, ...]:
    return values.rows(
        (_("Cadastral income"), values.amount(income.amount, _("per year"))),
        (_("Kind of income"), values.words(values.joined(said(income.kind), said(income.nature)))),
        (_("Reason of the estimate"), values.words(values.joined(*income.reasons))),
        (_("Surface"), values.some(income.area, "m²")),
        (_("Surface known"), values.words(said(income.area_checked))),
        (_("Income per hectare"), values.some(income.per_hectare, "€")),
        (_("Polder or water board"), values.words(income.water_board)),
        (_("Municipality"), values.words(income.municipality)),
    )


def _street(building: Building) -> str:
    box = _("box %(box)s") % {"box": building.box} if building.box else ""
    return values.joined(building.street, building.number, box, by=" ")


def _building(key: str, building: Building) -> Card:
    lines = tuple(line for line in (_street(building), building.municipality) if line)
    return Card(
        key=key,
        label=_("Building: %(kind)s") % {"kind": said(building.nature) or _("not described")},
        value=Address(lines) if lines else None,
        meaning=_("How the land register describes the building. The cadastral income follows from it."),
        rows=values.rows(
            (_("Kind"), values.words(said(building.kind))),
            (_("Form"), values.words(said(building.attachment))),
            (_("Quality"), values.words(said(building.quality))),
            (_("Built"), values.words(building.built)),
            (_("Last changed"), values.words(building.changed)),
            (_("At this address since"), values.day(building.address_since)),
            (_("Country"), values.words(_country(building.country))),
            *_sizes(building),
            *_comfort(building),
        ),
    )


def _country(name: str) -> str:
    return "" if name.upper() in ("BELGIE", "BELGIË") else name


def _sizes(building: Building) -> tuple[tuple[str, Value | None], ...]:
    return (
        (_("Useful surface"), values.some(building.used_area, "m²")),
        (_("Floor surface"), values.some(building.floor_area, "m²")),
        (_("Built surface"), values.some(building.built_area, "m²")),
        (_("Homes in the building"), values.some(building.dwellings)),
        (_("Floors above ground"), values.some(building.floors_above)),
        (_("Floors below ground"), values.some(building.floors_below)),
        (_("Cellar floors"), values.some(building.cellars)),
        (_("Floor under the roof"), values.yes(building.attic_floor)),
    )


def _comfort(building: Building) -> tuple[tuple[str, Value | None], ...]:
    return (
        (_("Rooms"), values.some(building.rooms)),
        (_("Bedrooms"), values.some(building.bedrooms)),
        (_("Bathrooms"), values.some(building.bathrooms)),
        (_("Garages"), values.some(building.garages)),
        (_("Covered parking places"), values.some(building.covered_parking)),
        (_("Lifts"), values.some(building.lifts)),
        (_("Central heating"), values.yes_no(building.central_heating)),
        (_("Solar panels"), values.yes(building.solar_panels)),
        (_("Swimming pool or sauna"), values.words(building.pool)),
    )


SECTION = Section(
    key="property",
    title=lambda: _("What you own"),
    services=(zoek_eigendomstoestanden.SERVICE,),
    build=_build,
    empty=lambda: _("The land register has no land or buildings in Belgium in your name."),
)
