"""One sentence at the top: how many things ask something, and whether every source could be seen (B1)."""

from __future__ import annotations

from collections.abc import Sequence

from django.template.loader import get_template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from burgerprofiel.portal.overview import elsewhere, todos
from burgerprofiel.portal.pages.common import all_services
from burgerprofiel.portal.standing import has_data, unanswered
from burgerprofiel.sources.facts import Theme, Todo
from burgerprofiel.sources.service import Answers


def sentence(count: int, missing: int, *, dark: bool = False) -> str:
    """One sentence that says how things stand; a missing answer is never "nothing". `dark`: no theme could be seen."""
    if count:
        asked = ngettext("One thing asks something of you.", "%(n)s things ask something of you.", count) % {"n": count}
        rest = _("Not every source could be reached.") if missing else _("There is nothing else you have to do now.")
        return f"{asked} {rest}"
    if dark:
        return _("None of your sources could be reached now. That says nothing about your data. Try again later.")
    if missing:
        return _("Nothing we could see asks something of you now. Not every source could be reached.")
    return _("There is nothing you have to do now.")


def _is_dark(theme: Theme, answers: Answers) -> bool:
    """Whether nothing was seen of a theme and something is missing."""
    return not has_data(theme.tile_services, answers) and bool(unanswered(theme.tile_services, answers))


def draw(themes: Sequence[Theme], answers: Answers, *, bills: Sequence[Todo]) -> str:
    """Draw it."""
    services = all_services(*(theme.tile_services for theme in themes))
    missing = [*unanswered(services, answers), *elsewhere.silent(answers)]
    dark = all(_is_dark(theme, answers) for theme in themes)
    told = sentence(len(todos.todos(themes, answers, bills)), len(missing), dark=dark)
    return str(get_template("portal/home_standing.html").render({"sentence": told}))
