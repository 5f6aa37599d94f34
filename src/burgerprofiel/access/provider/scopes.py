"""What each scope tells an application, in the citizen's words (contracts/mbp.md §5.2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from burgerprofiel.access.identity import Identity
from burgerprofiel.access.provider import details
from burgerprofiel.access.provider.details import Details
from burgerprofiel.access.provider.family import LIFE
from burgerprofiel.kit import formats


class Told(NamedTuple):
    """One scope."""

    scope: str
    title: str
    explanation: str
    icon: str


def told(scopes: Iterable[str], who: Identity) -> list[Told]:
    """Say what `who` would let an application know. The national number itself is never said."""
    return [_mailbox(scope) if scope.startswith(_EBOX) else _notices(scope) or _told(scope, who) for scope in scopes]


_EBOX = "scope:document:management:"
"""How all scopes of the mailbox begin (contracts/ebox.md A.2)."""


def _notices(scope: str) -> Told | None:
    """Those of the door for a citizen's notices (`notices.api.feed`)."""
    return {
        "NotificatieRaadplegen": Told(
            scope, _("Your notices"), _("It can show you what public bodies told you."), "bell"
        ),
        "NotificatieBeheren": Told(
            scope, _("Mark your notices"), _("It can mark them as read or as done for you."), "check"
        ),
    }.get(scope)


def _mailbox(scope: str) -> Told:
    if scope == details.SCOPE:
        return Told(scope, _("Your mailbox"), _("Your messages from governments, for what you allow."), "document")
    return Told(scope, _("About your mailbox"), _("How many messages there are, and who sends what."), "document")


def told_of_mailbox(allowed: Details) -> list[Told]:
    """Say what it could do with the mailbox, and until when."""
    if not allowed:
        return []
    until = _("Until %(day)s at the latest.") % {"day": formats.day(allowed.until)}
    shows = _("It can show you your messages from governments, and open them when you do.")
    hears = _("It hears that there is a new message, from whom and of what kind, so that it can tell you.")
    purposes = {"show": (_("Show your mailbox"), shows), "notify": (_("Tell you of new messages"), hears)}
    return [
        Told(f"mailbox:{name}", title, f"{sentence} {until}", "document")
        for name, (title, sentence) in purposes.items()
        if name in allowed.purposes
    ]


def _told(scope: str, who: Identity) -> Told:
    match scope:
        case "openid":
            return Told(scope, _("That it is you"), _("When you come back, it recognises you."), "check")
        case "profile":
            return Told(scope, _("Your name"), f"{who.given_name} {who.family_name}", "family")
        case "rrn":
            return Told(
                scope,
                _("Your national number"),
                _("The number on your identity card. With it, others find you in their files."),
                "document",
            )
        case "offline_access":
            days = ngettext(
                "For %(num)s day it can ask us again, without you being there.",
                "For %(num)s days it can ask us again, without you being there.",
                LIFE.days,
            ) % {"num": LIFE.days}
            return Told(scope, _("The same, also when you are away"), days, "clock")
        case "papi":
            return Told(
                scope,
                _("Your data from the personal data service"),
                _("While you use it, it can ask that service for your data, ten minutes at a time."),
                "document",
            )
        case "vo":
            return Told(
                scope,
                _("For whom you use it"),
                _("Whether you sign in for yourself or for an organisation, and which."),
                "work",
            )
        case "ssm_mandaat":
            told_only = _("If you choose to act with a mandate: the person who gave it.")
            return Told(scope, _("For whom you act"), told_only, "family")
        case _other:
            return Told(
                scope,
                _("Your roles in %(scope)s") % {"scope": scope},
                _("What you may do there for the organisation you choose. Ask the application what each role means."),
                "question",
            )
