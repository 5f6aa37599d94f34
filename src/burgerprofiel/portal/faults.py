"""Whoever holds a fact corrects it: for each source, who to turn to when it hears of nothing through us."""

from __future__ import annotations

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from burgerprofiel.sources import origins
from burgerprofiel.sources.service import Origin


class Route(msgspec.Struct, frozen=True):
    """Where to go with a fault: the source, what to do, and its site."""

    key: str
    name: str
    text: str
    url: str


_ROUTES: dict[Origin, tuple[str, str]] = {
    Origin.RIJKSREGISTER: (
        gettext_noop(
            "Go to the population service of the municipality where you live. Bring your identity card and a "
            "document that shows the right data. You can also see and report it on the site of the National "
            "Register."
        ),
        "https://www.ibz.rrn.fgov.be",
    ),
    Origin.KSZ: (
        gettext_noop(
            "Go to the body that made your number: often your municipality, your employer or your health "
            "insurance fund. Bring your passport. That body passes the correction on."
        ),
        "https://www.ksz-bcss.fgov.be",
    ),
    Origin.KADASTER: (
        gettext_noop(
            "Sign in on MyMinfin and choose your real estate data, or contact the land registry office of "
            "FPS Finance. Keep your deed of purchase at hand."
        ),
        "https://financien.belgium.be",
    ),
    Origin.VEKA: (
        gettext_noop(
            "Contact the energy expert who made the certificate: the name is on it. Only that expert can "
            "correct it. You can also ask the energy agency through number 1700."
        ),
        "https://www.vlaanderen.be/epc",
    ),
    Origin.RSZ: (
        gettext_noop(
            "Ask your employer first: the employer reports your work. Does your employer not correct it? "
            "Then contact the National Social Security Office."
        ),
        "https://www.rsz.be",
    ),
    Origin.SIGEDIS: (
        gettext_noop(
            "Look at your career on mycareer.be and report the fault there. Keep your contracts or pay slips at hand."
        ),
        "https://www.mycareer.be",
    ),
    Origin.KBO: (
        gettext_noop("Contact a business counter. It changes the data of your enterprise in the Crossroads Bank."),
        "https://economie.fgov.be",
    ),
    Origin.RVA: (
        gettext_noop("Contact the National Employment Office. Keep the decision on your career break at hand."),
        "https://www.rva.be",
    ),
    Origin.WSE: (
        gettext_noop("Call 1700 and ask for the Department of Work and Social Economy."),
        "https://www.vlaanderen.be/contact",
    ),
    Origin.GROEIPAKKET: (
        gettext_noop(
            "Contact the body that pays your child benefit. You find its name on your bank statement and on "
            "the site of the Growth Package."
        ),
        "https://www.groeipakket.be",
    ),
    Origin.FOD_FINANCIEN: (
        gettext_noop(
            "Sign in on MyMinfin, or contact your tax office. Against an assessment you can object: the "
            "period and the address are on your tax bill."
        ),
        "https://financien.belgium.be",
    ),
    Origin.FOD_SOCIALE_ZEKERHEID: (
        gettext_noop(
            "Contact the Directorate-General for Persons with Disabilities, or ask the social service of "
            "your municipality or health insurance fund for help."
        ),
        "https://handicap.belgium.be",
    ),
    Origin.POD_MI: (
        gettext_noop("Contact the public social welfare centre (OCMW) that helps or helped you. It corrects the data."),
        "https://www.mi-is.be",
    ),
    Origin.VAPH: (
        gettext_noop("Contact the Flemish Agency for Persons with Disabilities, or the service that made your report."),
        "https://www.vaph.be",
    ),
    Origin.LED: (
        gettext_noop(
            "Contact the school or centre where you got the certificate. Does it no longer exist? Then call 1700."
        ),
        "https://www.leerenervaringsbewijzendatabank.be",
    ),
    Origin.ONDERWIJS: (
        gettext_noop("Contact the school where you are or were enrolled. The school corrects your enrolment."),
        "https://onderwijs.vlaanderen.be",
    ),
    Origin.DOSIS: (
        gettext_noop("Contact the service that handles your dossier: its name stands with the dossier."),
        "https://www.vlaanderen.be/contact",
    ),
}


def every_route() -> list[Route]:
    """The route of each source, in the reader's language, by name."""
    return sorted(map(route_of, _ROUTES), key=lambda route: route.name.casefold())


def route_of(origin: Origin) -> Route:
    """The route of one source, in the reader's language."""
    text, url = _ROUTES[origin]
    return Route(origin.value, origins.name(origin), _(text), url)
