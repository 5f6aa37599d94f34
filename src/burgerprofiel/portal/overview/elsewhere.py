"""Mail of other registries on the overview: how much is unread there, and what is to be paid (C2).

Our own mailbox waits for nobody. What others tell arrives like the answer of a source, in places of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.template.loader import get_template
from django.utils.translation import gettext as _

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit import clock, formats
from burgerprofiel.kit.answers import Answer, Data
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.mailbox import tiles
from burgerprofiel.mailbox.federation import members
from burgerprofiel.mailbox.own import together, waiting
from burgerprofiel.mailbox.own.waiting import Elsewhere, Look
from burgerprofiel.mailbox.pages import elsewhere, words
from burgerprofiel.mailbox.senders.texts import in_language
from burgerprofiel.mailbox.tiles import Standing
from burgerprofiel.portal.arrivals import Asked, Incoming
from burgerprofiel.portal.themes import gap
from burgerprofiel.sources.facts import Todo
from burgerprofiel.sources.service import Answers


class _Others(NamedTuple):
    """By which name the answer of the others is known among those of the sources."""

    name: str


OTHERS = _Others("mailbox.elsewhere")
AGAIN = "berichten"
"""In the address of the overview: ask the other registries once more."""


def begin(viewer: Viewer, mail: Standing | None, again: str) -> Look | Elsewhere | None:
    """Return what the others told a moment ago, or begin to ask them; None: nothing of others is shown here."""
    if mail is None or not mail.active or not together.possible(viewer):
        return None
    last = None if again == AGAIN else waiting.last(viewer)
    if last is not None and last.fresh:
        return last
    insist = frozenset(each.peer.id for each in members.others()) if again == AGAIN else frozenset()
    return waiting.look(viewer, together.reader(viewer), insist)


def known(found: Look | Elsewhere | None) -> dict[str, Answer[Elsewhere]]:
    """Return their answer by its name, when it is there already."""
    return {OTHERS.name: Data(found, found.at)} if isinstance(found, Elsewhere) else {}


def joined(incoming: Incoming, others: Look | Elsewhere) -> Iterator[tuple[Asked, Answer[Any]]]:
    """Yield what arrives of the sources, and between it what the others tell as soon as it is there."""
    if isinstance(others, Elsewhere):
        yield OTHERS, Data(others, others.at)
        yield from incoming
        return
    told = False
    for item in incoming:
        yield item
        if not told and others.ready:
            told = True
            yield _answer(others)
    if not told:
        yield _answer(others)


def _answer(look: Look) -> tuple[Asked, Answer[Any]]:
    return OTHERS, Data(look.wait(), clock.now())


def _of(answers: Answers) -> Elsewhere | None:
    found = answers.get(OTHERS.name)
    return found.value if isinstance(found, Data) else None


def silent(answers: Answers) -> list[str]:
    """The names of registries that did not answer: what is missing must be said."""
    found = _of(answers)
    return [_name(each) for each in found.silent] if found else []


def bills(answers: Answers) -> Sequence[Todo]:
    """Return what is to be paid elsewhere as things to do; whether it was paid, nobody here knows."""
    told = words.language()
    return [
        Todo(
            key=f"mail-{row.where}-{row.name}",
            title=_("Pay %(amount)s") % {"amount": formats.money(row.amount)},
            line=" · ".join(filter(None, [row.subject, elsewhere.face(row, {}).name(told), row.registry])),
            due=PartialDate.of(row.due.astimezone(clock.BRUSSELS).date()),
            action=_("To the message"),
            href=elsewhere.address(row.where, row.name),
        )
        for row in together.owed(_of(answers), told)
        if row.amount and row.due
    ]


def draw(here: int, answers: Answers) -> str:
    """Return a line for each other registry: what is unread there, or that it does not answer.

    `here`: how many are unread in our own mailbox, for the menu counts all.
    """
    found = _of(answers)
    lines = [(_name(each.registry), each.glance) for each in found.told] if found else []
    if not lines:
        return gap("mail-elsewhere")
    context = {"lines": lines, "waits": tiles.with_others(here, found), "again": AGAIN}
    return str(get_template("portal/home_mail_elsewhere.html").render(context))


def _name(registry: str) -> str:
    member = members.other(registry)
    return in_language(member.about.name, words.language()) if member else registry
