"""What the home page tells about you and your family: one line, what must be done, what changed lately."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from burgerprofiel.kit import clock, formats
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_persoon import SERVICE as PERSON
from burgerprofiel.sources.connectors.magda.services.geef_persoon import Person
from burgerprofiel.sources.facts import Address, Face, News, Tag, Todo
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.family.documents import latest, running_out
from burgerprofiel.sources.themes.family.household import Resident, residents
from burgerprofiel.sources.themes.family.pieces import address, full_name
from burgerprofiel.sources.themes.family.status import protects
from burgerprofiel.sources.themes.family.words import CIVIL_STATE, DOCUMENT, PROTECTION, told

LATELY = timedelta(days=365)
IN_COMMUNITY = "20"
"""The register's code for somebody who lives in a home or community."""


def tile(answers: Answers) -> Face | None:
    """Return the tile: how many people live with you, and since when you live there."""
    person, people = answers.data(PERSON), residents(answers)
    if person is None and not people:
        return None
    return Face(
        headline=_headline(people) if people or person is None else full_name(person.name),
        line=_address_line(person) if person else "",
        tag=_protection(person) if person else None,
    )


def _headline(people: Sequence[Resident]) -> str:
    """Who lives in a home or community is alone on the list, not at home."""
    count = len(people)
    if count == 1 and (people[0].position is None or people[0].position.code != IN_COMMUNITY):
        return _("You live alone")
    text = ngettext("{count} person in your household", "{count} people in your household", count)
    return text.format(count=count)


def _address_line(person: Person) -> str:
    for home in person.addresses.main:
        value = address(home)
        if isinstance(value, Address):
            where = ", ".join(value.lines)
            if home.since is None:
                return where
            return _("{address}, {since}").format(address=where, since=formats.span(home.since, None))
    return ""


def _protection(person: Person) -> Tag | None:
    return next((Tag(told(one.value, PROTECTION)) for one in person.statuses if protects(one) and not one.until), None)


def todos(answers: Answers) -> list[Todo]:
    """Return what needs the citizen: an identity card that runs out."""
    person = answers.data(PERSON)
    document = running_out(person.documents) if person and not person.deaths else None
    if document is None or document.expires is None:
        return []
    over = latest(document.expires) < clock.today()
    name = told(document.kind, DOCUMENT) or _("Identity document")
    line = _("{document}: valid until {date}. Make an appointment at your municipality: a new one takes a few weeks.")
    return [
        Todo(
            key="identity-card",
            title=_("Your identity card has expired") if over else _("Your identity card expires soon"),
            line=line.format(document=name, date=formats.day(document.expires)),
            due=document.expires,
            action=_("How to get a new card"),
            href="https://eid.belgium.be",
        )
    ]


def news(answers: Answers) -> list[News]:
    """Return what changed in the last year, newest first."""
    person = answers.data(PERSON)
    if person is None or person.deaths:
        return []
    found = [one for one in (*_moves(person), *_papers(person), *_states(person), *_arrivals(answers)) if _lately(one)]
    return sorted(found, key=lambda one: (one.date, one.key), reverse=True)


def _lately(one: News) -> bool:
    return clock.today() - LATELY <= one.date.earliest <= clock.today()


def _moves(person: Person) -> Iterator[News]:
    for index, home in enumerate(person.addresses.main):
        value = address(home)
        if home.since and value:
            yield News(
                key=f"address-{index}", title=_("You have a new address"), line=", ".join(value.lines), date=home.since
            )


def _papers(person: Person) -> Iterator[News]:
    for index, document in enumerate(person.documents):
        if document.since:
            name = told(document.kind, DOCUMENT)
            yield News(
                key=f"document-{index}", title=_("You have a new identity document"), line=name, date=document.since
            )


def _states(person: Person) -> Iterator[News]:
    for index, state in enumerate(person.civil_states):
        if state.since:
            name = told(state.state, CIVIL_STATE)
            yield News(key=f"civil-{index}", title=_("Your civil status changed"), line=name, date=state.since)


def _arrivals(answers: Answers) -> Iterator[News]:
    for index, one in enumerate(residents(answers)):
        if one.since and not one.me:
            yield _arrival(index, full_name(one.person.name), one.since)


def _arrival(index: int, name: str, since: PartialDate) -> News:
    return News(key=f"member-{index}", title=_("Somebody joined your household"), line=name, date=since)
