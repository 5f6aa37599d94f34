"""Social statuses, and what a municipality makes of them: many reduced prices follow by themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from burgerprofiel.sources.connectors.magda.services.geef_sociaal_statuut import SERVICE as STATUSES
from burgerprofiel.sources.connectors.magda.services.geef_sociaal_statuut import SocialStatus
from burgerprofiel.sources.facts import Block, Card, Row, Section, Tag, Words
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.benefits import periods, pieces

_NAMES = {
    "BIM_BVT": gettext_noop("Increased reimbursement"),
    "BIM_BVT_IN_FAMILY": gettext_noop("Increased reimbursement for somebody in your household"),
    "PCSA_AND_BIM_HELP": gettext_noop("Help from the OCMW or increased reimbursement"),
    "LIVING_WAGES_PCSA_HELP": gettext_noop("Living wage or help from the OCMW"),
    "GENT_PARKING_ADULT": gettext_noop("Parking in Ghent with a disability (adult)"),
    "GENT_PARKING_CHILD": gettext_noop("Parking in Ghent with a disability (child)"),
}
_MEANINGS = {
    "BIM_BVT": gettext_noop(
        "You pay less for the doctor, medicines and the hospital, and for the train and bus. The social "
        "tariff for energy can follow by itself."
    ),
    "BIM_BVT_IN_FAMILY": gettext_noop(
        "Somebody you live with pays less for care. Some reduced prices count for your whole household."
    ),
    "PCSA_AND_BIM_HELP": gettext_noop(
        "One of the two is enough for many reduced prices, such as the social tariff for energy."
    ),
    "LIVING_WAGES_PCSA_HELP": gettext_noop("Many reduced prices follow from this by themselves."),
}
_LOCAL = ("GENT_",)
"""How the names of statuses that only one municipality uses begin."""


def is_local(status: SocialStatus) -> bool:
    """Whether a status belongs to one municipality."""
    return status.name.startswith(_LOCAL)


def name(status: SocialStatus) -> str:
    """Return a status in words; an unknown one keeps the source's own, readable."""
    return pieces.told(_NAMES, status.name, status.name.replace("_", " ").capitalize())


def applying(answers: Answers) -> list[SocialStatus]:
    """The statuses that apply."""
    found = answers.data(STATUSES)
    return [status for status in found.statuses if status.result == "1"] if found else []


def _build(*, local: bool) -> Callable[[Answers], Sequence[Block]]:
    def build(answers: Answers) -> Sequence[Block]:
        found = answers.data(STATUSES)
        mine = [status for status in found.statuses if is_local(status) is local] if found else []
        return [_card(status) for status in sorted(mine, key=lambda status: status.result != "1")]

    return build


def _card(it: SocialStatus) -> Card:
    applies = it.result == "1"
    soon = applies and any(periods.ends_soon(period.end) for period in it.periods)
    general = (
        _("Your municipality uses this to give you a right or a lower price.")
        if is_local(it)
        else _("A service can use this to give you a lower price without asking you for papers.")
    )
    return Card(
        key=it.name.lower().replace("_", "-"),
        label=name(it),
        value=Words(_result(it)),
        meaning=pieces.told(_MEANINGS, it.name, general),
        tag=Tag(_("Ends soon"), "act") if soon else Tag(_("Applies"), "good") if applies else None,
        rows=(
            *(Row(_("Period"), values.span(period.begin, period.end)) for period in it.periods),
            *values.rows((_("The source adds"), values.words(it.remark))),
        ),
    )


def _result(it: SocialStatus) -> str:
    return {"1": _("Applies to you"), "0": _("Does not apply to you")}.get(it.result, it.result_name or "?")


def _title() -> str:
    return _("Social statuses and reduced prices")


def _empty() -> str:
    return _("No social status of yours is known.")


def _local_title() -> str:
    return _("From your municipality")


def _local_empty() -> str:
    return _("Your municipality shares no benefits here yet. Ask at the town hall what you have a right to.")


SECTION = Section("statuses", _title, (STATUSES,), _build(local=False), _empty)
LOCAL = Section("local", _local_title, (STATUSES,), _build(local=True), _local_empty)
