"""How a report stands, in the words that citizens read."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from burgerprofiel.feedback.life import Status
from burgerprofiel.feedback.models import Kind
from burgerprofiel.kit import clock, formats


def status(now: Status) -> str:
    """Return it as a tag says it."""
    match now:
        case Status.SUBMITTED:
            return pgettext("report", "sent")
        case Status.ASSIGNED:
            return pgettext("report", "with the source")
        case Status.INVESTIGATED:
            return pgettext("report", "being looked into")
        case Status.REJECTED:
            return pgettext("report", "not changed")
        case Status.SOLVED:
            return pgettext("report", "solved")
        case Status.CLOSED:
            return pgettext("report", "closed")
        case Status.WITHDRAWN:
            return pgettext("report", "taken back")


def meaning(now: Status, source: str) -> str:
    """Return what it means for who reported it."""
    match now:
        case Status.SUBMITTED:
            return _("We are bringing your report to %(source)s.") % {"source": source}
        case Status.ASSIGNED:
            return _("%(source)s has your report. Nobody began yet.") % {"source": source}
        case Status.INVESTIGATED:
            return _("%(source)s is finding out what is right.") % {"source": source}
        case Status.REJECTED:
            return _("%(source)s looked into it and leaves the fact as it is.") % {"source": source}
        case Status.SOLVED:
            return _("%(source)s did something about it. Look at the fact again after a few days.") % {"source": source}
        case Status.CLOSED:
            return _("This is over. Is the fact still wrong? Then you can report it again.")
        case Status.WITHDRAWN:
            return _("You took this back. Nobody got it.")


def tone(now: Status) -> str:
    """Return how a tag looks: `good`, `act`, `bad` or `plain`."""
    known = {Status.INVESTIGATED: "act", Status.SOLVED: "good", Status.REJECTED: "bad"}
    return known.get(now, "plain")


def kind(it: Kind) -> str:
    """Return what is wrong."""
    return _("It is wrong") if it is Kind.WRONG else _("Something is missing")


def day(at: datetime) -> str:
    """Return the day on which it was, in Brussels."""
    return formats.day(at.astimezone(clock.BRUSSELS).date())


def reported(at: datetime, now: Status) -> str:
    """Return what stands beside a fact that was reported."""
    return _("Reported on %(day)s · %(status)s") % {"day": day(at), "status": status(now)}


def confirmed(at: datetime) -> str:
    """Return what stands beside a fact that was confirmed."""
    return _("You confirmed this on %(day)s") % {"day": day(at)}


def size(octets: int) -> str:
    """Return how large a file is."""
    return (
        f"{max(1, round(octets / 1000))} kB" if octets < 1_000_000 else f"{octets / 1_000_000:.1f} MB".replace(".", ",")
    )
