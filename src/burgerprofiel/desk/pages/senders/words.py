"""The fields of senders as people call them, and their values as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from burgerprofiel.kit import cbe
from burgerprofiel.mailbox.models import MessageType, SenderChange
from burgerprofiel.mailbox.models.boxes import Kind as Kinds
from burgerprofiel.mailbox.senders.fields import LANGUAGES
from burgerprofiel.mailbox.senders.overview import Overview


class Kind(NamedTuple):
    """One of the three things with a screen of their own."""

    what: str
    """As `mailbox.senders` calls it."""
    way: str
    """As addresses call it."""
    title: str
    new: str
    id_title: str
    id_field: str


def kinds() -> dict[str, Kind]:
    """The three things, by their way in addresses."""
    id_title = _("Id, for programs")
    told = (
        Kind(
            "organisation",
            "organisatie",
            _("Organisation"),
            _("New organisation"),
            _("Enterprise number"),
            "enterprise_number",
        ),
        Kind(
            "application", "toepassing", _("Application of a sender"), _("New application of a sender"), id_title, "id"
        ),
        Kind("message_type", "soort", _("Type of message"), _("New type of message"), id_title, "id"),
    )
    return {each.way: each for each in told}


def title(column: str) -> str:
    """What a column is about."""
    known = {
        "names": _("Name"),
        "long_names": _("Full name"),
        "descriptions": _("Explanation for the reader"),
        "url": _("Website"),
        "contact_business": _("Contact for questions"),
        "contact_technical": _("Technical contact"),
        "paper_stops": _("Paper stops for who has an active mailbox"),
        "mails_itself": _("Also writes e-mails of its own about its messages"),
        "active": _("In use"),
        "validity_number": _("How long it stays: number"),
        "validity_unit": _("How long it stays: unit"),
        "announcement": _("A mere announcement: goes to Notices, not into the mailbox"),
        "media_types": _("Which files"),
        "max_octets": _("The largest file, in megabytes"),
        "registered_allowed": _("May be registered mail"),
        "reply_allowed": _("May ask for a reply"),
        "payment_allowed": _("May ask for a payment"),
        "business_keys": _("Business data"),
    }
    return known.get(column, column)


def lines_of(column: str, value: object) -> list[str]:
    """A column's value, line by line."""
    if column == "validity_unit":
        return [{"day": _("days"), "month": _("months"), "year": _("years")}[str(value)]]
    if column == "max_octets" and isinstance(value, int):
        return [f"{value / 1_000_000:g}"]
    return lines(value)


def lines(value: object) -> list[str]:
    """A value, line by line."""
    match value:
        case None | "":
            return []
        case bool():
            return [_("Yes") if value else _("No")]
        case list():
            return [str(each) for each in value]
        case dict() if all(isinstance(each, str) for each in value.values()):
            return [f"{language}: {value[language]}" for language in LANGUAGES if language in value]
        case dict():
            return [f"{key}: {line}" for key, table in value.items() for line in lines(table.get("names"))]
        case _:
            return [str(value)]


def named(names: Mapping[str, str]) -> str:
    """A name in the reader's language, else in Dutch."""
    return names.get(get_language() or "nl") or names.get("nl", "")


def stays(kind: MessageType) -> str:
    """How long a message stays."""
    number = kind.validity_number
    sentence = {
        "day": ngettext("%(num)s day", "%(num)s days", number),
        "month": ngettext("%(num)s month", "%(num)s months", number),
        "year": ngettext("%(num)s year", "%(num)s years", number),
    }[kind.validity_unit]
    return sentence % {"num": number}


def may(kind: MessageType) -> list[str]:
    """What such a message may do beside being read."""
    told = (
        (kind.registered_allowed, pgettext("what a message may do", "Registered")),
        (kind.reply_allowed, pgettext("what a message may do", "Reply")),
        (kind.payment_allowed, pgettext("what a message may do", "Payment")),
    )
    return [word for allowed, word in told if allowed]


def how(change: SenderChange) -> tuple[str, str]:
    """What happened: words, and the tone of its tag."""
    if change.before is None:
        return _("Added"), "good"
    ended = change.after is None or change.after.get("active") is False
    return (pgettext("something that is no longer used", "Ended"), "bad") if ended else (_("Changed"), "act")


def changed(change: SenderChange) -> list[str]:
    """Which columns it changed."""
    before, after = change.before or {}, change.after or {}
    if change.what == "logo":
        return [_("Logo")]
    return [title(name) for name in after if before and before.get(name) != after[name]]


def box_kinds(kinds: tuple[str, ...]) -> list[str]:
    """To whom."""
    told = {
        "citizen": pgettext("to whom mail goes", "Citizens"),
        "enterprise": pgettext("to whom mail goes", "Enterprises"),
    }
    return [told[kind] for kind in kinds]


def right(key: str, everything: Overview) -> list[str]:
    """Who may send with what, which messages and to whom; of what is not there any more, its id."""
    organisation, application, message_type, box_kind = [*key.split(" "), "", "", "", ""][:4]
    known = {
        **{("organisation", row.pk): named(row.names) for row in everything.organisations},
        **{("application", row.pk): named(row.names) for row in everything.applications},
        **{("message_type", row.pk): named(row.names) for row in everything.message_types},
    }
    return [
        known.get(("organisation", organisation)) or cbe.on_paper(organisation),
        known.get(("application", application)) or application,
        known.get(("message_type", message_type)) or message_type,
        *(box_kinds((box_kind,)) if box_kind in Kinds.values else [box_kind]),
    ]
