"""How a theme is drawn: its tile on the overview, its sections on its own page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from django.template.loader import get_template
from django.utils.translation import gettext as _

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.dossiers import theme as dossiers
from burgerprofiel.permits import theme as permits
from burgerprofiel.portal.arrivals import Place
from burgerprofiel.portal.drawing import blocks, scale
from burgerprofiel.portal.standing import Notice, SourceLine, has_data, notices, source_line
from burgerprofiel.sources import themes as of_sources
from burgerprofiel.sources.facts import Block, Section, Theme
from burgerprofiel.sources.service import Answers

if TYPE_CHECKING:
    from burgerprofiel.portal.asking.beside import Beside
    from burgerprofiel.portal.asking.themes import Beyond

_DOSSIERS = replace(dossiers.THEME, sections=(*dossiers.THEME.sections, permits.SECTION))


def all_themes() -> tuple[Theme, ...]:
    """Every theme: those that sources alone know, and the dossiers, which lie here too, with permits."""
    return (*of_sources.all_themes(), _DOSSIERS)


def themes_for(viewer: Viewer) -> tuple[Theme, ...]:
    """The themes that are for this viewer, in order: of somebody who acts under a mandate those it is for."""
    return tuple(theme for theme in all_themes() if viewer.may_see(theme.key))


def others(themes: Sequence[Theme]) -> frozenset[str]:
    """Who else must have answered for these, by name."""
    return frozenset().union(*(theme.others for theme in themes))


def theme_named(key: str) -> Theme | None:
    """The theme whose page is `/gegevens/<key>`, whether or not it is for somebody."""
    return next((theme for theme in all_themes() if theme.key == key), None)


@dataclass(frozen=True)
class Standing:
    """A section with what its sources answered: blocks when there is data, notices for everything else."""

    section: Section
    blocks: Sequence[Block]
    notices: tuple[Notice, ...]
    source: SourceLine

    @property
    def is_nothing(self) -> bool:
        """Whether the sources answered that they have nothing."""
        return not self.blocks and all(notice.kind == "nothing" for notice in self.notices)


def standing(section: Section, answers: Answers) -> Standing:
    """Build the section from its answers."""
    built = section.build(answers) if section.own or has_data(section.services, answers) else ()
    told = notices(section.services, answers, section.empty())
    if built and section.own:
        told = tuple(each for each in told if each.kind != "nothing")
    if not built and not told:
        told = (Notice(kind="nothing", title=section.empty()),)
    return Standing(section, built, told, source_line(section.services, answers))


def failed() -> tuple[Notice, ...]:
    """What stands in a place that we could not draw."""
    return (
        Notice(
            kind="down",
            title=_("We cannot show this part now"),
            text=_("That is our fault and says nothing about your data."),
            retry=True,
        ),
    )


def _tile_html(theme: Theme, answers: Answers | None) -> str:
    """The tile of `theme`; without answers, the one that says that we failed."""
    has_any = answers is not None and (bool(theme.others) or has_data(theme.tile_services, answers))
    face = theme.tile(answers) if answers is not None and has_any else None
    told = (
        failed()
        if answers is None
        else notices(theme.tile_services, answers, _("Your government knows nothing of you here."))
    )
    if answers is not None and face is None and not told:
        told = (Notice(kind="nothing", title=_("Your government knows nothing of you here.")),)
    context = {
        "theme": theme,
        "face": face,
        "notices": [each for each in told if face is None or each.kind not in ("remark", "nothing")],
        "source": source_line(theme.tile_services, answers or Answers()),
        "scale": scale.draw(face.scale) if face and face.scale else None,
    }
    return str(get_template("portal/tile.html").render(context))


def gap(slot: str) -> str:
    """Something empty in a slot takes its skeleton away."""
    return f'<div slot="{slot}" class="empty-slot"></div>'


def tile(theme: Theme) -> Place:
    """The place of a theme on the overview."""
    return Place(
        f"tile-{theme.key}",
        theme.tile_services,
        partial(_tile_html, theme),
        partial(_tile_html, theme, None),
        title=theme.title(),
        others=theme.others,
    )


def _section_html(theme: Theme, it: Standing, beside: Mapping[str, Beside], *, opened: bool = False) -> str:
    """A section of a theme page: its first blocks in sight, the others in a fold."""
    drawn = [blocks.draw(block) for block in it.blocks]
    shown = in_sight(it.section, len(drawn))
    context = {
        "theme": theme,
        "it": it,
        "title": it.section.title(),
        "drawn": drawn,
        "shown": shown,
        "folded": len(drawn) - shown,
        "open": opened,
        "beside": beside,
    }
    return str(get_template("portal/section.html").render(context))


def in_sight(section: Section, count: int) -> int:
    """How many of the section's `count` blocks stand open; nobody has to open a fold for one more."""
    return count if 0 < section.shown >= count - 1 else section.shown


def section_places(said: Beyond, section: Section, *, opened: bool) -> tuple[Place, Place]:
    """The places of a section on its theme page: among the others, or on the list of what nobody knows anything of."""
    theme = said.theme
    stood: list[Standing] = []

    def once(answers: Answers) -> Standing:
        if not stood:
            stood.append(standing(section, answers))
        return stood[0]

    def draw(answers: Answers) -> str:
        it = once(answers)
        if it.is_nothing:
            return gap(f"section-{section.key}")
        return _section_html(theme, it, said.beside(section, it.blocks, answers), opened=opened)

    def nothing(answers: Answers) -> str:
        return str(get_template("portal/nothing.html").render({"section": section})) if once(answers).is_nothing else ""

    def fault() -> str:
        return _section_html(theme, Standing(section, (), failed(), SourceLine((), None)), {})

    waiting = "portal/waiting/section.html"
    return (
        Place(f"section-{section.key}", section.services, draw, fault, waiting, title=section.title()),
        Place(f"nothing-{section.key}", section.services, nothing, str, "portal/waiting/nothing.html"),
    )


def answers_of(theme: Theme, answers: Answers) -> Answers:
    """The answers that a theme's tile asked for, and no others."""
    names = {*(service.name for service in theme.tile_services), *theme.others}
    return Answers({name: answers[name] for name in names if name in answers})
