"""The names of the joint committees, where employers and unions agree on pay in a sector (list of the FPS Employment).

The most common ones; another number is shown without a name.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_NAMES = {
    "100": gettext_noop("manual workers without a committee of their own"),
    "111": gettext_noop("metal, machine and electrical construction"),
    "112": gettext_noop("garages"),
    "116": gettext_noop("chemical industry (manual workers)"),
    "118": gettext_noop("food industry (manual workers)"),
    "119": gettext_noop("food trade (manual workers)"),
    "120": gettext_noop("textile industry (manual workers)"),
    "121": gettext_noop("cleaning"),
    "124": gettext_noop("construction"),
    "126": gettext_noop("furniture and woodworking"),
    "130": gettext_noop("printing and graphic arts"),
    "140": gettext_noop("transport and logistics"),
    "144": gettext_noop("agriculture"),
    "145": gettext_noop("horticulture"),
    "149": gettext_noop("electricians and sectors related to metal"),
    "152": gettext_noop("private schools (manual workers)"),
    "200": gettext_noop("office workers without a committee of their own"),
    "201": gettext_noop("independent retail"),
    "202": gettext_noop("food retail (office workers)"),
    "207": gettext_noop("chemical industry (office workers)"),
    "209": gettext_noop("metal industry (office workers)"),
    "220": gettext_noop("food industry (office workers)"),
    "225": gettext_noop("private schools (office workers)"),
    "226": gettext_noop("international trade, transport and logistics (office workers)"),
    "302": gettext_noop("hotels, restaurants and cafés"),
    "304": gettext_noop("performing arts"),
    "306": gettext_noop("insurance"),
    "310": gettext_noop("banks"),
    "311": gettext_noop("large retail stores"),
    "312": gettext_noop("department stores"),
    "314": gettext_noop("hairdressing and beauty care"),
    "317": gettext_noop("security services"),
    "318": gettext_noop("family care and care for the elderly at home"),
    "319": gettext_noop("education and housing services (youth care, disability)"),
    "322": gettext_noop("temporary agency work and service vouchers"),
    "323": gettext_noop("managers of buildings, estate agents and domestic workers"),
    "327": gettext_noop("sheltered and social workshops"),
    "329": gettext_noop("socio-cultural sector"),
    "330": gettext_noop("health institutions and services"),
    "331": gettext_noop("Flemish welfare and health sector"),
    "335": gettext_noop("services to enterprises and the self-employed"),
    "336": gettext_noop("liberal professions"),
    "337": gettext_noop("non-profit sector without a committee of its own"),
}


def name(code: str) -> str:
    """Return `hotels, restaurants and cafés (302)`, or the code alone when we have no name for it."""
    found = re.match(r"0*(\d{3})(?:\D|\d\d|$)", code)
    known = _NAMES.get(found[1]) if found else None
    return f"{_(known)} ({code})" if known else code
