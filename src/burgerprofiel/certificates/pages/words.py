"""What pages about certificates say of one: its state, its purpose, its language, why it was withdrawn."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.certificates import codes
from burgerprofiel.certificates.issuing import queries
from burgerprofiel.certificates.issuing.queries import Issued, NotThereError
from burgerprofiel.certificates.listing.offers import Giver
from burgerprofiel.certificates.models.certificates import State, Why
from burgerprofiel.certificates.purposes import PURPOSES
from burgerprofiel.kit.clock import BRUSSELS
from burgerprofiel.sources.facts import Tag

LANGUAGES = {"nl": "Nederlands", "fr": "Français", "de": "Deutsch", "en": "English"}
"""Each in itself: who wants a certificate in a language reads it."""


def tag(issued: Issued) -> Tag:
    """Its state in a word."""
    if issued.state is State.READY:
        return Tag(pgettext("certificate", "Over"), "plain") if issued.over else Tag(_("Ready"), "good")
    return {
        State.WAITING: Tag(_("Being made"), "act"),
        State.FAILED: Tag(_("Not made"), "bad"),
        State.WITHDRAWN: Tag(_("Withdrawn"), "bad"),
    }[issued.state]


def purpose(viewer: Viewer, issued: Issued) -> str:
    """What it is for; of one that failed nothing was kept."""
    try:
        return PURPOSES[queries.content(viewer, issued.id).purpose]()
    except NotThereError:
        return ""


def day(issued: Issued) -> date:
    """When it was issued, or asked for."""
    return issued.issued_on or issued.asked_at.astimezone(BRUSSELS).date()


def language(issued: Issued) -> str:
    """Its language, in itself."""
    return LANGUAGES[issued.language]


def pretty(issued: Issued) -> str:
    """Its code, as on paper."""
    return codes.pretty(issued.code)


def giver(it: Giver) -> str:
    """Who makes and seals it."""
    return {Giver.OURS: _("Made here"), Giver.REGISTER: _("National Register"), Giver.OTHERS: _("Kept by others")}[it]


def product_page(number: str) -> str:
    """Where the government's site tells of a product (IPDC); empty when no such place is configured."""
    pattern: str = settings.CONFIG.product_pages
    return pattern.replace("{number}", number) if number else ""


def why(issued: Issued) -> str:
    """Why it was withdrawn."""
    return {
        Why.MISTAKE: _("Something on it was wrong."),
        Why.REPLACED: _("A newer certificate took its place."),
        Why.UNLAWFUL: _("It was obtained without a right to it."),
        Why.COMPROMISED: _("The seal on it can no longer be relied on."),
    }[Why(issued.withdrawn_why)]
