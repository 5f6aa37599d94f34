"""What the register said about you before: addresses on a time line, and everything else that changed."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from django.utils.translation import gettext as _

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_historiek_persoon import SERVICE as HISTORY
from burgerprofiel.sources.connectors.magda.services.geef_historiek_persoon import PersonHistory
from burgerprofiel.sources.connectors.magda.services.person_addresses import Addresses
from burgerprofiel.sources.connectors.magda.services.person_parts import Name
from burgerprofiel.sources.facts import Address, Bar, Block, Card, Timeline, Value, Words
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.family.addresses import elsewhere, home_card
from burgerprofiel.sources.themes.family.birth import birth_card, descent_cards
from burgerprofiel.sources.themes.family.civil import civil_card, nationality_card
from burgerprofiel.sources.themes.family.documents import document_card
from burgerprofiel.sources.themes.family.identity import keeper_card, register_card, sex_card
from burgerprofiel.sources.themes.family.periods import alone, chained, closed
from burgerprofiel.sources.themes.family.pieces import (
    about,
    address,
    address_abroad,
    day,
    full_name,
    number,
    rows,
    span,
    spot,
    who,
    words,
)
from burgerprofiel.sources.themes.family.status import status_card
from burgerprofiel.sources.themes.family.words import (
    CIVIL_STATE,
    LIVING,
    NATIONALITY,
    REGISTER,
    SEX,
    STATUS,
    told,
    told_position,
)


def build_addresses(answers: Answers) -> list[Block]:
    """Return the blocks of section "address-history"."""
    history = answers.data(HISTORY)
    if history is None:
        return []
    addresses = history.addresses
    bars = chained(_("Main residence"), _lived(addresses))
    line = Timeline(
        key="addresses",
        label=_("Where you lived"),
        meaning=_("Each address counts until the next one begins. You may need this for a certificate or a pension."),
        bars=bars,
    )
    undated = (home_card(f"main-{index}", home) for index, home in enumerate(addresses.main) if home.since is None)
    references = (
        home_card(f"reference-{index}", home)
        for index, home in enumerate(closed(addresses.main))
        if home.since and home.reference_since
    )
    return [*([line] if bars else []), *undated, *references, *elsewhere(addresses)]


def _lived(addresses: Addresses) -> Iterator[tuple[str, PartialDate | None, PartialDate | None]]:
    for home in addresses.main:
        yield _one_line(address(home)), home.since, home.until
    for away in addresses.abroad:
        yield _one_line(address_abroad(away)), away.since, away.until


def _one_line(value: Value | None) -> str:
    return ", ".join(value.lines) if isinstance(value, Address) else _("Address not known")


def build(answers: Answers) -> list[Block]:
    """Return the blocks of section "history"."""
    history = answers.data(HISTORY)
    return [] if history is None else list(_blocks(_with_ends(history)))


def _with_ends(history: PersonHistory) -> PersonHistory:
    return msgspec.structs.replace(
        history,
        sexes=closed(history.sexes),
        nationalities=closed(history.nationalities),
        civil_states=closed(history.civil_states),
        registers=closed(history.registers),
        keepers=closed(history.keepers),
    )


def _blocks(history: PersonHistory) -> Iterator[Block]:
    yield _file(history)
    bars = tuple(_bars(history))
    if bars:
        yield Timeline(
            key="changes",
            label=_("What changed in your file"),
            meaning=_("What the register said about you, and from when to when."),
            bars=bars,
        )
    yield from _cards(history)


def _file(history: PersonHistory) -> Card:
    return Card(
        key="file",
        label=_("Your file over the years"),
        value=number(history.ssin),
        meaning=_("The register keeps what was true before. Mistakes from the past can be put right too."),
        rows=rows((_("File since"), day(history.created)), (_("Last changed"), day(history.changed))),
    )


def _bars(history: PersonHistory) -> Iterator[Bar]:
    yield from chained(_("Name"), ((full_name(name), name.since, None) for name in history.names))
    for row, table, entries in (
        (_("Sex in the register"), SEX, history.sexes),
        (_("Nationality"), NATIONALITY, history.nationalities),
        (_("Register"), REGISTER, history.registers),
    ):
        yield from alone(row, ((told(one.value, table), one.since, one.until) for one in entries))
    states = ((told(one.state, CIVIL_STATE), one.since, one.until) for one in history.civil_states)
    yield from alone(_("Civil status"), states)
    statuses = ((told(one.value, STATUS), one.since, one.until) for one in history.statuses)
    yield from alone(_("Status"), statuses)
    keepers = ((_text(spot(one.place)), one.since, one.until) for one in history.keepers)
    yield from alone(_("Who keeps your file"), keepers)


def _text(value: Words | None) -> str:
    return value.text if value else _("Not known")


def _cards(history: PersonHistory) -> Iterator[Card]:
    yield from (_name(f"name-{index}", one) for index, one in enumerate(history.names))
    yield from (sex_card(f"sex-{index}", one) for index, one in enumerate(history.sexes))
    yield from (birth_card(f"birth-{index}", one) for index, one in enumerate(history.births))
    for index, descent in enumerate(history.descents):
        yield from descent_cards(f"descent-{index}", descent)
    yield from (nationality_card(f"nationality-{index}", one) for index, one in enumerate(history.nationalities))
    yield from (civil_card(f"civil-{index}", one) for index, one in enumerate(history.civil_states))
    yield from (register_card(f"register-{index}", one) for index, one in enumerate(history.registers))
    yield from (keeper_card(f"keeper-{index}", one) for index, one in enumerate(history.keepers))
    yield from (status_card(f"status-{index}", one) for index, one in enumerate(history.statuses))
    yield from (document_card(f"document-{index}", one) for index, one in enumerate(history.documents))
    for index, head in enumerate(history.heads):
        yield Card(
            key=f"head-{index}",
            label=_("Reference person of your household"),
            value=who(head.person),
            meaning=_("The person with whom your household was written down."),
            rows=rows(
                (_("You were"), words(told_position(head.position, None))),
                (_("Way of living"), words(told(head.living, LIVING))),
                (_("Period"), span(head.since, head.until)),
            )
            + about(head.person),
        )


def _name(key: str, name: Name) -> Card:
    return Card(
        key=key,
        label=_("Name"),
        value=words(" ".join((*name.given, *name.family))),
        meaning=_("A name you have or had in the register."),
        rows=rows((_("Since"), day(name.since)), (_("Call name"), words(name.call))),
    )
