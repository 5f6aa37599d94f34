"""Diplomas and certificates, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services import geef_bewijs
from burgerprofiel.sources.connectors.magda.services.geef_bewijs import Proof
from burgerprofiel.sources.facts import Block, Card, Row, Secret, Section, Tag
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.education import integration
from burgerprofiel.sources.themes.education.names import name_of, newest_first
from burgerprofiel.sources.themes.education.words import said

VALID = "1"
HONOUR = "eigen verklaring"


def card(key: str, proof: Proof, *, several_numbers: bool = False) -> Card:
    """Return the fact of one diploma or certificate."""
    return Card(
        key=key,
        label=values.joined(said(proof.kind), said(proof.category)) or _("Certificate"),
        value=values.words(name_of(proof)),
        meaning=values.joined(_issued(proof), _meaning(proof), by=" "),
        tag=_tag(proof),
        rows=(*_about(proof), *_place(proof), *_administration(proof), *(_holder(proof) if several_numbers else ())),
    )


def _issued(proof: Proof) -> str:
    """When and by whom, in a sentence: what people look for first."""
    given = {"day": values.day_text(proof.issued), "school": proof.school}
    if given["day"] and given["school"]:
        return _("Issued on %(day)s by %(school)s.") % given
    if given["day"]:
        return _("Issued on %(day)s.") % given
    return _("Issued by %(school)s.") % given if given["school"] else ""


def _meaning(proof: Proof) -> str:
    if proof.authenticity.casefold().startswith(HONOUR):
        return _("You told this to the VDAB yourself. Nobody has checked it.")
    return _("The school told this to the government. You need not show a paper copy to a Flemish public service.")


def _tag(proof: Proof) -> Tag | None:
    if proof.status not in ("", VALID):
        return Tag(_("Not valid (state %(code)s)") % {"code": proof.status}, "bad")
    if proof.authenticity.casefold().startswith(HONOUR):
        return Tag(_("Declared by yourself"), "plain")
    return None


def _about(proof: Proof) -> tuple[Row, ...]:
    return values.rows(
        (_("Issued on"), values.day(proof.issued)),
        (_("Study"), values.words(proof.study)),
        (_("Specialisation"), values.words(proof.specialisation)),
        (_("Subject"), values.words(values.joined(proof.subject, proof.detail))),
        (_("Counts for"), values.words(said(proof.final))),
        (_("Stage or degree"), values.words(said(proof.degree))),
        (_("Form of education"), values.words(values.joined(said(proof.form), said(proof.school_type)))),
        (_("Level of the qualification"), values.words(proof.level)),
        (_("Level of the professional qualification"), values.words(proof.professional_level)),
        (_("International level"), values.words(proof.isced_level)),
        (_("International field of study"), values.words(proof.isced_field)),
        (_("Hours of lessons"), values.some(proof.hours)),
        *((name or _("Also"), values.words(content)) for name, content in _extra(proof)),
    )


def _extra(proof: Proof) -> list[tuple[str, str]]:
    """What the school told more than the name again."""
    return [(name, content) for name, content in proof.extra if content != name_of(proof)]


def _place(proof: Proof) -> tuple[Row, ...]:
    return values.rows(
        (_("School"), values.words(proof.school)),
        (_("Kind of school"), values.words(said(proof.school_kind))),
        (_("Language"), values.words(said(proof.language))),
        (_("Country"), values.words(said(proof.country))),
    )


def _administration(proof: Proof) -> tuple[Row, ...]:
    return values.rows(
        (_("Delivered by"), values.words(said(proof.supplier))),
        (_("How sure"), values.words(said(proof.authenticity))),
        (_("In the database since"), values.day(proof.registered)),
        (_("Reference in the database"), values.words(proof.reference)),
    )


def _holder(proof: Proof) -> tuple[Row, ...]:
    """The number it was issued under, when an answer has several: an earlier number of the citizen, or a mistake."""
    if not proof.holder:
        return ()
    try:
        number = Ssin(proof.holder).formatted
    except ValueError:
        number = proof.holder
    return (Row(_("Issued under national number"), Secret(number)),)


def _build(answers: Answers) -> Sequence[Block]:
    found = answers.data(geef_bewijs.SERVICE) or ()
    several = len({proof.holder for proof in found if proof.holder}) > 1
    cards = (card(f"proof-{n}", proof, several_numbers=several) for n, proof in enumerate(newest_first(found), start=1))
    summaries = (integration.programme(found), integration.dutch(found))
    return [*(summary for summary in summaries if summary is not None), *cards]


SECTION = Section(
    key="proofs",
    title=lambda: _("Diplomas and certificates"),
    services=(geef_bewijs.SERVICE,),
    build=_build,
    empty=lambda: _("The database has no diplomas of you. Those from before 2001 and from abroad are often not in it."),
)
