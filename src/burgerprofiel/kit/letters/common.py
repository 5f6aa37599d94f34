"""What every e-mail says beside its own: the greeting, how to check it, and who sends it."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from burgerprofiel.kit.letters.sheet import Sheet

PAGE = "/is-dit-echt"
"""Where anybody can check a code."""


def greeting(sheet: Sheet) -> str:
    """Return the first line."""
    return _("Dear %(name)s,") % {"name": sheet.name} if sheet.name else _("Hello,")


def ordinary(subject: str) -> str:
    """Return a subject with ordinary blanks: on its way those of French may become them anyway."""
    return subject.replace("\u00a0", " ")


def how_to_check(sheet: Sheet) -> tuple[str, ...]:
    """Return how its reader finds out that we wrote it, without clicking anything."""
    words = {"host": settings.CONFIG.portal_address, "where": sheet.look_under, "page": _page()}
    inside = (
        _("Open %(host)s yourself, sign in and look under “%(where)s”: you find the same there.") % words
        if sheet.look_under
        else ""
    )
    outside = _("Or type the code below at %(page)s.") if inside else _("Type the code below at %(page)s.")
    return tuple(each for each in (inside, outside % words) if each)


def never() -> str:
    """Return what we never do."""
    return _("We never ask for a code, a PIN or a password by e-mail.")


def _page() -> str:
    return f"{settings.CONFIG.portal_address}{PAGE}"
