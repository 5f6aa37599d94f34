"""Your files with Flemish bodies: what needs you first, then the one that changed last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from burgerprofiel.kit.answers import Data
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services import geef_dossiers
from burgerprofiel.sources.connectors.magda.services.geef_dossiers import Change, Contact, Dossier
from burgerprofiel.sources.facts import Address, Block, Card, Link, Row, Secret, Section, Tag, Words
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.dossiers import history, words

_ELEVEN = re.compile(r"(?<!\d)\d{11}(?!\d)")
BEHIND_THE_FILES = "60", "99"
"""Codes of a source that did not answer begin so (contracts/mbp.md §7.1)."""


def shown(answers: Answers) -> list[Dossier]:
    """The files to show: action needed first, then by last change, newest first."""
    found = [file for file in answers.data(geef_dossiers.SERVICE) or () if not file.now.hidden]
    newest = sorted(found, key=lambda file: str(history.moment(file.now) or ""), reverse=True)
    return sorted(newest, key=lambda file: not file.now.action_needed)


def _build(answers: Answers) -> Sequence[Block]:
    files = enumerate(shown(answers), start=1)
    return [*_failed(answers), *(block for number, file in files for block in _blocks(f"dossier-{number}", file))]


def _blocks(key: str, file: Dossier) -> Iterator[Block]:
    yield _card(key, file)
    yield _more(f"{key}-more", file)
    line = history.line(f"{key}-history", title_of(file), file)
    if line is not None:
        yield line


def _failed(answers: Answers) -> Iterator[Card]:
    """Name each body that did not answer: the list is then not whole."""
    answer = answers.of(geef_dossiers.SERVICE)
    remarks = answer.remarks if isinstance(answer, Data) else ()
    for number, remark in enumerate(remarks, start=1):
        if remark.code.startswith(BEHIND_THE_FILES):
            yield Card(
                key=f"failed-{number}",
                label=_("Not everything could be asked"),
                value=Words(words.source(_behind(remark.text)) or _("One of the bodies")),
                meaning=_("This body did not answer, so files may be missing below. They are safe. Try again later."),
                tag=Tag(_("No answer now"), "act"),
                rows=values.rows((_("Code"), values.words(remark.code))),
            )


def _behind(text: str) -> str:
    """The body that a remark is about stands between brackets at its end."""
    return text.rpartition("(")[2].rstrip(")") if text.endswith(")") else ""


def title_of(file: Dossier) -> str:
    """What a file is called on screen."""
    return file.now.name or words.kind(file.now.kind) or _("File")


def _card(key: str, file: Dossier) -> Card:
    """What matters first: where it stands, what to do, whom to ask."""
    now, contact = file.now, file.now.contact
    return Card(
        key=key,
        label=title_of(file),
        value=values.words(words.state(now.code) or words.phase(now.phase)),
        meaning=_meaning(now),
        tag=_tag(now),
        rows=values.rows(
            (_("What you have to do"), values.words(now.action if now.action_needed else "")),
            (_("Expected or due by"), values.day(now.due)),
            (_("In short"), values.words(values.joined(*now.details, by=" "))),
            (_("Handled by"), values.words(values.joined(contact.service, contact.name) if contact else "")),
            (_("Phone"), values.words(values.joined(contact.phone, contact.mobile) if contact else "")),
            (_("Go to the file"), Link(now.link, _("Open the file at the body itself")) if now.link else None),
        ),
    )


def _meaning(now: Change) -> str:
    if now.action_needed:
        return _("The body waits for you. Do what it asks, so that your file can go on.")
    if now.code in words.GOOD:
        return _("The decision is in your favour.")
    if now.code in words.BAD:
        return _("The body will not go on with it. It tells you why, and how to object.")
    return _("You need not do anything now. The body tells you when something changes.")


def _tag(now: Change) -> Tag | None:
    if now.action_needed:
        return Tag(_("Action needed"), "act")
    if now.code in words.GOOD:
        return Tag(_("In your favour"), "good")
    if now.code in words.BAD:
        return Tag(_("Closed"), "bad")
    return Tag(words.phase(now.phase), "plain") if now.phase else None


def _more(key: str, file: Dossier) -> Card:
    """The rest: numbers to quote, how to reach the body, what sort of file it is."""
    now = file.now
    return Card(
        key=key,
        label=_("About the file: %(name)s") % {"name": title_of(file)},
        value=_number(file.number),
        meaning=_("Quote this number when you call or write to the body."),
        rows=(*_administration(file), *(_reach(now.contact) if now.contact is not None else ())),
    )


def _number(text: str) -> Secret | Words | None:
    """Some bodies put the national number in the file's number: then it is hidden until the citizen reveals it."""
    for digits in _ELEVEN.findall(text):
        with suppress(ValueError):
            Ssin(digits)
            return Secret(text)
    return values.words(text)


def _administration(file: Dossier) -> tuple[Row, ...]:
    now = file.now
    others = ngettext("%(count)s other person", "%(count)s other people", now.shared_with) % {"count": now.shared_with}
    return values.rows(
        (_("Phase"), values.words(words.phase(now.phase))),
        (_("Since"), values.day(history.moment(now))),
        (_("Kind of file"), values.words(words.kind(now.kind))),
        (_("Also about"), values.words(others if now.shared_with else "")),
        (_("More"), values.words(now.extra)),
        (_("Comes from"), values.words(words.source(file.source))),
        (_("Product number"), values.words(values.joined(*now.products))),
        (_("Step of the services directive"), values.words(now.edrl)),
        (_("Confidential"), values.yes(now.confidential)),
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
)
