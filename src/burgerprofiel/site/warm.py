"""Before the first citizen comes: load what the first page would load, so that nobody waits for it."""

import gc

from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver

from burgerprofiel.sources import fanout
from burgerprofiel.sources.themes import all_themes


def warm() -> None:
    """Read every address, compile every template, load every theme, start the loop that asks others, and let the
    collector rest. What is wrong with a file of the operator's (MBP_UPSTREAMS, MBP_REGISTRIES,
    MBP_CERTIFICATE_SOURCES, MBP_TOWN_HALLS, MBP_ADDRESS_PLACES) is said now, not to the first citizen.

    What is loaded now stays for good: the garbage collector need not look through it again (pauses of 100 ms).
    """
    from burgerprofiel.certificates.fetched import configuration as certificates
    from burgerprofiel.certificates.town_halls import links as town_halls
    from burgerprofiel.mailbox.federation import members  # its tables need Django, which is set up by now
    from burgerprofiel.people.addresses import towns

    all_themes()
    for host in ("portal", "access", "desk", "registry", "api"):
        list(get_resolver(f"burgerprofiel.site.urls.{host}").url_patterns)
    for room in settings.ROOMS:
        folder = settings.ROOT / room / "templates"
        for path in folder.rglob("*.html"):
            get_template(str(path.relative_to(folder)))
    fanout.start()
    members.others()
    certificates.configured()
    town_halls.links()
    towns.table()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
