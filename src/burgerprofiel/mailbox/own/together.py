"""The citizen's list over all registries (C2): what another one holds stands between what we hold, newest first.

Of other registries' messages nothing is kept: a page of the list is asked anew each time, and forgotten with the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from burgerprofiel.access import vouching
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit import clock
from burgerprofiel.kit.money import Money
from burgerprofiel.mailbox import queries
from burgerprofiel.mailbox.events import RegistryAsked
from burgerprofiel.mailbox.federation import cursor, members, names, side_by_side
from burgerprofiel.mailbox.federation.contract import Entry, Place, Question, Reader, Registry, Sum, Texts
from burgerprofiel.mailbox.federation.glance import Owed
from burgerprofiel.mailbox.federation.own import Count, Own, Rows
from burgerprofiel.mailbox.federation.side_by_side import State
from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.own import listing, waiting, wanted
from burgerprofiel.mailbox.own.listing import Listed, Row
from burgerprofiel.mailbox.own.waiting import Elsewhere
from burgerprofiel.mailbox.own.wanted import View, Wanted
from burgerprofiel.mailbox.queries import Tally
from burgerprofiel.mailbox.registry.scopes import MESSAGES, REFERENCE
from burgerprofiel.mailbox.senders.texts import in_language

BEGIN = "begin"
"""In an address: the first page."""
_NUMBER = re.compile(r"[0-9](?:[ ./-]*[0-9]){10}")


def reader(viewer: Viewer) -> Reader:
    """Return who reads, as other registries may know them: one token for each, however often it is asked for."""
    return Reader(viewer.citizen_id, cache(lambda audience: vouching.token(viewer, audience, (MESSAGES, REFERENCE))))


def possible(viewer: Viewer) -> bool:
    """Whether messages of other registries can be read: there are any, and one reads one's own."""
    return bool(members.others()) and vouching.possible(viewer)


def others_named(language: str) -> str:
    """Return what the other registries are called; empty: there are none."""
    return ", ".join(in_language(each.about.name, language) for each in members.others())


def page(viewer: Viewer, asked: Wanted, known: Tally, language: str, given: Mapping[str, str]) -> Listed:
    """Return the page of the list that an address means (`voor`, `na`), of all registries when there are others.

    A cursor that is none, or of another question, is the first page. At most eight SQL statements, and for each other
    registry three.
    """
    if not possible(viewer):
        after, before = _own_cursor(given.get("voor", "")), _own_cursor(given.get("na", ""))
        return listing.page(viewer.citizen_id, asked, known, language, after=after, before=before)
    question = question_of(asked, language)
    own = Own(viewer.trace, own_name(), rows_of(asked), _count(asked, known))
    registries: list[Registry] = [own, *(members.others() if question.elsewhere else ())]
    insist = frozenset({given["opnieuw"]} if "opnieuw" in given else ())
    start = _standing(viewer, question, given.get("voor") or given.get("na") or "")
    who = reader(viewer)
    look = waiting.look(viewer, who, insist) if question.elsewhere or asked.view is View.TO_PAY else None
    found = side_by_side.read(registries, who, question, after=start, size=listing.SIZE, insist=insist)
    told = look.wait(tell=not question.elsewhere) if look else None
    rows = [row(entry, language) for entry in found.entries]
    bills = owed(told, language) if asked == Wanted(View.TO_PAY) else []
    if bills and not start:
        rows = sorted([*rows, *bills], key=lambda each: each.at, reverse=True)
    silent = told.silent if told and not question.elsewhere else ()
    missing = [in_language(state.about.name, language) for state in found.missing] + _names(silent, language)
    return Listed(
        tuple(rows),
        *listing.said(asked, found.total + len(bills)),
        found.next or None,
        None if found.previous is None else found.previous or BEGIN,
        tuple(missing),
        tuple(found.states),
        "" if question.elsewhere else others_named(language),
        told,
    )


def events(states: Sequence[State]) -> list[RegistryAsked]:
    """Return what the trail says of the registries that were asked; our own needs no such line."""
    return [
        RegistryAsked(registry=state.about.id, outcome=state.status.value, milliseconds=state.milliseconds)
        for state in states[1:]
    ]


def question_of(asked: Wanted, language: str) -> Question:
    """Return what is asked of registries.

    Labels and what was paid are known here alone, so such a list is of our own registry.

    Neither does a national number that somebody typed go into an address of another registry.
    """
    meant = wanted.as_filter(asked, language)
    elsewhere = not asked.label and asked.view is not View.TO_PAY and not _NUMBER.search(asked.words)
    return Question(meant, language, asked.words, elsewhere)


def rows_of(asked: Wanted) -> Rows:
    """Return what finds the rows of our own list, which leaves out more than the filter does."""

    def rows(who: Reader, question: Question, after: UUID | None) -> QuerySet[Message]:
        return wanted.narrowed(queries.messages(who.box_id, question.wanted, after=after), asked)

    return rows


def _count(asked: Wanted, known: Tally) -> Count:
    def count(who: Reader, question: Question) -> int:
        return listing.count(who.box_id, asked, question.wanted, known)

    return count


def own_name() -> Texts:
    """Return how our own registry is called."""
    return {"nl": settings.CONFIG.brand_name}


def row(entry: Entry, language: str) -> Row:
    """Return a message as the list shows it, wherever it lies."""
    files = listing.attached(entry.files, body_is_main=entry.body_is_main)
    if entry.own:
        return replace(listing.row(entry.own, ()), files=files)
    member = members.other(entry.registry)
    to_come = entry.sum if entry.sum and entry.sum.due and entry.sum.due > clock.now() else None
    return Row(
        id=uuid5(NAMESPACE_URL, f"{entry.registry}/{entry.message_id}"),
        subject=in_language(entry.subject, language) or _("(without a subject)"),
        organisation=entry.organisation,
        message_type=entry.message_type,
        language=next(
            (code for code in (language, "nl") if code in entry.subject), next(iter(entry.subject), language)
        ),
        at=entry.received_at,
        unread=not entry.read,
        registered=entry.registered,
        confirmed=True,
        withdrawn=False,
        files=files,
        amount=Money(to_come.cents) if to_come and to_come.currency == "EUR" else None,
        due=to_come.due if to_come and to_come.currency == "EUR" else None,
        paid="",
        labels=(),
        visible=entry.visible,
        registry=in_language(member.about.name, language) if member else entry.registry,
        where=entry.registry,
        name=entry.message_id,
    )


def owed(told: Elsewhere | None, language: str) -> list[Row]:
    """Return what other registries said is to be paid, as rows of the list; whether it was paid, nobody here knows."""
    return [
        _owed(each.registry, bill, language)
        for each in (told.told if told else ())
        if each.glance
        for bill in each.glance.bills
    ]


def _owed(where: str, bill: Owed, language: str) -> Row:
    names.hint(names.Key(where, "senderOrganizations", bill.organisation), bill.sender)
    entry = Entry(
        registry=where,
        place=Place(0, bill.message_id),
        received_at=bill.received,
        expires_at=None,
        subject=bill.subject,
        read=bill.read,
        visible=True,
        registered=False,
        message_type="",
        organisation=bill.organisation,
        application="",
        files=0,
        sum=Sum(bill.cents, "EUR", bill.due, "", "", ""),
    )
    return row(entry, language)


def _names(registries: Sequence[str], language: str) -> list[str]:
    found = [members.other(each) for each in registries]
    return [in_language(each.about.name, language) for each in found if each]


def _own_cursor(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _standing(viewer: Viewer, question: Question, text: str) -> str:
    """Return the cursor of an address; what is none, or of another box or question, is the beginning."""
    try:
        cursor.read(viewer.citizen_id, question, "" if text == BEGIN else text)
    except cursor.BadCursorError:
        return ""
    return "" if text == BEGIN else text
