"""The face of the application somebody signs in for: its pages of ours look like it (A9).

Which application that is stands in the address: a question (`client_id`), or the way on from a page that asks for a key
(`verder`). The stylesheet and the mark are files under addresses that change with their content, so browsers keep them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from burgerprofiel.access.provider.client import find
from burgerprofiel.kit.brand import Brand

CSS, MARK = "/op/merk.css", "/op/merk.svg"
_LONGEST = 100
_BETWEEN = re.compile(r"/op/(v1/auth|v1/logout|aanmelden(/.*)?|doelgroep|toestemming)")
"""The pages between a question and its answer. Those about one's own keys are ours, whatever their address says."""


def version(brand: Brand) -> str:
    """Return what changes when the look does."""
    return sha256(f"{brand.css}{brand.svg}".encode()).hexdigest()[:16]


def with_name(client_id: str) -> Brand | None:
    """Return the brand of this application; None when it has none of its own, or does not exist."""
    client = find(client_id) if 0 < len(client_id) <= _LONGEST else None
    chosen = client.row.brand if client else {}
    if client is None or not chosen:
        return None
    config = settings.CONFIG
    brand = Brand(
        chosen.get("name") or client.row.name,
        _("sign in with %(product)s") % {"product": config.brand_product},
        chosen.get("colour") or config.brand_colour,
        chosen.get("action") or config.brand_action,
    )
    query = urlencode({"van": client_id, "v": version(brand)})
    return replace(brand, css_path=f"{CSS}?{query}", mark_path=f"{MARK}?{query}")


def of(request: HttpRequest) -> Brand | None:
    """Return the brand of the application for which this page of ours is open; None: it keeps our own face."""
    if _BETWEEN.fullmatch(request.path) is None:
        return None
    client_id = request.GET.get("client_id")
    if client_id is None:
        way = str(request.POST.get("verder") or request.GET.get("verder", ""))
        client_id = dict(parse_qsl(urlsplit(way).query)).get("client_id", "") if way.startswith("/op/v1/auth?") else ""
    return with_name(client_id)
