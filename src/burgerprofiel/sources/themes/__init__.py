"""The themes of the overview (B1), in the order of the home page."""

from functools import cache
from importlib import import_module

from burgerprofiel.sources.facts import Theme

ORDER = ("family", "home", "work", "benefits", "education", "dossiers")


@cache
def all_themes() -> tuple[Theme, ...]:
    """Return every theme, in order."""
    return tuple(import_module(f"{__name__}.{key}").THEME for key in ORDER)
