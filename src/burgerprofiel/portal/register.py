"""The cookies that we set, as data: the page about privacy shows this list (G4)."""

from __future__ import annotations

import msgspec
from django.conf import settings
from django.utils.translation import gettext as _

from burgerprofiel.access import browser, device, last_key
from burgerprofiel.access.activation import progress


class Cookie(msgspec.Struct, frozen=True):
    """A cookie: its name, what it is for, how long it is kept."""

    name: str
    purpose: str
    kept: str


def cookies() -> list[Cookie]:
    """Every cookie of ours, in the reader's language."""
    return [
        Cookie(
            settings.SESSION_COOKIE,
            _("Knows that you are signed in, and holds the key to your data."),
            _("Until you sign out, at most as long as your session"),
        ),
        Cookie(
            settings.DESK_COOKIE, _("Knows that a civil servant is signed in at the desk."), _("Until you sign out")
        ),
        Cookie(settings.SIGN_IN_COOKIE, _("Knows your sign-in on our sign-in site."), _("Until you sign out")),
        Cookie(
            browser.cookie_name(),
            _("Makes sure that signing in ends in the browser where it began."),
            _("Half an hour"),
        ),
        Cookie(
            progress.cookie_name(),
            _("Knows how far you are when you activate keys with a letter from the counter."),
            _("An hour"),
        ),
        Cookie(last_key.cookie_name(), _("Remembers with which kind of key you signed in last."), _("A month")),
        Cookie(
            device.cookie_name(),
            _("Recognises this browser, so that we can tell you about a sign-in from a new one."),
            _("A year"),
        ),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            _("Makes sure that a form was sent by you and not by another site."),
            _("Until you close your browser"),
        ),
        Cookie(
            settings.LANGUAGE_COOKIE_NAME, _("Remembers the language you chose, only if you chose one."), _("A year")
        ),
    ]
