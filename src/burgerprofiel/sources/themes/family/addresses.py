"""Where you live, where you get mail, and what you told your municipality about a move."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from burgerprofiel.sources.connectors.magda.services.geef_persoon import SERVICE as PERSON
from burgerprofiel.sources.connectors.magda.services.person_addresses import Abroad, Addresses, Message, Residence
from burgerprofiel.sources.facts import Block, Card, Tag
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.family.pieces import address, address_abroad, joined, rows, spot
from burgerprofiel.sources.themes.family.words import CONTACT, told
from burgerprofiel.sources.themes.values import day, span, words


def build(answers: Answers) -> list[Block]:
    """Return the cards of section "address"."""
    person = answers.data(PERSON)
    return [] if person is None else [*by_street(person.addresses), *elsewhere(person.addresses)]


def by_street(addresses: Addresses) -> Iterator[Card]:
    """Yield the addresses in a street."""
    for index, home in enumerate(addresses.main):
        yield home_card(f"main-{index}", home)
    for index, home in enumerate(addresses.contact):
        meaning = _("Governments can write to you here; your main residence stays where it is.")
        yield _card(f"contact-{index}", _("Contact address"), meaning, home)
    for index, home in enumerate(addresses.given):
        meaning = _("The address that you gave yourself, or the service where you are registered.")
        yield _card(f"given-{index}", _("Address you gave"), meaning, home)


def home_card(key: str, home: Residence) -> Card:
    """Return the card of a main residence."""
    meaning = _(
        "Your main residence. Your municipality, your taxes and your letters depend on it. Report a move within 8 days."
    )
    return _card(key, _("Main residence"), meaning, home)


def _card(key: str, label: str, meaning: str, home: Residence) -> Card:
    reference = span(home.reference_since, home.reference_until)
    return Card(
        key=key,
        label=label,
        value=address(home),
        meaning=meaning,
        tag=Tag(_("Reference address")) if reference else None,
        rows=rows(
            (_("Since"), day(home.since)),
            (_("Until"), day(home.until)),
            (_("Kind of address"), words(told(home.kind, CONTACT))),
            (_("Reference address"), reference),
        ),
    )


def elsewhere(addresses: Addresses) -> Iterator[Card]:
    """Yield addresses abroad, and what was told about moves and absences."""
    for index, home in enumerate(addresses.abroad):
        meaning = _lived(home) or _(
            "You live abroad according to the register. The embassy or consulate helps you with your papers."
        )
        yield _abroad(f"abroad-{index}", _("Address abroad"), meaning, home)
    for index, home in enumerate(addresses.mail_abroad):
        meaning = _("Letters from Belgium go to this address.")
        yield _abroad(f"mail-{index}", _("Postal address abroad"), meaning, home)
    for index, home in enumerate(addresses.moving_abroad):
        meaning = _("You told your municipality that you move to this address.")
        yield _abroad(f"moving-abroad-{index}", _("Move abroad reported"), meaning, home)
    for index, message in enumerate(addresses.moving):
        meaning = _("You told your municipality that you move. A police officer may come and check.")
        yield _told(f"moving-{index}", _("Move reported"), meaning, message)
    for index, message in enumerate(addresses.absences):
        meaning = _("You told your municipality that you are away for a while. You keep your main residence.")
        yield _told(f"absence-{index}", _("Away for a while"), meaning, message)


def _lived(home: Abroad) -> str:
    return _("You lived abroad then, according to the register.") if home.until else ""


def _abroad(key: str, label: str, meaning: str, home: Abroad) -> Card:
    return Card(
        key=key,
        label=label,
        value=address_abroad(home),
        meaning=meaning,
        rows=rows(
            (_("Reported on"), day(home.declared)),
            (_("Period"), span(home.since, home.until)),
            (_("Embassy or consulate"), words(home.post)),
            (_("Country of the embassy"), spot(home.post_place)),
        ),
    )


def _told(key: str, label: str, meaning: str, message: Message) -> Card:
    return Card(
        key=key,
        label=label,
        value=joined(message.lines) or day(message.declared),
        meaning=meaning,
        rows=rows((_("Reported on"), day(message.declared)), (_("Period"), span(message.since, message.until))),
    )
