"""Before the first citizen comes: load what the first page would load, so that nobody waits for it."""

from django.conf import settings
from django.template.loader import get_template

from burgerprofiel.sources import fanout
from burgerprofiel.sources.themes import all_themes


def warm() -> None:
    """Compile every template, load every theme and start the loop that asks the sources."""
    all_themes()
    for room in ("site", "portal", "sources", "access"):
        folder = settings.ROOT / room / "templates"
        for path in folder.rglob("*.html"):
            get_template(str(path.relative_to(folder)))
    fanout.start()
