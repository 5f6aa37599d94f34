"""Diplomas and certificates that schools told the database of proofs of learning (LED).

What somebody declared on their honour and what is no longer valid is left out: nobody stands behind it.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from burgerprofiel.certificates.content import Column, Part, Table
from burgerprofiel.certificates.kinds.kind import Kind
from burgerprofiel.sources.connectors.magda.services.geef_bewijs import SERVICE, Proof
from burgerprofiel.sources.facts import Value
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.education.names import name_of, newest_first
from burgerprofiel.sources.themes.education.proofs import HONOUR, VALID
from burgerprofiel.sources.themes.education.words import said


def _holds(proof: Proof) -> bool:
    return proof.status in ("", VALID) and not proof.authenticity.casefold().startswith(HONOUR)


def _row(proof: Proof) -> tuple[Value | None, ...]:
    return (
        values.words(values.joined(name_of(proof), said(proof.kind))),
        values.words(proof.school),
        values.day(proof.issued),
        values.words(proof.reference),
    )


def _build(answers: Answers) -> tuple[Part, ...]:
    proofs = [proof for proof in answers.data(SERVICE) or () if _holds(proof)]
    columns = (
        Column("name", _("Diploma or certificate"), wide=True),
        Column("school", _("School"), wide=True),
        Column("issued", _("Issued on")),
        Column("reference", _("Reference in the database"), fine=True),
    )
    rows = tuple(map(_row, newest_first(proofs)))
    return (Table("proofs", _("Diplomas and certificates"), columns, rows),) if rows else ()


KIND = Kind(
    key="diplomas",
    product="12801",
    theme="education",
    title=lambda: _("Certificate of diplomas obtained"),
    explanation=lambda: _(
        "It lists the diplomas and certificates that schools told the government about. Use it when somebody outside "
        "the Flemish government asks for a proof; Flemish public services see your diplomas themselves."
    ),
    statement=lambda: _(
        "According to the Flemish database of proofs of learning and experience (LED), this person obtained the "
        "diplomas and certificates below."
    ),
    nothing=lambda: _("The database has no diplomas of you that a school confirmed."),
    service=SERVICE,
    build=_build,
)
