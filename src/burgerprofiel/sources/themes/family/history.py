"""What the register said about you before: addresses on a time line, and everything else that changed."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from django.utils.translation import gettext as _

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_historiek_persoon import SERVICE as HISTORY
from burgerprofiel.sources.connectors.magda.services.geef_historiek_persoon import PersonHistory
from burgerprofiel.sources.connectors.magda.services.geef_persoon import SERVICE as PERSON
from burgerprofiel.sources.connectors.magda.services.geef_persoon import Person
from burgerprofiel.sources.connectors.magda.services.person_addresses import Addresses
from burgerprofiel.sources.connectors.magda.services.person_facts import Keeper
from burgerprofiel.sources.connectors.magda.services.person_parts import Dated, Member, Name
from burgerprofiel.sources.facts import Address, Bar, Block, Card, Timeline, Value, Words
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.family.addresses import elsewhere, home_card
from burgerprofiel.sources.themes.family.birth import birth_card, descent_cards
from burgerprofiel.sources.themes.family.civil import civil_card, nationality_card
from burgerprofiel.sources.themes.family.documents import document_card
from burgerprofiel.sources.themes.family.identity import keeper_card, register_card, sex_card
from burgerprofiel.sources.themes.family.periods import alone, chained, closed
from burgerprofiel.sources.themes.family.pieces import about, address, address_abroad, number, rows, spot, who
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
from burgerprofiel.sources.themes.values import day, span, words


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
    """Return the blocks of section "history": a line, and cards for what neither the line nor the own file tells."""
    history = answers.data(HISTORY)
    return [] if history is None else list(_blocks(_with_ends(history), answers.data(PERSON)))


def _with_ends(history: PersonHistory) -> PersonHistory:
    return msgspec.structs.replace(
        history,
        sexes=closed(history.sexes),
        nationalities=closed(history.nationalities),
        civil_states=closed(history.civil_states),
        registers=closed(history.registers),
        keepers=closed(history.keepers),
    )


def _blocks(history: PersonHistory, person: Person | None) -> Iterator[Block]:
    yield _file(history)
    bars = tuple(_bars(history))
    if bars:
        yield Timeline(
            key="changes",
            label=_("What changed in your file"),
            meaning=_("What the register said about you, and from when to when."),
            bars=bars,
        )
    yield from _undrawn(history, person)
    yield from _details(history, person)


def _file(history: PersonHistory) -> Card:
    return Card(
        key="file",
        label=_("Your file over the years"),
        value=number(history.ssin),
        meaning=_("The register keeps what was true before. Mistakes from the past can be put right too."),
        rows=rows((_("File since"), day(history.created)), (_("Last changed"), day(history.changed))),
    )


def _bars(history: PersonHistory) -> Iterator[Bar]:
    yield from chained(_("Name"), ((_whole(name), name.since, None) for name in history.names))
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


def _undrawn(history: PersonHistory, person: Person | None) -> Iterator[Card]:
    """What has no beginning cannot stand on the line; the own file may tell the same."""
    own: set[Dated | Keeper] = set()
    if person:
        own = {*person.sexes, *person.nationalities, *person.registers, *person.statuses, *person.keepers}
    for index, name in enumerate(history.names):
        if name.since is None and not (person and name == person.name):
            yield _name(f"name-{index}", name)
    for key, card, entries in (
        ("sex", sex_card, history.sexes),
        ("nationality", nationality_card, history.nationalities),
        ("register", register_card, history.registers),
        ("status", status_card, history.statuses),
    ):
        for index, one in enumerate(entries):
            if one.since is None and one not in own:
                yield card(f"{key}-{index}", one)
    for index, keeper in enumerate(history.keepers):
        if keeper.since is None and keeper not in own:
            yield keeper_card(f"keeper-{index}", keeper)


def _details(history: PersonHistory, person: Person | None) -> Iterator[Card]:
    """What is more than a word and a period, unless the own file tells the same."""
    births, descents, states = (person.births, person.descents, person.civil_states) if person else ((), (), ())
    for index, birth in enumerate(history.births):
        if birth not in births:
            yield birth_card(f"birth-{index}", birth)
    for index, descent in enumerate(history.descents):
        if descent not in descents:
            yield from descent_cards(f"descent-{index}", descent)
    for index, state in enumerate(history.civil_states):
        if state not in states and (state.since is None or state.partner or state.place or state.deed or state.ruling):
            yield civil_card(f"civil-{index}", state)
    for index, document in enumerate(history.documents):
        yield document_card(f"document-{index}", document)
    for index, head in enumerate(history.heads):
        yield _head(f"head-{index}", head)


def _head(key: str, head: Member) -> Card:
    return Card(
        key=key,
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
        value=words(_whole(name)),
        meaning=_("A name you have or had in the register."),
        rows=rows((_("Since"), day(name.since)), (_("Usual first name"), words(name.call))),
    )


def _whole(name: Name) -> str:
    return " ".join((*name.given, *name.family))
