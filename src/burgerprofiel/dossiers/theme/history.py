"""The states of a file as a line: what came before, and where it stands now."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from burgerprofiel.dossiers import words
from burgerprofiel.dossiers.own.magda import moment
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_dossiers import Change
from burgerprofiel.sources.facts import Bar, Timeline
from burgerprofiel.sources.themes import values


def line(key: str, title: str, changes: Sequence[Change]) -> Timeline | None:
    """Return the line, or None when there is only one state or none has a date."""
    dated = [(began, change) for change in changes if (began := moment(change)) is not None]
    if len(dated) < 2:
        return None
    bars = [_bar(began, change, ended) for (began, change), (ended, _next) in pairwise(dated)]
    return Timeline(
        key=key,
        label=_("Course of the file: %(name)s") % {"name": title},
        meaning=_("Each state of the file, by phase. The last one is where it stands now."),
        bars=(*bars, _bar(*dated[-1], None)),
    )


def _bar(began: PartialDate, change: Change, ended: PartialDate | None) -> Bar:
    state = words.state(change.code)
    return Bar(
        row=words.phase(change.phase) or state,
        label=values.joined(state, *change.details, by=" · "),
        began=began,
        ended=ended if ended is None or ended >= began else began,
        tone="act" if change.action_needed else "plain",
    )
