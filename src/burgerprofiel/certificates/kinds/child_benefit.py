"""For which children child benefit is paid now, and of which kinds: no amounts, for the source tells none."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from burgerprofiel.certificates.content import Column, Part, Table
from burgerprofiel.certificates.kinds.kind import Kind
from burgerprofiel.sources.connectors.magda.services.geef_gezinssamenstelling import SERVICE as HOUSEHOLD
from burgerprofiel.sources.connectors.magda.services.geef_kind_voordelen import SERVICE
from burgerprofiel.sources.facts import Span, Value, Words
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.benefits import periods
from burgerprofiel.sources.themes.benefits.child_benefit import children, kind, names


def _rows(answers: Answers) -> Iterator[tuple[Value | None, ...]]:
    benefits = answers.data(SERVICE)
    known = names(answers)
    by_child = children(benefits) if benefits else {}
    for number, (child, payments) in enumerate(by_child.items(), start=1):
        called = known.get(child, "") or _("child %(number)s") % {"number": number}
        for file, payment in payments:
            if periods.holds(payment.begin, payment.end):
                what = kind(payment.code, payment.name)
                yield Words(called), values.words(what), Span(payment.begin, payment.end), values.enterprise(file.fund)


def _build(answers: Answers) -> tuple[Part, ...]:
    rows = tuple(_rows(answers))
    columns = (
        Column("child", _("Child")),
        Column("kind", _("Kind of payment"), wide=True),
        Column("period", _("Period")),
        Column("fund", _("Paid by the fund with enterprise number")),
    )
    return (Table("payments", _("What is paid now"), columns, rows),) if rows else ()


KIND = Kind(
    key="child-benefit",
    product="12807",
    theme="benefits",
    title=lambda: _("Certificate of child benefit"),
    explanation=lambda: _(
        "It shows for which children child benefit (Groeipakket) is paid now, and which supplements. It holds no "
        "amounts. You need it in another country, for a divorce or for a lower price."
    ),
    statement=lambda: _(
        "According to the funds of the Groeipakket, the child benefit below is paid for or to this person on the day "
        "of issue."
    ),
    nothing=lambda: _("No child benefit is paid now for you or to you."),
    service=SERVICE,
    beside=(HOUSEHOLD,),
    build=_build,
    days=92,
)
