"""Of what a citizen reported of a fact: every change of it is told (B9)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from burgerprofiel.notices.kinds.kind import Group, Kind, Values, Words


def _status(values: Values) -> Words:
    match values["status"]:
        case "1":
            title, text = _("Your report arrived: %(fact)s"), _("%(source)s has your report and will look into it.")
        case "2":
            title, text = _("Being looked into: %(fact)s"), _("%(source)s is looking into what you reported.")
        case "3":
            title, text = (
                _("Not changed: %(fact)s"),
                _("%(source)s looked into your report and does not change this. You read why with your report."),
            )
        case "4":
            title, text = (
                _("Solved: %(fact)s"),
                _("%(source)s acted on what you reported. With your report you read how."),
            )
        case _closed:
            title, text = _("Closed: your report on %(fact)s"), _("%(source)s closed your report.")
    return Words(title % values, text % values, _("See your report"))


KINDS = (Kind("feedback.status", Group.OWN_DATA, _status, frozenset({"fact", "source", "status"})),)
