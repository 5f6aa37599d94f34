"""Your files with public bodies: what needs you first, then by due day, then the one that changed last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from burgerprofiel.dossiers import words
from burgerprofiel.dossiers.own.files import File
from burgerprofiel.dossiers.own.magda import Silent, moment
from burgerprofiel.dossiers.own.wanted import PAGE
from burgerprofiel.dossiers.theme import beside, history
from burgerprofiel.dossiers.theme.numbers import number
from burgerprofiel.sources.connectors.magda.services import geef_dossiers
from burgerprofiel.sources.connectors.magda.services.geef_dossiers import Change, Contact
from burgerprofiel.sources.facts import Address, Block, Card, Link, Row, Section, Tag, Words
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values

_ID = 36
"""Letters of an id."""


def _build(answers: Answers) -> Sequence[Block]:
    found = beside.together(answers)
    return [*_failed(beside.told(answers).silent), *(block for file in found for block in _blocks(file))]


def _blocks(file: File) -> Iterator[Block]:
    key = f"dossier-{file.id}"
    yield card(key, file)
    yield _more(f"{key}-more", file)
    line = history.line(f"{key}-history", file.title, file.changes)
    if line is not None:
        yield line


def _address(key: str) -> str:
    """The page of the dossier that a block is about."""
    name = key.removeprefix("dossier-")[:_ID]
    return f"{PAGE}/{name}" if key.startswith("dossier-") else PAGE


def _failed(silent: Sequence[Silent]) -> Iterator[Card]:
    """Name each body that did not answer: the list is then not whole."""
    for place, each in enumerate(silent, start=1):
        yield Card(
            key=f"failed-{place}",
            label=_("Not everything could be asked"),
            value=Words(each.name or _("One of the bodies")),
            meaning=_("This body did not answer, so files may be missing below. They are safe. Try again later."),
            tag=Tag(_("No answer now"), "act"),
            rows=values.rows((_("Code"), values.words(each.code))),
        )


def card(key: str, file: File) -> Card:
    """Return what matters first: where it stands, what to do, whom to ask."""
    now, contact = file.now, file.now.contact
    return Card(
        key=key,
        label=file.title,
        value=values.words(words.state(now.code) or words.phase(now.phase)),
        meaning=meaning(now),
        tag=tag(now),
        rows=values.rows(
            (_("What you have to do"), values.words(now.action if now.action_needed else "")),
            (_("Expected or due by"), values.day(now.due)),
            (_("In short"), values.words(values.joined(*now.details, by=" "))),
            (_("Handled by"), values.words(values.joined(contact.service, contact.name) if contact else "")),
            (_("Phone"), values.words(values.joined(contact.phone, contact.mobile) if contact else "")),
            (_("Go to the file"), Link(now.link, _("Open the file at the body itself")) if now.link else None),
        ),
    )


def meaning(now: Change) -> str:
    """What a state means for its owner."""
    if now.action_needed:
        return _("The body waits for you. Do what it asks, so that your file can go on.")
    return words.meaning(now.code) or _("You need not do anything now. The body tells you when something changes.")


def tag(now: Change) -> Tag | None:
    """In a word: what is needed, how it ended, or in which phase it is."""
    if now.action_needed:
        return Tag(_("Action needed"), "act")
    if now.code in words.GOOD:
        return Tag(_("In your favour"), "good")
    if now.code in words.BAD:
        return Tag(_("Closed"), "bad")
    return Tag(words.phase(now.phase), "plain") if now.phase else None


def _more(key: str, file: File) -> Card:
    """The rest: numbers to quote, how to reach the body, what sort of file it is."""
    now = file.now
    return Card(
        key=key,
        label=_("About the file: %(name)s") % {"name": file.title},
        value=number(file.number),
        meaning=_("Quote this number when you call or write to the body."),
        rows=(*administration(file), *(_reach(now.contact) if now.contact is not None else ())),
    )


def administration(file: File) -> tuple[Row, ...]:
    """What else its body told."""
    now = file.now
    others = ngettext("%(count)s other person", "%(count)s other people", now.shared_with) % {"count": now.shared_with}
    return values.rows(
        (_("Phase"), values.words(words.phase(now.phase))),
        (_("Since"), values.day(moment(now))),
        (_("Kind of file"), values.words(words.kind(now.kind))),
        (_("Also about"), values.words(others if now.shared_with else "")),
        (_("More"), values.words(now.extra)),
        (_("Comes from"), values.words(file.handled_by)),
        (_("Product number"), values.words(values.joined(*now.products))),
        (_("Step of the services directive"), values.words(now.edrl)),
        (_("Confidential"), values.yes(now.confidential)),
        (_("Put away"), values.yes(file.archived)),
        (_("Last changed"), values.day(now.modified)),
        (_("This state from and until"), values.span(now.begin, now.end)),
    )


def _reach(contact: Contact) -> tuple[Row, ...]:
    site = Link(contact.website, contact.website) if contact.website else None
    return values.rows(
        (_("E-mail"), values.words(contact.email)),
        (_("Website"), site),
        (_("Fax"), values.words(contact.fax)),
        (_("Address"), Address(contact.address) if contact.address else None),
    )


SECTION = Section(
    key="dossiers",
    title=lambda: _("Your files"),
    services=(geef_dossiers.SERVICE,),
    build=_build,
    empty=lambda: _("No Flemish body that is connected has a file of you. Files elsewhere are not in this list."),
    own=True,
    address=_address,
)
