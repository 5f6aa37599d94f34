"""Benefits and taxes (B5): child benefit, support, disability, living wage, social statuses, taxes, local ones."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from burgerprofiel.sources.facts import Link, Theme
from burgerprofiel.sources.themes.benefits import (
    attention,
    care_file,
    child_benefit,
    living_wage,
    payments,
    recognition,
    statuses,
    support,
    taxes,
)
from burgerprofiel.sources.themes.benefits.tile import tile


def _title() -> str:
    return _("Benefits and taxes")


def _lead() -> str:
    return _("What you receive, what you have a right to, and what the tax administration settled.")


def _links() -> Sequence[Link]:
    return (
        Link("https://www.groeipakket.be", _("More about child benefit")),
        Link("https://www.rechtenverkenner.be", _("Which rights do I have? (Rechtenverkenner)")),
        Link("https://handicap.belgium.be", _("My file at the federal service for people with a disability")),
        Link("https://www.vaph.be", _("More about help from the Flemish agency (VAPH)")),
        Link("https://www.myminfin.be", _("My tax assessments in MyMinfin")),
    )


_SECTIONS = (
    child_benefit.SECTION,
    payments.SECTION,
    recognition.SECTION,
    care_file.SECTION,
    support.SECTION,
    living_wage.SECTION,
    statuses.SECTION,
    statuses.LOCAL,
    taxes.SECTION,
)

THEME = Theme(
    key="benefits",
    title=_title,
    lead=_lead,
    sections=_SECTIONS,
    tile_services=tuple(dict.fromkeys(section.services[0] for section in _SECTIONS)),
    tile=tile,
    todos=attention.todos,
    news=attention.news,
    links=_links,
)
