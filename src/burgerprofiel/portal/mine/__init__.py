"""What we hold of somebody ourselves, in search and export (B11, GDPR art. 15 and 20): the profile, how they are told,
what they allowed, what they were told. Told in the blocks that every face draws, and for nobody but themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Answer, Data
from burgerprofiel.notices.own.whose import own
from burgerprofiel.portal.mine import given, telling, told
from burgerprofiel.portal.mine.held import NAME, held
from burgerprofiel.sources.facts import Theme

_GIVEN = (*given.SECTIONS, *telling.SECTIONS)


def _theme(*, whole: bool) -> Theme:
    return Theme(
        key="profile",
        title=lambda: _("My profile"),
        lead=lambda: _("What you told us yourself. You choose what is here, and you remove it whenever you like."),
        sections=(*_GIVEN, told.SECTION) if whole else _GIVEN,
        tile_services=(),
        tile=lambda _answers: None,
        path="/profiel",
    )


_SEARCHED, _TAKEN = _theme(whole=False), _theme(whole=True)


def to_search(viewer: Viewer) -> tuple[Theme, ...]:
    """Return what search goes through; nothing while somebody acts for another. Notices have their own page."""
    return (_SEARCHED,) if own(viewer) else ()


def to_take(viewer: Viewer) -> tuple[Theme, ...]:
    """Return what an export holds: every notice too."""
    return (_TAKEN,) if own(viewer) else ()


def known(viewer: Viewer, *, whole: bool = False) -> Mapping[str, Answer[Any]]:
    """Return what these are built of, as an answer beside those of sources; `whole`: with every notice."""
    citizen_id = own(viewer)
    return {NAME: Data(held(viewer, citizen_id, whole=whole), clock.now())} if citizen_id else {}
