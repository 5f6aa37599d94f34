"""Of dossiers: one changed, one asks something (D1)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from burgerprofiel.notices.kinds.kind import Group, Kind, Values, Words

_FACTS = frozenset({"dossier", "state"})
_BY = frozenset({"sender"})
"""Which body it is of."""


def _changed(values: Values) -> Words:
    return Words(
        _("Your file changed: %(dossier)s") % values,
        _("It is now: %(state)s.") % values,
        _("See the file"),
    )


def _asks(values: Values) -> Words:
    return Words(
        _("Your file asks something of you: %(dossier)s") % values,
        _("It is now: %(state)s.") % values,
        _("See what to do"),
    )


KINDS = (
    Kind("dossiers.changed", Group.DOSSIERS, _changed, _FACTS, _BY),
    Kind("dossiers.asks", Group.DOSSIERS, _asks, _FACTS, _BY, active=True),
)
