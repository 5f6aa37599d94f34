"""The energy certificate of the home: the label as a picture, what the certificate says, what would help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from burgerprofiel.kit.money import Money
from burgerprofiel.sources.connectors.magda.services import geef_epc
from burgerprofiel.sources.connectors.magda.services.epc_details import Measure
from burgerprofiel.sources.connectors.magda.services.geef_epc import Advice, Certificate, Expert, Method, Score
from burgerprofiel.sources.facts import Address, Amount, Block, Card, Quantity, Row, Section, Tag
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.home import construction
from burgerprofiel.sources.themes.home.scale import label_of, scale
from burgerprofiel.sources.themes.home.words import said, unit


def _build(answers: Answers) -> Sequence[Block]:
    found = answers.data(geef_epc.SERVICE) or ()
    return [block for number, each in enumerate(found, start=1) for block in _blocks(f"epc-{number}", each)]


def _blocks(key: str, certificate: Certificate) -> Iterator[Block]:
    picture = scale(f"{key}-scale", certificate)
    if picture is not None:
        yield picture
    yield _card(key, certificate)
    if certificate.scores:
        yield _figures(f"{key}-figures", certificate)
    yield _home(f"{key}-home", certificate)
    yield from (_advice(f"{key}-advice-{n}", each) for n, each in enumerate(certificate.advice, start=1))
    yield from construction.blocks(key, certificate)


def is_valid(certificate: Certificate) -> bool:
    """Whether the certificate still counts today."""
    return certificate.active is not False and not values.over(certificate.valid_until)


def _card(key: str, certificate: Certificate) -> Card:
    score = certificate.energy
    valid = is_valid(certificate)
    return Card(
        key=key,
        label=_("Energy certificate (EPC)"),
        value=values.words(label_of(score)) if score else None,
        meaning=_("You need a valid certificate when you sell or let the home. It stays with the home, not with you."),
        tag=Tag(_("Valid"), "good") if valid else Tag(_("No longer valid"), "act"),
        rows=(
            *values.rows(
                (_("Certificate number"), values.words(certificate.number)),
                (_("Kind"), values.words(values.joined(said(certificate.kind), said(certificate.declaration)))),
                (_("Status"), values.words(said(certificate.status))),
                (_("Made on"), values.day(certificate.submitted)),
                (_("Valid until"), values.day(certificate.valid_until)),
            ),
            *(Row(_("Made by"), values.words(_expert(each))) for each in certificate.experts),
        ),
    )


def _figures(key: str, certificate: Certificate) -> Card:
    rows = tuple(row for each in certificate.scores for row in _scores(each))
    count = ngettext("%(count)s figure or label", "%(count)s figures and labels", len(rows)) % {"count": len(rows)}
    return Card(
        key=key,
        label=_("Figures on the certificate"),
        value=values.words(count),
        meaning=_("Everything the expert calculated. The first decides the label."),
        rows=rows,
    )


def _scores(score: Score) -> tuple[Row, ...]:
    name = said(score.kind) or _("Score")
    after = values.joined(score.label_after, score.value_after)
    return values.rows(
        (
            name,
            values.quantity(score.value, unit(score.unit)) if score.value is not None else values.words(score.words),
        ),
        (_("%(score)s: label") % {"score": name}, values.words(score.label)),
        (_("%(score)s: demand") % {"score": name}, values.words(score.demand)),
        (_("%(score)s: goal") % {"score": name}, values.words(score.goal)),
        (_("%(score)s: demand met") % {"score": name}, values.yes_no(score.met)),
        (_("%(score)s: after the advice") % {"score": name}, values.words(after)),
        (_("%(score)s: municipality, on the certificate") % {"score": name}, values.quantity(score.municipality)),
        (_("%(score)s: province, on the certificate") % {"score": name}, values.quantity(score.province)),
        (_("%(score)s: Flanders, on the certificate") % {"score": name}, values.quantity(score.flanders)),
    )


def _expert(expert: Expert) -> str:
    return values.joined(expert.name, said(expert.role), expert.firm, expert.number)


def _home(key: str, certificate: Certificate) -> Card:
    town = values.joined(certificate.postcode, certificate.municipality, by=" ")
    lines = tuple(line for line in (certificate.street, town) if line)
    built = certificate.built if certificate.built_known is not False else ""
    return Card(
        key=key,
        label=_("Home on the certificate"),
        value=Address(lines) if lines else None,
        meaning=_("The home as the expert found it. Does this not look like your home? Then look at the date first."),
        rows=values.rows(
            (_("Year built"), values.words(built)),
            (_("Use"), values.words(said(certificate.purpose))),
            (_("Kind"), values.words(values.joined(*map(said, certificate.kinds)))),
            (_("Form"), values.words(said(certificate.form))),
            (_("Floor surface"), measured(certificate.floor_area)),
            (_("Heated volume"), measured(certificate.volume)),
            (_("Surface that loses heat"), measured(certificate.loss_area)),
            (_("Airtightness"), values.words(certificate.airtightness)),
            (_("Works"), values.words(certificate.works)),
            (_("Kind of unit"), values.words(certificate.unit)),
            (_("New after demolition"), values.yes(certificate.new_after_demolition)),
            (_("Social housing"), values.yes(certificate.social_housing)),
            (_("Public body"), values.yes(certificate.public_body)),
            (_("Lot"), values.words(certificate.lot)),
            (_("Parcels"), values.words(values.joined(*certificate.parcels))),
            (_("Part of the certificate of the building"), values.words(values.joined(*certificate.part_of))),
            (_("Last changed"), values.day(certificate.changed)),
        ),
    )


def measured(measure: Measure | None) -> Quantity | None:
    """Return a number of the certificate with its unit."""
    return values.quantity(measure.number, unit(measure.unit)) if measure is not None else None


def _advice(key: str, advice: Advice) -> Card:
    return Card(
        key=key,
        label=_("Advice: %(subject)s") % {"subject": said(advice.subject) or said(advice.kind) or _("your home")},
        value=values.words(advice.text),
        meaning=_("The expert's advice to use less energy. You decide; there may be a premium for it."),
        rows=(
            *values.rows(
                (_("About"), values.words(values.joined(said(advice.kind), said(advice.category)))),
                (_("Remark"), values.words(advice.remark)),
                (_("Urgency"), values.words(advice.urgency)),
                (_("Energy score after this"), measured(advice.score_after)),
            ),
            *(row for each in advice.methods for row in _method(each)),
        ),
    )


def _method(method: Method) -> tuple[Row, ...]:
    return values.rows(
        (_("How"), values.words(method.text)),
        (_("Costs at least"), _price(method.low)),
        (_("Costs at most"), _price(method.high)),
    )


def _price(euros: Decimal | None) -> Amount | None:
    return Amount(Money.euros(euros)) if euros else None


SECTION = Section(
    key="epc",
    title=lambda: _("How much energy your home uses"),
    services=(geef_epc.SERVICE,),
    build=_build,
    empty=lambda: _(
        "There is no energy certificate for your address. You need one only when you sell or let the home."
    ),
)
