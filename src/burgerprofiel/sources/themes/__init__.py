"""The themes of the overview (B1), in the order of the home page."""

from functools import cache
from importlib import import_module

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.sources.facts import Theme

ORDER = ("family", "home", "work", "benefits", "education")


@cache
def all_themes() -> tuple[Theme, ...]:
    """Return every theme, in order."""
    return tuple(import_module(f"{__name__}.{key}").THEME for key in ORDER)


def themes_for(viewer: Viewer) -> tuple[Theme, ...]:
    """Return the themes that are for this viewer, in order: of somebody who acts under a mandate those it is for."""
    return tuple(theme for theme in all_themes() if viewer.may_see(theme.key))
