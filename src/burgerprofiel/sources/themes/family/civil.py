"""Your nationality, and with whom you are married or live together before the law."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from burgerprofiel.sources.connectors.magda.services.geef_persoon import SERVICE as PERSON
from burgerprofiel.sources.connectors.magda.services.geef_persoon import Person
from burgerprofiel.sources.connectors.magda.services.person_facts import CivilState, Cohabitation, Ruling
from burgerprofiel.sources.connectors.magda.services.person_parts import Dated
from burgerprofiel.sources.facts import Block, Card, Row, Tag
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.family.pieces import about, rows, spot, who
from burgerprofiel.sources.themes.family.words import CIVIL_STATE, COHABITATION_END, COURT, NATIONALITY, told
from burgerprofiel.sources.themes.values import day, span, words


def build_nationality(answers: Answers) -> list[Block]:
    """Return the cards of section "nationality"."""
    person = answers.data(PERSON)
    held = person.nationalities if person else ()
    return [nationality_card(f"nationality-{index}", one) for index, one in enumerate(held)]


def nationality_card(key: str, held: Dated) -> Card:
    """Return the card of a nationality."""
    return Card(
        key=key,
        label=_("Nationality"),
        value=words(told(held.value, NATIONALITY)),
        meaning=_("Your nationality decides, for example, where you may vote and which passport you can get."),
        rows=rows((_("Period"), span(held.since, held.until))),
    )


def build_civil(answers: Answers) -> list[Block]:
    """Return the cards of section "civil"."""
    person = answers.data(PERSON)
    return [] if person is None else list(_blocks(person))


def _blocks(person: Person) -> Iterator[Block]:
    for index, state in enumerate(person.civil_states):
        yield civil_card(f"civil-{index}", state)
    for index, cohabitation in enumerate(person.cohabitations):
        yield _cohabitation(f"cohabitation-{index}", cohabitation)


def civil_card(key: str, state: CivilState) -> Card:
    """Return the card of a civil status, with whom and on what ground."""
    return Card(
        key=key,
        label=_("Civil status"),
        value=words(told(state.state, CIVIL_STATE)),
        meaning=_("Whether you are married. It matters for your taxes, your pension and what you inherit."),
        rows=rows(
            (_("With"), who(state.partner)),
            (_("Period"), span(state.since, state.until)),
            (_("Place"), spot(state.place)),
            (_("Number of the certificate"), words(state.deed)),
        )
        + _ruling(state.ruling)
        + about(state.partner),
    )


def _ruling(ruling: Ruling | None) -> tuple[Row, ...]:
    if ruling is None:
        return ()
    return rows(
        (_("Ruling of"), day(ruling.date)),
        (_("Court"), words(told(ruling.court, COURT))),
        (_("Written in the register on"), day(ruling.transcribed)),
        (_("Written in the register at"), spot(ruling.transcribed_at)),
    )


def _cohabitation(key: str, cohabitation: Cohabitation) -> Card:
    over = cohabitation.ended is not None or cohabitation.until is not None
    return Card(
        key=key,
        label=_("Legal cohabitation"),
        value=who(cohabitation.partner) or words(_("Declared")),
        meaning=_("You declared at your municipality that you live together. It protects both of you and your home."),
        tag=Tag(_("Ended")) if over else None,
        rows=rows(
            (_("Period"), span(cohabitation.since, cohabitation.until)),
            (_("Ended by"), words(told(cohabitation.ended, COHABITATION_END))),
            (_("Place"), spot(cohabitation.place)),
        )
        + about(cohabitation.partner),
    )
