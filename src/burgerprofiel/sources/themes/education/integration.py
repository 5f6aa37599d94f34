"""Integration programme and Dutch as a second language: found among certificates and lessons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from burgerprofiel.sources.connectors.magda.services.geef_bewijs import Proof
from burgerprofiel.sources.connectors.magda.services.geef_historiek_inschrijving import Enrolment
from burgerprofiel.sources.facts import Card
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.education import kinds
from burgerprofiel.sources.themes.education.names import name_of, newest_first
from burgerprofiel.sources.themes.education.words import said

_INTEGRATION = re.compile(r"inburgering|maatschappelijke ori[eë]ntatie", re.IGNORECASE)
_DUTCH = re.compile(r"\bNT2\b|Nederlands (als )?tweede taal", re.IGNORECASE)


def programme(found: Sequence[Proof]) -> Card | None:
    """Return what was earned in the programme for newcomers, when there is something."""
    return _earned(
        "integration",
        _("Integration programme"),
        _("What you finished of the programme for newcomers in Flanders."),
        [proof for proof in found if _INTEGRATION.search(_about(proof))],
    )


def dutch(found: Sequence[Proof]) -> Card | None:
    """Return the levels of Dutch that were earned, when there are any."""
    return _earned(
        "dutch",
        _("Dutch as a second language"),
        _("The levels of Dutch that you earned in lessons for speakers of other languages."),
        [proof for proof in found if _DUTCH.search(_about(proof))],
    )


def lessons(enrolments: Sequence[Enrolment]) -> Card | None:
    """Return the lessons of Dutch that were followed, when there are any."""
    found = [it for it in enrolments if it.adult is not None and _DUTCH.search(kinds.title(it))]
    if not found:
        return None
    return Card(
        key="dutch-lessons",
        label=_("Lessons of Dutch as a second language"),
        value=values.quantity(len(found), _("modules")),
        meaning=_("The modules you enrolled for, with the day you enrolled."),
        rows=tuple(row for it in found for row in values.rows((_lesson(it), values.day(it.enrolled)))),
    )


def _earned(key: str, label: str, meaning: str, found: list[Proof]) -> Card | None:
    if not found:
        return None
    ordered = newest_first(found)
    return Card(
        key=key,
        label=label,
        value=values.words(name_of(ordered[0])),
        meaning=meaning,
        rows=tuple(row for proof in ordered for row in values.rows((name_of(proof), values.day(proof.issued)))),
    )


def _about(proof: Proof) -> str:
    return " ".join((proof.name, proof.study, proof.subject, *(content for _name, content in proof.extra)))


def _lesson(it: Enrolment) -> str:
    return values.joined(kinds.title(it), said(it.adult.result) if it.adult is not None else "")
