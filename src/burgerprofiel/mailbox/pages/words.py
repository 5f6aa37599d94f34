"""Dates and acts as the list says them."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date, format_datetime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from burgerprofiel.kit import clock
from burgerprofiel.mailbox.own.handling import Undo, What

_LOCALES = {"nl": "nl_BE", "fr": "fr_BE", "de": "de_BE", "en": "en_BE"}
_CLOCKS = {"nl": "H.mm 'uur'", "fr": "H 'h' mm", "de": "H.mm 'Uhr'", "en": "H:mm"}


def language() -> str:
    """The reader's language, two letters."""
    return (get_language() or "nl")[:2]


def ago(moment: datetime) -> str:
    """As one says it: the hour of today, `gisteren`, `14 nov.`, and with its year when it was another year."""
    day, today = moment.astimezone(clock.BRUSSELS).date(), clock.today()
    if day == today:
        return format_datetime(moment, _CLOCKS[language()], tzinfo=clock.BRUSSELS, locale=_LOCALES[language()])
    if (today - day).days == 1:
        return _("yesterday")
    return _short(day, today.year, language())


@lru_cache(maxsize=4096)
def _short(day: date, year: int, told: str) -> str:
    dot = "." if told == "de" else ""
    pattern = f"d{dot} MMM" if day.year == year else f"d{dot} MMM y"
    return format_date(day, pattern, locale=_LOCALES[told])


def due(moment: datetime) -> str:
    """A due day on a row: `3 dec.`, with its year when it is not this one."""
    return _short(moment.astimezone(clock.BRUSSELS).date(), clock.today().year, language())


def days_left(moment: datetime) -> int:
    """Days until a due day; negative: it has gone by."""
    return (moment.astimezone(clock.BRUSSELS).date() - clock.today()).days


def size(octets: int) -> str:
    """The size of a file: `84 kB`, `1,2 MB`."""
    if octets < 1_000_000:
        return f"{max(1, round(octets / 1000))} kB"
    text = f"{octets / 1_000_000:.1f}"
    return f"{text if language() == 'en' else text.replace('.', ',')} MB"


def kind(media_type: str) -> str:
    """What a file is, in a word."""
    known = {
        "application/pdf": "PDF",
        "application/zip": "ZIP",
        "text/csv": "CSV",
        "text/xml": "XML",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
        "application/vnd.ms-excel": "Excel",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
        "application/msword": "Word",
        "application/vnd.ms-powerpoint": "PowerPoint",
    }
    if media_type in known:
        return known[media_type]
    main = media_type.partition("/")[0]
    return {"image": _("picture"), "text": _("text")}.get(main, _("document"))


WELL = ("terug", "bewaard", "ontvangen", "beantwoord")
"""What is said that is no trouble."""


def said(code: str) -> str:
    """What the page says of what was just asked, by the word in its address; of another word nothing."""
    return {
        "terug": _("Undone: everything is as it was before."),
        "ontvangen": _("You confirmed receipt. The sender is told when that was."),
        "bewaard": _("The search is saved: it stands beside the parts of the mailbox."),
        "beantwoord": _("Your answer is sent. It stands with the message."),
        "antwoord-leeg": _("Write your answer first. Nothing was sent."),
        "antwoord-lang": _("An answer has at most 4,000 letters. Nothing was sent."),
        "antwoord-closed": _("The sender takes no answer to this message any more. Nothing was sent."),
        "antwoord-many": _("You answered this message 20 times already. Nothing was sent."),
        "geen": _("Choose at least one message first."),
        "wat": _("We do not know what you want to do. Nothing was changed."),
        "label-empty": _("A label needs a name. Nothing was changed."),
        "label-long": _("A label has at most 50 letters. Nothing was changed."),
        "label-many": _("You have 50 labels already. Throw one away first. Nothing was changed."),
        "label-number": _("A label may not hold a national number. Nothing was changed."),
        "zoek-number": _("The name of a search may not hold a national number. Nothing was saved."),
        "zoek-empty": _("A search needs a name. Nothing was saved."),
        "zoek-long": _("The name of a search has at most 50 letters. Nothing was saved."),
        "zoek-many": _("You have 30 saved searches already. Throw one away first."),
    }.get(code, "")


def done(act: Undo) -> str:
    """What has just happened, in a sentence."""
    n = len(act.messages)
    if not n:
        return _("Nothing had to change.")
    match act.what:
        case What.ARCHIVED:
            told = ngettext("%(n)s message is in the archive now.", "%(n)s messages are in the archive now.", n)
            told = f"{told} {_unread(act.unread, of=n)}" if act.unread else told
        case What.RESTORED:
            told = ngettext("%(n)s message is back in the list.", "%(n)s messages are back in the list.", n)
        case What.UNREAD:
            told = ngettext("%(n)s message shows as unread.", "%(n)s messages show as unread.", n)
        case What.SEEN:
            told = ngettext("%(n)s message shows as read.", "%(n)s messages show as read.", n)
        case What.LABELLED:
            told = ngettext("%(n)s message has the label “%(label)s”.", "%(n)s messages have the label “%(label)s”.", n)
        case What.UNLABELLED:
            told = ngettext(
                "%(n)s message lost the label “%(label)s”.", "%(n)s messages lost the label “%(label)s”.", n
            )
        case What.PAID:
            told = ngettext("You marked this as paid.", "You marked %(n)s messages as paid.", n)
        case _still:
            told = ngettext("This is to be paid again.", "%(n)s messages are to be paid again.", n)
    return told % {"n": n, "label": act.label}


def _unread(unread: int, *, of: int) -> str:
    """What the archive does to messages that nobody read: they count no more, and their terms go on."""
    if unread == of:
        return ngettext(
            "It was not read: it is counted no more as unread, but its terms go on.",
            "They were not read: they are counted no more as unread, but their terms go on.",
            unread,
        )
    told = ngettext(
        "%(unread)s of them was not read: it is counted no more as unread, but its terms go on.",
        "%(unread)s of them were not read: they are counted no more as unread, but their terms go on.",
        unread,
    )
    return told % {"unread": unread}
