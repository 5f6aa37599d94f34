"""Answers about one's own data: a report on a fact, a question about who looked, the profile (B9, B10, E3)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from burgerprofiel.notices.kinds.kind import Group, Kind, Values, Words
from burgerprofiel.notices.notice import Channel


def _privacy_answer(_values: Values) -> Words:
    return Words(
        _("Your question about who looked at your data has an answer"),
        _("The data protection officer answered. You read the answer with your question."),
        _("Read the answer"),
    )


def _profile_unused(_values: Values) -> Words:
    return Words(
        _("Your profile will be removed in a month"),
        _("You did not sign in for 23 months. In a month we remove all that you gave us. Sign in to keep it."),
        _("See your profile"),
    )


def _address_dead(_values: Values) -> Words:
    return Words(
        _("Your e-mail address does not work any more"),
        _("Our e-mails to you came back. Give another address, or prove this one again, so that you miss nothing."),
        _("See your profile"),
    )


def _phone_dead(_values: Values) -> Words:
    return Words(
        _("Your phone number does not work any more"),
        _("Our texts did not reach you. Give another number, or prove this one again, so that you miss nothing."),
        _("See your profile"),
    )


KINDS: tuple[Kind, ...] = (
    Kind("privacy.answer", Group.OWN_DATA, _privacy_answer),
    Kind("profile.unused", Group.OWN_DATA, _profile_unused, active=True, must=frozenset(Channel)),
    Kind("profile.address_dead", Group.OWN_DATA, _address_dead, active=True, must=frozenset(Channel)),
    Kind("profile.phone_dead", Group.OWN_DATA, _phone_dead, active=True, must=frozenset(Channel)),
)
