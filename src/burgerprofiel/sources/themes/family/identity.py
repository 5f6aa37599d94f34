"""Who you are: names, number, sex, and the register that keeps your file."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from burgerprofiel.sources.connectors.magda.services.geef_persoon import SERVICE as PERSON
from burgerprofiel.sources.connectors.magda.services.geef_persoon import Person
from burgerprofiel.sources.connectors.magda.services.person_facts import Keeper
from burgerprofiel.sources.connectors.magda.services.person_parts import Dated
from burgerprofiel.sources.facts import Block, Card
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.family.pieces import full_name, is_bis, number, rows, spot
from burgerprofiel.sources.themes.family.words import LANGUAGE, REGISTER, SEX, TITLE, told
from burgerprofiel.sources.themes.values import day, span, words


def build(answers: Answers) -> list[Block]:
    """Return the cards of section "identity"."""
    person = answers.data(PERSON)
    return [] if person is None else [_name(person), _number(person), *_rest(person)]


def _name(person: Person) -> Card:
    name = person.name
    return Card(
        key="name",
        label=_("Your name"),
        value=words(full_name(name)),
        meaning=_("This is your official name. It stands on your identity card and governments write to you with it."),
        rows=rows(
            (_("Given names"), words(" ".join(name.given))),
            (_("Family name"), words(" ".join(name.family))),
            (_("Usual first name"), words(name.call)),
            (_("Other names"), words(", ".join(full_name(alias) for alias in person.aliases))),
            (_("Title"), words(told(person.title, TITLE))),
            (_("Title since"), day(person.title_since)),
            (_("This name since"), day(name.since)),
        ),
    )


def _number(person: Person) -> Card:
    return Card(
        key="number",
        label=_("BIS number") if is_bis(person.ssin) else _("National number"),
        value=number(person.ssin),
        meaning=_("Governments know you by this number. Give it only to somebody who may ask for it."),
        rows=rows(
            (_("Where your file is"), words(_(REGISTER[person.source]) if person.source in REGISTER else "")),
            (_("File since"), day(person.created)),
            (_("Last changed"), day(person.changed)),
        ),
    )


def _rest(person: Person) -> Iterator[Block]:
    for index, sex in enumerate(person.sexes):
        yield sex_card(f"sex-{index}", sex)
    for index, register in enumerate(person.registers):
        yield register_card(f"register-{index}", register)
    for index, keeper in enumerate(person.keepers):
        yield keeper_card(f"keeper-{index}", keeper)


def sex_card(key: str, sex: Dated) -> Card:
    """Return the card of a registered sex."""
    return Card(
        key=key,
        label=_("Sex in the register"),
        value=words(told(sex.value, SEX)),
        meaning=_("The sex that the register has for you. You can have it changed at your municipality."),
        rows=rows((_("Period"), span(sex.since, sex.until))),
    )


def register_card(key: str, register: Dated) -> Card:
    """Return the card of a register somebody is written in."""
    return Card(
        key=key,
        label=_("Register"),
        value=words(told(register.value, REGISTER)),
        meaning=_("The list in which your municipality has written you down. It shows on what ground you live here."),
        rows=rows((_("Period"), span(register.since, register.until))),
    )


def keeper_card(key: str, keeper: Keeper) -> Card:
    """Return the card of who keeps the file."""
    return Card(
        key=key,
        label=_("Who keeps your file"),
        value=spot(keeper.place),
        meaning=_("Go to this municipality, or to the embassy in this country, to have your data changed."),
        rows=rows(
            (_("Language"), words(told(keeper.language, LANGUAGE))),
            (_("Period"), span(keeper.since, keeper.until)),
        ),
    )
