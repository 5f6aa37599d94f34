"""How much learning credit somebody has left: a university or university college asks for it at an enrolment."""

from __future__ import annotations

from django.utils.translation import gettext as _

from burgerprofiel.certificates.content import Part, group
from burgerprofiel.certificates.kinds.kind import Kind
from burgerprofiel.sources.connectors.magda.services.raadpleeg_leerkredietsaldo import SERVICE
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values


def _build(answers: Answers) -> tuple[Part, ...]:
    credit = answers.data(SERVICE)
    if credit is None or credit.balance is None:
        return ()
    unit = _("credits")
    fields = (
        ("balance", _("Balance of the learning credit"), values.quantity(credit.balance, unit)),
        ("reserve", _("Set aside for this year"), values.quantity(credit.reserve, unit)),
        ("bonus", _("Still with a bonus"), values.quantity(credit.bonus, unit)),
    )
    return (group("credit", _("Learning credit"), *fields),)


KIND = Kind(
    key="learning-credit",
    product="12803",
    theme="education",
    title=lambda: _("Certificate of learning credit"),
    explanation=lambda: _(
        "It shows how much learning credit you have left. A university or university college may ask for it when you "
        "enrol. It counts for a month: each enrolment changes the balance."
    ),
    statement=lambda: _(
        "According to the Flemish Ministry of Education and Training, this person has the learning credit below."
    ),
    nothing=lambda: _("No learning credit is kept for you. You get 140 when you first enrol in higher education."),
    service=SERVICE,
    build=_build,
    days=31,
)
