"""That a disability is recognised, since when and until when, with the points: no medical findings stand on it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from burgerprofiel.certificates.content import Field, Group, Part, group
from burgerprofiel.certificates.kinds.kind import Kind
from burgerprofiel.sources.connectors.magda.services.disability_recognition import Recognition
from burgerprofiel.sources.connectors.magda.services.geef_dossier_handicap import SERVICE
from burgerprofiel.sources.facts import Value, Words
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.benefits import periods

_RECOGNISED = "RECOGNITION_DETERMINED"


def _points(number: int | None, most: int) -> Value | None:
    return None if number is None else Words(_("%(points)s of %(most)s") % {"points": number, "most": most})


def _group(it: Recognition) -> Group:
    adult, child = it.adult, it.child
    return group(
        "recognition",
        _("Recognition of a disability"),
        ("period", _("Recognised"), values.span(it.begin, it.end)),
        ("decided", _("Decided on"), values.day(it.decided)),
        ("points", _("Less independence: points"), _points(adult.total, 18) if adult else None),
        ("earnings", _("Earning from work is harder"), values.yes_no(adult.earnings) if adult else None),
        ("child_points", _("Pillars for a child: points"), _points(child.total, 36) if child else None),
        ("pillar1", _("Of these in the first pillar"), _points(child.pillar1, 6) if child else None),
    )


def _found(answers: Answers) -> Iterator[Group]:
    found = answers.data(SERVICE)
    for file in found.files if found else ():
        for it in file.recognitions:
            if it.decision in ("", _RECOGNISED) and periods.holds(it.begin, it.end):
                made = _group(it)
                if made.fields:
                    yield made if it.end else Group(made.key, made.title, (*made.fields, _without_end()))


def _without_end() -> Field:
    return Field("end", _("Until"), Words(_("Until further notice")))


def _build(answers: Answers) -> tuple[Part, ...]:
    return tuple(_found(answers))


KIND = Kind(
    key="disability",
    product="12806",
    theme="benefits",
    title=lambda: _("Certificate of recognition of a disability"),
    explanation=lambda: _(
        "It shows that your disability is recognised, until when, and your points. It says nothing of what you have. "
        "You need it for a lower price, help at work or a parking card of another country."
    ),
    statement=lambda: _(
        "According to the Directorate-General for People with Disabilities (FPS Social Security), the recognition "
        "below holds for this person on the day of issue."
    ),
    nothing=lambda: _("The federal service has no recognition of a disability of yours that holds today."),
    service=SERVICE,
    build=_build,
    days=183,
)
