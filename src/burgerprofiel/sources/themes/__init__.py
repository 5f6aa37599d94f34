"""The themes of the overview (B1), in the order of the home page."""

from importlib import import_module
from importlib.util import find_spec

from burgerprofiel.sources.facts import Theme

ORDER = ("family", "home", "work", "benefits", "education", "dossiers")
THEMES: tuple[Theme, ...] = tuple(
    import_module(f"{__name__}.{key}").THEME for key in ORDER if find_spec(f"{__name__}.{key}")
)
