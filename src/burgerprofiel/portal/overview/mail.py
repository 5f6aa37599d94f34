"""The mailbox on the overview: bills among what needs the citizen first, and the newest messages."""

from __future__ import annotations

from collections.abc import Sequence

from django.template.loader import get_template
from django.utils.translation import gettext as _

from burgerprofiel.kit import clock, formats
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.mailbox.own.listing import Row
from burgerprofiel.mailbox.pages import words
from burgerprofiel.mailbox.senders import faces
from burgerprofiel.mailbox.tiles import Standing
from burgerprofiel.portal.themes import gap
from burgerprofiel.sources.facts import Todo
from burgerprofiel.sources.service import Answers


def bills(mail: Standing | None) -> Sequence[Todo]:
    """Return what is to be paid as things to do; first of all to look, when nobody did for long (C16)."""
    owed = [row for row in mail.bills if row.amount and row.due] if mail else []
    return [
        *([_look()] if mail and mail.dormant else []),
        *_owed(owed),
    ]


def _look() -> Todo:
    told = _(
        "They count as delivered, also when you do not look. "
        "Senders heard that you do not look, and may write on paper too."
    )
    title = _("Letters wait for you for a long time")
    return Todo(key="mail-dormant", title=title, line=told, action=_("Look now"), href="/berichten")


def _owed(owed: Sequence[Row]) -> list[Todo]:
    known, language = faces.faces(row.organisation for row in owed), words.language()
    return [
        Todo(
            key=f"mail-{row.id}",
            title=_("Pay %(amount)s") % {"amount": formats.money(row.amount)},
            line=f"{row.subject} · {known[row.organisation].name(language)}",
            due=PartialDate.of(row.due.astimezone(clock.BRUSSELS).date()),
            action=_("To the message"),
            href=f"/berichten/{row.id}",
        )
        for row in owed
        if row.amount and row.due
    ]


def draw(mail: Standing | None, _answers: Answers, *, others: bool = False) -> str:
    """Return the newest messages, or how to open the mailbox; nothing for who sees no mail.

    `others`: there are other mailboxes too, so the count says of which it is.
    """
    if mail is None:
        return gap("mail")
    known = faces.faces(row.organisation for row in mail.newest)
    rows = [(row, known[row.organisation], f"/berichten/{row.id}") for row in mail.newest]
    context = {"mail": mail, "rows": rows, "words": words, "language_now": words.language(), "others": others}
    return str(get_template("portal/home_mail.html").render(context))
