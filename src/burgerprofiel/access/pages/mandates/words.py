"""How a mandate is said: how far it is, and why something is not possible, in the citizen's words."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from burgerprofiel.kit import formats
from burgerprofiel.people.mandates import scopes
from burgerprofiel.people.mandates.mandate import End, Mandate, Stage
from burgerprofiel.people.mandates.rules import LONGEST_YEARS, NotPossibleError


class Shown(NamedTuple):
    """A mandate in a list or on its page."""

    mandate: Mandate
    tag: str
    tone: str
    """`good`, `act` or nothing: the colour of the tag, which says the same in words."""
    scopes: str
    term: str


def shown(mandate: Mandate) -> Shown:
    """Return it as pages draw it."""
    tag, tone = _tag(mandate)
    term = _("%(first)s to %(last)s") % {
        "first": formats.day(mandate.terms.begins),
        "last": formats.day(mandate.terms.ends),
    }
    return Shown(mandate, tag, tone, " · ".join(scopes.titles(mandate.terms.scopes)), term)


def _tag(mandate: Mandate) -> tuple[str, str]:
    match mandate.stage:
        case Stage.INVITED:
            return _("Waits for an answer"), ""
        case Stage.LAPSED:
            return _("Not accepted in time"), ""
        case Stage.ACCEPTED:
            return _("Accepted, not yet confirmed"), "act"
        case Stage.COMING:
            return _("Holds from %(day)s") % {"day": formats.day(mandate.terms.begins)}, ""
        case Stage.HOLDS:
            return _("Holds now"), "good"
        case Stage.EXPIRED:
            return _("Over"), ""
        case Stage.ENDED:
            return _ended(mandate), ""


def _ended(mandate: Mandate) -> str:
    match mandate.ended_by:
        case End.REFUSED:
            return pgettext("a mandate", "Refused")
        case End.TAKER:
            return _("Given back")
        case End.DEATH:
            return _("Ended by death")
        case _other:
            return pgettext("a mandate", "Withdrawn")


def sentence(error: NotPossibleError) -> str:  # noqa: PLR0911 - a sentence per reason
    """Say why it is not possible, and what is."""
    match error.reason:
        case "minor":
            return _("Mandates are for adults. For a child under 18 the parents act by law, without a mandate.")
        case "order":
            return _("A judge's order or a lock on your keys holds this back. What you gave before you can still end.")
        case "no-scope":
            return _("Choose at least one part that the mandate is for.")
        case "begins":
            return _("Choose a first day from today on, at most a year ahead.")
        case "ends-early":
            return _("The last day comes before the first. Choose a later day.")
        case "ends-late":
            return ngettext(
                "Choose a last day at most %(num)s year after the first.",
                "Choose a last day at most %(num)s years after the first.",
                LONGEST_YEARS,
            ) % {"num": LONGEST_YEARS}
        case "wider":
            return _("You can only take parts away or choose an earlier last day. For more, give a new mandate.")
        case "many":
            return _("You have many open mandates. End one that you need no longer, then try again.")
        case "own":
            return _("You gave this mandate yourself. Hand the code to the person who will act for you.")
        case "stage":
            return _("Somebody was faster: this mandate has changed meanwhile. Look again at how it stands.")
        case _other:
            return _("We do not know this code. Check it, or ask the giver for a new one: a code works 14 days, once.")
