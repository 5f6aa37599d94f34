"""Rights to support measures for work, such as the Flemish support premium for an employer."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from burgerprofiel.sources.connectors.magda.services.geef_status_recht_ondersteuningen import SERVICE as SUPPORT
from burgerprofiel.sources.connectors.magda.services.geef_status_recht_ondersteuningen import SupportRight
from burgerprofiel.sources.facts import Block, Card, Section, Tag
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.benefits import periods, pieces

_MEASURES = {
    "VOP": gettext_noop("Flemish support premium"),
    "LDE": gettext_noop("Work in the local service economy"),
    "MWB": gettext_noop("Work in a customised-work enterprise"),
    "MWA": gettext_noop("Customised work in an ordinary enterprise"),
}
_MEANINGS = {
    "VOP": gettext_noop(
        "An employer who hires you gets a premium, because work takes more effort with a disability. The "
        "self-employed get it too."
    ),
    "LDE": gettext_noop("You can work with guidance in a service close to home."),
    "MWB": gettext_noop("You can work in an enterprise that adapts the work to you and guides you."),
    "MWA": gettext_noop("An ordinary employer gets support to adapt the work to you and to guide you."),
}
_STATES = {
    "TG": (gettext_noop("Granted"), "good"),
    "GG": (gettext_noop("Approved"), "good"),
    "IB": (gettext_noop("Being handled"), "plain"),
    "GW": (gettext_noop("Refused"), "bad"),
    "AF": (gettext_noop("Closed"), "plain"),
}


def measure(right: SupportRight) -> str:
    """Return the measure in words: an unknown code keeps the source's own."""
    return pieces.told(_MEASURES, right.code, right.name)


def build(answers: Answers) -> Sequence[Block]:
    """A card per right, the newest first."""
    support = answers.data(SUPPORT)
    rights = sorted(support.rights, key=lambda right: str(right.begin or ""), reverse=True) if support else ()
    return [_card(number, right) for number, right in enumerate(rights, start=1)]


def _card(number: int, right: SupportRight) -> Card:
    text, tone = _STATES.get(right.status, (right.status_name, "plain"))
    over = tone == "good" and not periods.holds(right.begin, right.end)
    return Card(
        key=f"right-{number}",
        label=measure(right),
        value=values.span(right.begin, right.end),
        meaning=pieces.told(
            _MEANINGS, right.code, _("With this right you or your employer get support at work for this period.")
        ),
        tag=Tag(_(text) if right.status in _STATES else text, "plain" if over else tone) if text else None,
        rows=values.rows((_("Decided on"), values.day(right.decided))),
    )


def _title() -> str:
    return _("Support at work")


def _empty() -> str:
    return _("You have no right to a support measure for work at the moment.")


SECTION = Section("support", _title, (SUPPORT,), build, _empty)
