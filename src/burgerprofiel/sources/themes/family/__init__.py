"""Theme "You and your family" (B2): who you are, with whom you live, what the National Register knows about you."""

from __future__ import annotations

from django.utils.translation import gettext as _

from burgerprofiel.sources.connectors.magda.services.geef_gezinssamenstelling import SERVICE as HOUSEHOLD
from burgerprofiel.sources.connectors.magda.services.geef_historiek_gezinssamenstelling import (
    SERVICE as HOUSEHOLD_HISTORY,
)
from burgerprofiel.sources.connectors.magda.services.geef_historiek_persoon import SERVICE as HISTORY
from burgerprofiel.sources.connectors.magda.services.geef_pasfoto import SERVICE as PORTRAIT
from burgerprofiel.sources.connectors.magda.services.geef_persoon import SERVICE as PERSON
from burgerprofiel.sources.facts import Link, Section, Theme
from burgerprofiel.sources.themes.family import (
    addresses,
    birth,
    civil,
    documents,
    history,
    household,
    identity,
    photo,
    status,
    tile,
)

SECTIONS = (
    Section(
        key="identity",
        title=lambda: _("Identity and names"),
        services=(PERSON,),
        build=identity.build,
        empty=lambda: _("The register has no file about you."),
        shown=2,
    ),
    Section(
        key="photo",
        title=lambda: _("Photo"),
        services=(PORTRAIT,),
        build=photo.build,
        empty=lambda: _("The register has no photo of you."),
    ),
    Section(
        key="household",
        title=lambda: _("Household"),
        services=(HOUSEHOLD, PERSON),
        build=household.build,
        empty=lambda: _("The register has no household for you."),
        shown=1,
    ),
    Section(
        key="address",
        title=lambda: _("Address"),
        services=(PERSON,),
        build=addresses.build,
        empty=lambda: _("The register has no address for you."),
    ),
    Section(
        key="documents",
        title=lambda: _("Identity documents"),
        services=(PERSON,),
        build=documents.build,
        empty=lambda: _("The register has no identity document for you."),
    ),
    Section(
        key="civil",
        title=lambda: _("Civil status and living together"),
        services=(PERSON,),
        build=civil.build_civil,
        empty=lambda: _("The register has no civil status for you."),
    ),
    Section(
        key="nationality",
        title=lambda: _("Nationality"),
        services=(PERSON,),
        build=civil.build_nationality,
        empty=lambda: _("The register has no nationality for you."),
    ),
    Section(
        key="birth",
        title=lambda: _("Birth and descent"),
        services=(PERSON,),
        build=birth.build,
        empty=lambda: _("The register has nothing about your birth."),
        shown=2,
    ),
    Section(
        key="status",
        title=lambda: _("Protection and right of residence"),
        services=(PERSON,),
        build=status.build,
        empty=lambda: _("The register names no protection and no special status."),
    ),
    Section(
        key="after",
        title=lambda: _("Last wishes"),
        services=(PERSON,),
        build=status.build_after,
        empty=lambda: _("You told your municipality nothing about your last wishes."),
    ),
    Section(
        key="address-history",
        title=lambda: _("Earlier addresses"),
        services=(HISTORY,),
        build=history.build_addresses,
        empty=lambda: _("The register has no earlier addresses of you."),
        shown=0,
    ),
    Section(
        key="household-history",
        title=lambda: _("Earlier households"),
        services=(HOUSEHOLD_HISTORY, HOUSEHOLD),
        build=household.build_history,
        empty=lambda: _("The register has no earlier household of you."),
        shown=0,
    ),
    Section(
        key="history",
        title=lambda: _("What changed over the years"),
        services=(HISTORY, PERSON),
        build=history.build,
        empty=lambda: _("The register has no history of you."),
        shown=0,
    ),
)

THEME = Theme(
    key="family",
    title=lambda: _("You and your family"),
    lead=lambda: _("Who you are, where and with whom you live, according to the National Register."),
    sections=SECTIONS,
    tile_services=(PERSON, HOUSEHOLD),
    tile=tile.tile,
    todos=tile.todos,
    news=tile.news,
    links=lambda: (
        Link("https://mijndossier.rrn.fgov.be", _("My file at the National Register")),
        Link("https://www.docstop.be", _("Report a lost or stolen card (DocStop)")),
    ),
)
